"""A county's health office: its month of health education."""

from __future__ import annotations

from parsers.form.definition import FormDefinition
from tests.forms.invented.sketch import field, sketches

TITLE = "2023年健康知识普及行动月工作量统计表"
FORM = FormDefinition(
    title=TITLE,
    campaign_title="2023年健康知识普及行动月",
    years=(2023,),
    fields=(
        field("talks", "健康讲座", "场", "健康知识讲座", "健康讲座/场次"),
        field("audience", "健康讲座/受众", "人次", "讲座受众", "健康讲座/人次"),
        field("clinics", "义诊活动", "场", "大型义诊"),
        field("served", "义诊活动/服务群众", "人次", "义诊服务群众"),
        field("papers", "健康素养问卷", "份", "回收问卷"),
        field("boards", "健康宣传栏", "期", "宣传栏更新"),
        field("pressure", "免费测血压", "人次", "血压测量"),
        field("spoons", "限盐勺发放", "把"),
        field("homes", "健康家庭", "户", "评选健康家庭"),
        field("money", "工作经费", "万元"),
    ),
)
FORMS = sketches(
    "health",
    f"""
# {TITLE}
填报单位：某某镇卫生院 | < | <
指标 | 计量单位 | 数量
健康讲座 | 场 | 12
讲座受众 | 人次 | 约800余人次
义诊活动 | 场 | 3
=> talks=12 audience=>800 clinics=3
{TITLE} | < | < | <
类别 | 内容 | 本月 | 累计
讲座 | 健康讲座（场） | 4 | 31
义诊 | 义诊活动（场） | 1 | 9
=> talks=? clinics=?
{TITLE} | < | < | <
项目 | 单位 | 计划数 | 实际数
健康讲座 | 场 | 20 | 18
免费测血压 | 人次 | 1000 | 1126
限盐勺发放 | 把 | 500 | 500
=> talks=18 pressure=1126 spoons=500
{TITLE} | < | < | < | <
项目 | 单位 | 上年同期 | 本年 | 同比（%）
健康讲座 | 场 | 9 | 12 | 33.3
健康家庭 | 户 | 40 | 52 | 30
=> talks=12 homes=52
{TITLE} | < | < | <
健康讲座 | < | 义诊活动 | <
场次 | 受众（人次） | 场次 | 服务群众（人次）
7 | 560 | 2 | 118
=> talks=7 audience=560 clinics=2 served=118
{TITLE}
健康讲座 | | 义诊活动 |
场次 | 受众 | 场次 | 服务群众
7 | 560 | 2 | 118
=> talks=7 audience=560 clinics=2 served=118
{TITLE}
单位 | 健康讲座 | | 义诊活动 | | 健康宣传栏（期）
 | 场次 | 受众（人次） | 场次 | 服务群众（人次） |
城关卫生院 | 7 | 560 | 2 | 118 | 6
=> talks=7 audience=560 clinics=2 served=118 boards=6
{TITLE} | < | < | <
健⏎康⏎讲⏎座 | 12场 | 义⏎诊⏎活⏎动 | 三场
健康素养问卷（份） | 1,260 | 健康宣传栏（期） | 第3期
=> talks=12 clinics=3 papers=1260 boards=?
{TITLE} | <
健康讲座 12 场，受众 860 人次；义诊活动 2 场，服务群众 97 人次。 | <
健康素养问卷 350 份，限盐勺发放 若干 把。 | <
=> talks=12 audience=860 clinics=2 served=97 papers=350 spoons=?
{TITLE} | < | <
项目 | 数量 | 备注
健康讲座 | 10-15 | 场
义诊活动 | 2 | 联合县医院3次
工作经费（万元） | 3500元 | 自筹
=> talks=? clinics=2 money=0.35
{TITLE} | < | < | <
项目 | 城区 | 农村 | 合计
健康讲座（场） | 5 | 7 | 12
义诊活动（场） | 1 | 2 | 4
=> talks=12 clinics=?
{TITLE} | < | <
项目 | 单位 | 数量
健康讲座 | 场 | 应办12场，实办10场
义诊活动 | 场 | 3场（计划5场）
免费测血压 | 人次 | 登记500人，实到462人
=> talks=? clinics=? pressure=?
{TITLE} | < | <
项目 | 单位 | 数量
一、宣传教育 | <  | <
健康讲座 | 场 | 6
健康宣传栏 | 期 | /
二、服务群众 | < | <
义诊活动 | 场 | 0
免费测血压 | 人次 | 无
=> talks=6 boards=none clinics=0 pressure=none
{TITLE} | < | < | < | < | <
序号 | 活动名称 | 时间 | 地点 | 主办单位 | 健康讲座/受众（人次）
1 | 高血压防治讲座 | 3月2日 | 文化站 | 卫生院 | 80
2 | 合理膳食讲座 | 3月9日 | 中心小学 | 卫生院 | 120
合计 | | | | | 200
=> audience=200
{TITLE} | < | < | <
项目 | 单位 | 数量 | 占比
健康讲座 | 场 | 12 | 60%
义诊活动 | 场 | 8 | 40%
=> talks=12 clinics=8
{TITLE} | < | <
项目 | 单位 | 数量
健康讲座 | 场 | 1.2E1
免费测血压 | 人次 | 1.2e+03
限盐勺发放 | 把 | 2/3
健康家庭 | 户 | -5
=> talks=? pressure=? spoons=? homes=?
{TITLE} | < | <
项目 | 单位 | 数量
健康讲座 | 场次 | 12（场）
健康讲座受众 | 人 | 0.3万
评选健康家庭 | 户 | 近百户
=> talks=12 audience=3000 homes=?
""",
)
