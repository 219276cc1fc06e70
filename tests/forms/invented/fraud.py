"""An office that writes sentences: names anywhere in them, two in one label, categories beside."""

from __future__ import annotations

from parsers.form.definition import FormDefinition
from tests.forms.invented.sketch import field, sketches

TITLE = "2024年反诈宣传月活动统计表"
FORM = FormDefinition(
    title=TITLE,
    campaign_title="2024年反诈宣传月",
    years=(2024,),
    fields=(
        field("talks", "反诈讲座", "场"),
        field("homes", "入户走访", "户"),
        field("folders", "宣传折页", "份"),
        field("banners", "条幅", "条"),
        field("posters", "海报", "张"),
        field("schools", "进校园/场次", "场"),
        field("pupils", "进校园/学生", "人次"),
        field("firms", "进企业/场次", "场"),
        field("workers", "进企业/职工", "人次"),
        field("stops", "劝阻转账/次数", "次"),
        field("saved", "劝阻转账/金额", "万元"),
        field("articles", "新闻稿件", "篇"),
        field("visitors", "现场咨询", "人次"),
    ),
)
FORMS = sketches(
    "fraud",
    f"""
{TITLE} | <
宣传情况 | ①宣传折页1200份②条幅8条③海报30张
工作情况 | 一是举办反诈讲座5场；二是入户走访430户。
=> folders=1200 banners=8 posters=30 talks=5 homes=430
{TITLE} | <
宣传 | 我所共印制宣传折页1200份，悬挂条幅8条，撰写新闻稿件6篇，群众普遍欢迎
反诈讲座 | 5
=> folders=1200 banners=8 articles=6 talks=5
{TITLE} | <
反诈讲座 | 5
小结 | 举办了3场反诈讲座，走进两个小区，发放宣传折页200份，效果很好
=> talks=5 folders=200
{TITLE} | <
反诈讲座 | 5
小结 | 全镇共举办反诈讲座9场，走进两个小区，效果很好
=> talks=?
{TITLE} | <
宣传折页 | 1200
条幅/海报 | 8条/30张
=> folders=1200 banners=8 posters=30
{TITLE} | <
宣传折页 | 1200
条幅和海报 | 38
=> folders=1200 banners=? posters=?
{TITLE} | <
反诈讲座 / 场 | 5
入户走访/户 | 430
=> talks=5 homes=430
{TITLE} | < | <
进校园 | 场次 | 学生
^ | 4 | 860
进企业 | 场次 | 职工
^ | 2 | 75
反诈讲座 | 5 | <
=> schools=4 pupils=860 firms=2 workers=75 talks=5
{TITLE} | <
进校园 | 共4场，学生860人次
进企业 | 2场次
劝阻转账 | 次数 6 次 金额 38.5 万元
=> schools=4 pupils=860 firms=2 stops=6 saved=38.5
{TITLE} | <
进校园 | 开展校园宣讲4场，860人次到场
反诈讲座 | 5
=> schools=4 pupils=860 talks=5
{TITLE} | <
项目 | 完成情况
宣传 | 宣传折页 1200 份，条幅 8 条
走访 | 入户走访 430 户
=> folders=1200 banners=8 homes=430
{TITLE} | < | < | <
1 反诈讲座 | 5 | 2 条幅 | 8
3.入户走访 | 430 | 4.海报 | 30
=> talks=5 banners=8 homes=430 posters=30
{TITLE} | <
反诈讲座 | （5）场
条幅 | （8）条
海报 | （120）张
=> talks=5 banners=8 posters=120
{TITLE} | < | < | <
宣传折页 | 3 | 单位 | 万份
反诈讲座 | 5 | 单位 | 场
=> folders=30000 talks=5
{TITLE} | < | <
项目 | 单位 | 数量
反诈讲座 | 场 | 5
宣传折页 | 份 |
条幅 | 条 |
1.宣传折页不少于500份 | < | <
2.下一步计划悬挂条幅20条，印制宣传折页3000份 | < | <
=> talks=5 folders=blank banners=blank
{TITLE} | < | <
项目 | 单位 | 数量
反诈讲座 | 场 | 5
宣传折页 | 份 |
工作亮点：河东村入户走访60户，发放宣传折页300份。 | < | <
=> talks=5 folders=? homes=?
{TITLE} | <
反诈讲座 | 5
宣传折页 | 先发1000份
宣传 | 宣传折页1000份，后又印制宣传折页200份
=> talks=5 folders=?
{TITLE} | < | < | <
反诈讲座 | 5 | 入户走访 | 430
工作总结 | 累计现场咨询260人次，条幅8条。 | < | <
=> talks=5 homes=430 visitors=260 banners=8
""",
)
