"""A district's culture office: crafts and plays taken into schools."""

from __future__ import annotations

from parsers.form.definition import FormDefinition
from tests.forms.invented.sketch import field, sketches

TITLE = "2025年非遗进校园情况报告表"
FORM = FormDefinition(
    title=TITLE,
    campaign_title="2025年非遗进校园活动",
    years=(2025,),
    fields=(
        field("shows", "展演", "场", "非遗展演"),
        field("watchers", "展演/观众", "人次", "展演观众"),
        field("masters", "传承人授课", "名", "授课传承人"),
        field("crafts", "非遗项目", "项", "引进非遗项目"),
        field("schools", "覆盖学校", "所", "参与学校"),
        field("trips", "研学活动", "批次"),
        field("lessons", "体验课", "课时", "非遗体验课"),
        field("works", "学生作品", "件"),
        field("streams", "线上直播/场次", "场"),
        field("viewers", "线上直播/观看人次", "人次"),
        field("income", "义卖收入", "元", "义卖所得"),
    ),
)
FORMS = sketches(
    "heritage",
    f"""
{TITLE} | < | < | <
类别 | 项目 | 单位 | 数量
演出 | 展演 | 场 | 9
^ | 观众 | 人次 | 4200
授课 | 传承人授课 | 名 | 11
^ | 体验课 | 课时 | 86
=> shows=9 watchers=? masters=11 lessons=86
{TITLE} | < | < | <
类别 | 项目 | 单位 | 数量
线上直播 | 场次 | 场 | 3
^ | 观看人次 | 人次 | 1.5万
其他 | 覆盖学校 | 所 | 14
=> streams=3 viewers=15000 schools=14
{TITLE}
类别,说明 | 项目 | 单位 | 数量
线上直播 | 场次 | 场 | 3
 | 观看人次 | 人次 | 15000
其他 | 覆盖学校 | 所 | 14
=> streams=3 viewers=15000 schools=14
{TITLE} | < | <
项目 | 数量 | 单位
线上直播/场次 | 3 | 场
线上直播/观看人次 | 2000 | 人次
展演/观众 | 1800 | 人次
展演 | 6 | 场
=> streams=3 viewers=2000 watchers=1800 shows=6
{TITLE} | <
线上直播-场次 | 3
线上直播（观看人次） | 2000
展演：观众 | 1800
=> streams=3 viewers=2000 watchers=1800
{TITLE} | < | < | <
展演（场/人次） | 6/1800 | 覆盖学校（所） | 14
体验课 | 86课时 | 学生作品 | 百余件
=> shows=? watchers=? schools=14 lessons=86 works=?
{TITLE} | <
一、演出情况 | <
展演共9场，其中校内6场、社区3场。 | <
二、教学情况 | <
体验课86课时，传承人授课11名。 | <
=> shows=9 lessons=86 masters=11
{TITLE} | < | <
内容 | 去年 | 今年
展演（场） | 7 | 9
体验课（课时） | 60 | 86
覆盖学校（所） | 12 | 14
=> shows=9 lessons=86 schools=14
{TITLE} | < | <
内容 | 2024年 | 2025年
展演（场） | 7 | 9
体验课（课时） | 60 | 86
=> shows=9 lessons=86
{TITLE} | < | <
内容 | 2025年 | 2024年
展演（场） | 7 | 9
体验课（课时） | 60 | 86
=> shows=7 lessons=60
{TITLE} | < | < | <
内容 | 小学 | 初中 | 合计
展演（场） | 4 | 5 | 9
体验课（课时） | 40 | 46 | 86
学生作品（件） | 200 | 150 | 350
=> shows=9 lessons=86 works=350
{TITLE} | < | <
内容 | 小学 | 初中
展演（场） | 4 | 5
体验课（课时） | 40 | 46
=> shows=? lessons=?
{TITLE} | < | <
内容 | 单位 | 数量
展演 | 场 | ９
学生作品 | 件 | ３５０余件
义卖收入 | 元 | 1.2万元
覆盖学校 | 所 | 14所（小学8所、初中6所）
=> shows=9 works=>350 income=12000 schools=14
{TITLE} | < | <
内容 | 单位 | 数量
展演 | 场 | 9场，同比增长20%
学生作品 | 件 | 增加30件
义卖收入 | 元 | ￥3,860.00
=> shows=9 works=? income=3860
{TITLE} | < | <
内容 | 单位 | 数量
展演 | 场 | 不少于9场
学生作品 | 件 | 不足400件
体验课 | 课时 | 80课时左右
=> shows=>9 works=<400 lessons=~80
{TITLE} | < | <
内容 | 单位 | 数量
展演 | 次 | XX
学生作品 | 件 | ___件
体验课 | 课时 | 待统计
覆盖学校 | 所 | 见附件1
=> shows=? works=blank lessons=? schools=?
{TITLE} | < | < | < | <
展演（场） | 观众（人次） | 体验课（课时） | 覆盖学校（所） | 备注
9 | 4200 | 86 | 14 | 另有3场在筹备
=> shows=9 watchers=4200 lessons=86 schools=14
""",
)
