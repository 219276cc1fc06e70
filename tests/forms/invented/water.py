"""A city's water office: its week of saving water."""

from __future__ import annotations

from parsers.form.definition import FormDefinition
from tests.forms.invented.sketch import field, sketches

TITLE = "2024年节水宣传周活动情况汇总表"
FORM = FormDefinition(
    title=TITLE,
    campaign_title="2024年节水宣传周",
    years=(2024,),
    fields=(
        field("lessons", "节水课堂", "节", "节水公开课"),
        field("pupils", "节水课堂/听课学生", "人"),
        field("walked", "巡河里程", "公里", "巡河"),
        field("rubbish", "清理垃圾", "吨", "清理河道垃圾"),
        field("helpers", "志愿服务", "人次", "志愿者"),
        field("hours", "志愿服务/服务时长", "小时"),
        field("taps", "节水器具", "件套", "推广节水器具"),
        field("clips", "短视频", "条", "制作短视频"),
        field("plays", "短视频/播放量", "万次"),
        field("visits", "走访用水户", "家", "走访用水大户"),
        field("mended", "整改问题", "个"),
        field("rate", "问题整改率", "%", "整改率"),
    ),
)
FORMS = sketches(
    "water",
    f"""
{TITLE} | < | <
项目 | 计量单位 | 完成数
节水课堂 | 节 | 24
听课学生 | 人 | 1080
巡河里程 | 公里 | 36.5
问题整改率 | % | 95.5
=> lessons=24 pupils=1080 walked=36.5 rate=95.5
{TITLE} | < | <
项目 | 单位 | 数量
节水课堂 | 节 | 24
其中：听课学生 | 人 | 1080
短视频 | 条 | 6
其中：播放量 | 万次 | 12.8
=> lessons=24 pupils=1080 clips=6 plays=12.8
{TITLE} | < | <
项目 | 单位 | 数量
巡河里程 | 公里 | 800米
清理垃圾 | 吨 | 500公斤
短视频/播放量 | 万次 | 12000
=> walked=0.8 rubbish=0.5 plays=?
{TITLE} | < | < | <
节水课堂（节） | 24 | 志愿服务（人次） | 310
节水器具（件套） | 1200 | 走访用水户（家） |
=> lessons=24 helpers=310 taps=1200 visits=blank
{TITLE}
节水课堂（节） | 24 | 志愿服务（人次） | 310
节水器具（件套） | 1200 | 走访用水户（家）
=> lessons=24 helpers=310 taps=1200 visits=blank
{TITLE} | < | < | < | < | <
填报单位 | 节水课堂 | < | 短视频 | < | 巡河里程（公里）
^ | 节数（节） | 听课学生（人） | 条数（条） | 播放量（万次） | ^
北岸水务所 | 8 | 360 | 3 | 1.5 | 12
=> lessons=8 pupils=360 clips=3 plays=1.5 walked=12
{TITLE} | < | <
指标 | 上月 | 本月
节水课堂（节） | 3 | 5
走访用水户（家） | 10 | 12
整改问题（个） | 7 | 9
=> lessons=5 visits=12 mended=9
{TITLE} | < | < | <
指标 | 目标 | 完成 | 完成率
节水课堂（节） | 10 | 12 | 120%
走访用水户（家） | 20 | 18 | 90%
=> lessons=12 visits=18
{TITLE} | < | <
指标 | 上报数 | 审核数
节水课堂（节） | 10 | 9
走访用水户（家） | 20 | 18
=> lessons=? visits=?
{TITLE} | <
指标 | 数 景
节水课堂 | 10
走访用水户 | 20
志愿服务 | 55
=> lessons=10 visits=20 helpers=55
{TITLE} | < | < | <
指标 | 单位 | 完成情况 | <
^ | ^ | 本周 | 累计
节水课堂 | 节 | 10 | 40
走访用水户 | 家 | 2 | 22
=> lessons=? visits=?
{TITLE} | < | <
工作内容 | 完成情况 | 备注
节水课堂 | 开展24节 | 覆盖学生1080人
清理河道垃圾 | 3.5吨 | 出动车辆6台
推广节水器具 | 1200件套 | 含水龙头900件
走访用水大户 | 走访18家 | 附名单
=> lessons=24 rubbish=3.5 taps=1200 visits=18
{TITLE} | < | <
工作内容 | 完成情况 | 备注
节水课堂 | 24节/1080人 |
短视频 | 6条，播放12.8万次 |
整改问题 | 发现12个，整改11个 |
=> lessons=24 pupils=1080 clips=6 plays=12.8 mended=?
{TITLE} | < | <
项目 | 单位 | 数量
节水课堂 | 节 | | 24
走访用水户 | 家 | 18 |
=> lessons=? visits=18
{TITLE} | < | <
项目 | 单位 | 数量
节水课堂 | 24 |
走访用水户 | 18 |
=> lessons=? visits=?
{TITLE} | < | <
项目 | 数量 | 单位
节水课堂 | 二十四 | 节
走访用水户 | 18户 | 家
志愿服务 | 300人 | 人次
志愿服务时长 | 900小时 | 小时
=> lessons=24 visits=18 helpers=300 hours=?
{TITLE} | <
节水课堂： | 24节（含线上4节）
走访用水户： | 居民10家、企业8家
整改率： | 0.95
=> lessons=24 visits=18 rate=?
""",
)
