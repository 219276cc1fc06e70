"""Forms of the held-out set: offices, words and structures that the other set does not have."""

from __future__ import annotations

from parsers.form.definition import FormDefinition
from tests.forms.labelled.specimen import Specimen, field, words

FITNESS = Specimen(
    definition=FormDefinition(
        title="2023年全民健身日活动成效统计表",
        fields=(
            field("matches", "群众性赛事", "场", "赛事活动", "举办赛事"),
            field("classes", "健身指导", "期", "健身培训班"),
            field("athletes", "参赛运动员", "人次", "参赛选手", at_least="matches"),
            field("spectators", "现场观众", "人次", "观众人数"),
            field("monitoring", "国民体质监测", "人次", "体质测定"),
            field("trails", "健身步道", "公里", "新建步道", decimals=2),
            field("fields", "开放体育场馆", "个", "开放场馆"),
            field("coaches", "社会体育指导员", "人", at_least="coaches_new"),
            field("coaches_new", "社会体育指导员/新增", "人", "新增社会体育指导员"),
            field("urban_events", "城区活动/场次", "场次", "城区活动场次"),
            field("urban_people", "城区活动/人次", "人次", "城区活动人次", at_least="urban_events"),
            field("rural_events", "乡村活动/场次", "场次", "乡村活动场次"),
            field("rural_people", "乡村活动/人次", "人次", "乡村活动人次", at_least="rural_events"),
            field("clips", "短视频播放", "万次", "视频播放量", decimals=4),
            field("lottery", "体彩公益金", "万元", "公益金投入", decimals=4),
            field("leaflets", "健身手册", "册", "发放健身手册"),
            words("highlights", "亮点做法"),
        ),
        campaign_title="2023年全民健身日",
        years=(2023,),
    ),
    blocks=(
        ("赛事与指导", ("matches", "classes", "athletes", "spectators", "monitoring")),
        ("设施", ("trails", "fields")),
        ("队伍", ("coaches", "coaches_new")),
        ("城区活动", ("urban_events", "urban_people")),
        ("乡村活动", ("rural_events", "rural_people")),
        ("宣传与投入", ("clips", "lottery", "leaflets", "highlights")),
    ),
    list_field="spectators",
    count_field="matches",
    pairs=(),
    units=("云岭县教育体育局", "云岭县老年大学", "枫桥街道办事处"),
    look_alikes=("2023年全民健身日活动报名表", "2023年全民国防教育日活动统计表"),
    last_year="2022年全民健身日活动成效统计表",
    unit_word="填报单位（公章）",
    spellings=(
        ("matches", ("群众性赛事", "赛事活动", "举办赛事")),
        ("fields", ("开放体育场馆", "开放场馆")),
        ("spectators", ("现场观众", "观众人数")),
        ("clips", ("短视频播放", "视频播放量")),
    ),
    misspellings=(("monitoring", "国民体质检测"), ("coaches", "社会体育指导圆")),
    strangers=("广场舞展演", "线路规划", "裁判培训"),
)

FOREST = Specimen(
    definition=FormDefinition(
        title="2026年森林防灭火宣传月工作情况报表",
        fields=(
            field("patrols", "巡山护林", "次", "巡护巡查", required=True),
            field("rangers", "护林员", "名", "专职护林员"),
            field("fires", "火情处置", "起", sum_of=("fires_small", "fires_large")),
            field("fires_small", "一般火情", "起"),
            field("fires_large", "较大火情", "起"),
            field("isolation", "防火隔离带", "公里", "新开隔离带", decimals=2),
            field("broadcast", "广播宣传", "次", "流动广播"),
            field("signs", "警示标牌", "块", "防火标牌"),
            field("letters", "致村民一封信", "份", "告知书"),
            field("audience", "宣讲覆盖群众", "人次", "覆盖群众", at_least="broadcast"),
            field("water", "蓄水池", "座"),
            field("cost", "防火经费", "元", "经费投入", decimals=2),
        ),
        campaign_title="2026年森林防灭火宣传月",
        years=(2026,),
    ),
    blocks=(
        ("巡护", ("patrols", "rangers")),
        ("火情", ("fires", "fires_small", "fires_large")),
        ("宣传", ("broadcast", "signs", "letters", "audience")),
        ("基础设施", ("isolation", "water", "cost")),
    ),
    list_field="audience",
    count_field="broadcast",
    pairs=((("fires_small", "fires_large"), "fires"),),
    units=("南坡国有林场", "云岭县林业和草原局", "杉木乡人民政府"),
    look_alikes=("2026年森林防灭火演练报名表", "2026年防灾减灾日工作情况报表"),
    last_year="2025年森林防灭火宣传月工作情况报表",
    unit_word="填报单位",
    spellings=(
        ("patrols", ("巡山护林", "巡护巡查")),
        ("signs", ("警示标牌", "防火标牌")),
        ("letters", ("致村民一封信", "告知书")),
    ),
    misspellings=(("patrols", "巡山护材"), ("letters", "致村民一封信件")),
    strangers=("无人机航拍", "清明禁香", "野外用火审批"),
)

BLOOD = Specimen(
    definition=FormDefinition(
        title="2021年世界献血者日主题活动汇总表",
        fields=(
            field("donors", "献血人数", "人", "参加献血"),
            field("volume", "献血量", "毫升", "采血量"),
            field("sessions", "宣讲/场次", "场次", "宣讲场次"),
            field("listeners", "宣讲/人次", "人次", "宣讲人次", at_least="sessions"),
            field("vehicles", "献血车", "台次", "出动献血车"),
            field("points", "采血点", "个", "固定采血点"),
            field("honours", "表彰先进", "人"),
            field("posters", "海报", "张", "张贴海报"),
            field("reads", "推文阅读", "万次", "图文阅读", decimals=4),
            field("gifts", "纪念品", "件", "发放纪念品", required=True),
        ),
        campaign_title="2021年世界献血者日",
        years=(2021,),
    ),
    blocks=(
        ("采供血", ("donors", "volume", "vehicles", "points")),
        ("宣讲", ("sessions", "listeners")),
        ("其他", ("honours", "posters", "reads", "gifts")),
    ),
    list_field="listeners",
    count_field="sessions",
    pairs=(),
    units=("云岭县中心血站", "云岭县妇幼保健院", "云岭职业技术学校"),
    look_alikes=("2021年无偿献血志愿者报名表", "2021年世界艾滋病日主题活动汇总表"),
    last_year="2020年世界献血者日主题活动汇总表",
    unit_word="单位名称（盖章）",
    spellings=(("posters", ("海报", "张贴海报")), ("gifts", ("纪念品", "发放纪念品"))),
    misspellings=(("points", "固定采血占"), ("gifts", "发放记念品")),
    strangers=("心理咨询", "血型科普展板", "爱心座椅"),
)
