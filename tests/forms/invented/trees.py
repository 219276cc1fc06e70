"""A forestry office: trees planted by everybody."""

from __future__ import annotations

from parsers.form.definition import FormDefinition
from tests.forms.invented.sketch import field, sketches

TITLE = "2024年春季义务植树活动统计表"
FORM = FormDefinition(
    title=TITLE,
    campaign_title="2024年春季义务植树",
    years=(2024,),
    fields=(
        field("trees", "植树株数", "株", "植树", "栽植苗木"),
        field("area", "植树面积", "亩", "造林面积"),
        field("people", "参加人数", "人次", "参加人次"),
        field("planting", "尽责活动/造林绿化", "人次"),
        field("tending", "尽责活动/抚育管护", "人次"),
        field("gifts", "尽责活动/捐资捐物", "万元"),
        field("old", "挂牌古树名木", "棵", "古树名木挂牌"),
        field("seedlings", "赠送苗木", "株", "苗木发放"),
        field("guards", "护林员", "人"),
        field("patrol", "巡护里程", "公里"),
        field("sheets", "防火宣传单", "份"),
    ),
)
FORMS = sketches(
    "trees",
    f"""
{TITLE} | < | < | < | < | <
填报单位：石门林场 | < | < | < | < | <
植树株数（万株） | 植树面积（亩） | 参加人数（人次） | 尽责活动 | < | <
^ | ^ | ^ | 造林绿化（人次） | 抚育管护（人次） | 捐资捐物（万元）
1.2 | 86.5 | 2300 | 1500 | 800 | 3.6
=> trees=12000 area=86.5 people=2300 planting=1500 tending=800 gifts=3.6
{TITLE}
植树株数（万株） | 植树面积（亩） | 参加人数（人次） | 尽责活动 | |
 | | | 造林绿化（人次） | 抚育管护（人次） | 捐资捐物（万元）
1.2 | 86.5 | 2300 | 1500 | 800 | 3.6
=> trees=12000 area=86.5 people=2300 planting=1500 tending=800 gifts=3.6
{TITLE} | < | < | <
单位：株、亩、人次 | < | < | <
植树株数 | 植树面积 | 参加人数 | 护林员
12000 | 86.5 | 2300 | 35
=> trees=12000 area=86.5 people=2300 guards=35
{TITLE} | <
栽植苗木 | 1万2千株
造林面积 | 86亩半
参加人次 | 2千3百
古树名木挂牌 | 一百零八棵
=> trees=12000 area=? people=2300 old=108
{TITLE} | < | <
指标 | 单位 | 数量
植树株数 | 万株 | 12000
植树面积 | 亩 | 5.77公顷
巡护里程 | 公里 | 120里
=> trees=? area=86.55 patrol=?
{TITLE} | < | <
指标 | 单位 | 数量
植树株数 | 株 | 松树5000株、柏树7000株
护林员 | 人 | 专职20人，兼职15人
防火宣传单 | 份 | 印制5000份，发放4200份
=> trees=12000 guards=35 sheets=?
{TITLE} | < | < | <
指标 | 单位 | 植树节当天 | 全季
植树株数 | 株 | 3000 | 12000
参加人数 | 人次 | 600 | 2300
=> trees=? people=?
{TITLE} | < | < | <
指标 | 单位 | 数量 | 较上年
植树株数 | 株 | 12000 | +8%
参加人数 | 人次 | 2300 | -120
=> trees=12000 people=2300
{TITLE} | < | <
项 目 | 计 量 单 位 | 数 量
植 树 株 数 | 株 | 12 000
植 树 面 积 | 亩 | ８６．５
赠 送 苗 木 | 株 | —
=> trees=12000 area=86.5 seedlings=none
{TITLE} | < | <
甲 | 乙 | 1
植树株数 | 株 | 12000
植树面积 | 亩 | 86.5
=> trees=12000 area=86.5
# {TITLE}
# 填报单位：石门林场   2024年3月20日
植树株数（株） | 12000
植树面积（亩） | 86.5
参加人数（人次） | 2300
护林员（人） | 35
巡护里程（公里） | 120.5
=> trees=12000 area=86.5 people=2300 guards=35 patrol=120.5
{TITLE} | < | < | <
植树株数 | 12000株 | 植树面积 | 86.5亩
参加人数 | 机关800人、学校1500人，合计2300人 | 护林员 | 35名
=> trees=12000 area=86.5 people=2300 guards=35
{TITLE} | < | < | <
植树株数 | 12000株 | 植树面积 | 86.5亩
参加人数 | 机关800人、学校1500人，合计2400人 | 护林员 | 35（含临时5）
=> trees=12000 area=86.5 people=? guards=35
{TITLE} | < | <
指标 | 单位 | 数量
尽责活动 | |
  造林绿化 | 人次 | 1500
  抚育管护 | 人次 | 800
  捐资捐物 | 万元 | 36000元
参加人数 | 人次 | 2300
=> planting=1500 tending=800 gifts=3.6 people=2300
{TITLE} | < | <
指标 | 第一批 | 第二批
植树株数（株） | 5000 | 7000
参加人数（人次） | 900 | 1400
=> trees=? people=?
{TITLE} | < | <
指标 | 第一批 | 第二批 | 合计
植树株数（株） | 5000 | 7000 | 12000
参加人数（人次） | 900 | 1400 | 2300
=> trees=12000 people=2300
{TITLE} | < | < | < | <
序号 | 活动名称 | 时间 | 地点 | 参加人数
1 | 县直机关植树 | 3月12日 | 凤凰山 | 230
2 | 青年林植树 | 3月15日 | 柳堤 | 一百二十人
3 | 巾帼林植树 | 3月18日 | 柳堤 | 约90
=> people=~440
""",
)
