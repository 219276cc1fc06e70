"""A fire brigade: its five visits and drills of a quarter."""

from __future__ import annotations

from parsers.form.definition import FormDefinition
from tests.forms.invented.sketch import field, sketches

TITLE = "2023年消防宣传“五进”活动统计表"
FORM = FormDefinition(
    title=TITLE,
    campaign_title="2023年消防宣传“五进”活动",
    years=(2023,),
    fields=(
        field("schools", "进学校/场次", "场"),
        field("pupils", "进学校/人次", "人次"),
        field("streets", "进社区/场次", "场"),
        field("dwellers", "进社区/人次", "人次"),
        field("firms", "进企业/场次", "场"),
        field("workers", "进企业/人次", "人次"),
        field("drills", "消防演练", "次", "灭火演练"),
        field("dangers", "排查隐患", "处", "发现隐患"),
        field("mended", "整改隐患", "处", "督促整改"),
        field("halls", "开放体验馆", "座"),
        field("engines", "出动消防车", "台次"),
        field("leaflets", "发放手册", "册"),
    ),
)
FORMS = sketches(
    "fire",
    f"""
{TITLE} | < | < | < | < | <
进学校 | < | 进社区 | < | 进企业 | <
场次 | 人次 | 场次 | 人次 | 场次 | 人次
8 | 3600 | 15 | 1900 | 4 | 420
=> schools=8 pupils=3600 streets=15 dwellers=1900 firms=4 workers=420
{TITLE}
进学校 | | 进社区 | | 进企业 |
场次 | 人次 | 场次 | 人次 | 场次 | 人次
8 | 3600 | 15 | 1900 | 4 | 420
=> schools=8 pupils=3600 streets=15 dwellers=1900 firms=4 workers=420
{TITLE} | < | < | < | < | <
进学校 | | 进社区 | | 进企业 |
场次 | 人次 | 场次 | 人次 | 场次 | 人次
8 | 3600 | 15 | 1900 | 4 | 420
=> schools=8 pupils=3600 streets=15 dwellers=1900 firms=4 workers=420
{TITLE} | < | <
对象 | 场次 | 人次
进学校 | 8 | 3600
进社区 | 15 | 1900
进企业 | 4 | 420
=> schools=8 pupils=3600 streets=15 dwellers=1900 firms=4 workers=420
{TITLE} | < | <
项目 | 场次 | 人次
进学校 | 8 | 3600
进社区 | 15 | 1900
合计 | 23 | 5500
=> schools=8 pupils=3600 streets=15 dwellers=1900
{TITLE} | < | < | <
项目 | 单位 | 本期 | 上期
进学校场次 | 场 | 8 | 5
进学校人次 | 人次 | 3600 | 2000
消防演练 | 次 | 6 | 7
=> schools=8 pupils=3600 drills=6
{TITLE} | < | < | <
进学校 | 8场，3600人次 | 进社区 | 15场1900人次
消防演练 | 6次 | 出动消防车 | 12台次、60人
=> schools=8 pupils=3600 streets=15 dwellers=1900 drills=6 engines=12
{TITLE} | < | <
项目 | 单位 | 数量
进学校 | 场 | 8
^ | 人次 | 3600
进社区 | 场 | 15
^ | 人次 | 1900
=> schools=8 pupils=3600 streets=15 dwellers=1900
{TITLE} | < | <
项目 | 单位 | 数量
排查隐患 | 处 | 42
整改隐患 | 处 | 42处（整改率100%）
消防演练 | 次 | 第6次
开放体验馆 | 座 | 1座，接待3批
=> dangers=42 mended=42 drills=? halls=1
{TITLE} | < | <
项目 | 单位 | 数量
排查隐患 | 处 | 四十二
整改隐患 | 处 | 38～42
发放手册 | 册 | 1.2万（份）
出动消防车 | 台次 | 12辆
=> dangers=42 mended=? leaflets=12000 engines=12
{TITLE} | < | <
项目 | 单位 | 数量
排查隐患 | 处 | 42
^ | ^ | ^
消防演练 | 次 | 6
=> dangers=42 drills=6
{TITLE} | < | < | < | < | <
项目 | 单位 | 数量 | 项目 | 单位 | 数量
排查隐患 | 处 | 42 | 整改隐患 | 处 | 40
消防演练 | 次 | 6 | 发放手册 | 册 |
=> dangers=42 mended=40 drills=6 leaflets=blank
{TITLE} | <
项目 | 本季度数
排查隐患（处） | 42
消防演练（次） | 6
=> dangers=42 drills=6
{TITLE} | < | <
项目 | 新增 | 总数
排查隐患（处） | 42 | 90
消防演练（次） | 6 | 20
=> dangers=? drills=?
{TITLE} | < | < | <
项目 | 单位 | 一季度 | 二季度
排查隐患 | 处 | 42 | 30
消防演练 | 次 | 6 | 4
=> dangers=? drills=?
{TITLE} | < | <
项目 | 单位 | 数量
进学校 / 场次 | 场 | 8
进学校 / 人次 | 人次 | 3600
进社区（场次） | 场 | 15
进社区（人次） | 人次 | 1900
=> schools=8 pupils=3600 streets=15 dwellers=1900
{TITLE} | < | <
项目 | 单位 | 数量
排查隐患 | 处 | 40%
消防演练 | 次 | 百分之六十
发放手册 | 册 | 1/2
开放体验馆 | 座 | 1.5
=> dangers=? drills=? leaflets=? halls=?
""",
)
