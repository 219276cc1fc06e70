"""Three made-up offices' forms with other words and other structures."""

from __future__ import annotations

from parsers.form.definition import FormDefinition
from tests.forms.labelled.specimen import Specimen, field, words

FARMING = Specimen(
    definition=FormDefinition(
        title="2024年春耕备耕农业生产情况调查表",
        fields=(
            field("area", "早稻播种面积", "亩", "早稻面积", decimals=2),
            field("vegetables", "蔬菜种植面积", "亩", decimals=2),
            field("cooperatives", "农民专业合作社", "个", "合作社"),
            field("machines", "投入农机具", "台", "农机投入"),
            field("fertiliser", "化肥储备", "吨", "储备化肥", decimals=2),
            field("seeds", "良种储备", "吨", decimals=2),
            field("envoys", "科技特派员", "人", at_least="envoys_women"),
            field("envoys_women", "科技特派员/女", "人", "女科技特派员"),
            field("field_days", "田间指导", "次", "田间技术指导"),
            field("trained", "培训农户", "人次", "农户培训", required=True),
            field("cards", "发放明白纸", "张", "技术明白纸"),
            field("subsidy", "补贴资金", "万元", "耕地补贴", decimals=4),
            words("difficulties", "存在困难"),
        ),
        campaign_title="2024年春耕备耕",
        years=(2024,),
    ),
    blocks=(
        ("种植", ("area", "vegetables")),
        ("主体与农机", ("cooperatives", "machines")),
        ("农资储备", ("fertiliser", "seeds")),
        ("科技服务", ("envoys", "envoys_women", "field_days", "trained", "cards")),
        ("资金与困难", ("subsidy", "difficulties")),
    ),
    list_field="trained",
    count_field="field_days",
    pairs=(),
    units=("白鹭乡农业服务中心", "青禾县种子站", "柳溪镇农技站"),
    look_alikes=("2024年春耕备耕现场会报名表", "2024年秋收秋种情况调查表"),
    last_year="2023年春耕备耕农业生产情况调查表",
    unit_word="填表单位",
    spellings=(
        ("area", ("早稻播种面积", "早稻面积")),
        ("trained", ("培训农户", "农户培训")),
        ("machines", ("投入农机具", "农机投入")),
        ("cards", ("发放明白纸", "技术明白纸")),
    ),
    misspellings=(("trained", "培训农戸"), ("cooperatives", "农民专业合作杜")),
    strangers=("病虫害防治", "高标准农田", "抗旱水泵"),
)

READING = Specimen(
    definition=FormDefinition(
        title="2023年全民阅读月活动统计表",
        fields=(
            field("cards", "新办读者证", "张", "办理借书证"),
            field("loans", "外借图书", "册次", "图书外借量"),
            field("clubs", "读书会", "场", "读书沙龙"),
            field("promotion_events", "阅读推广/场次", "场次", "阅读推广场次"),
            field("promotion_people", "阅读推广/人次", "人次", "阅读推广人次"),
            field("talks_events", "名家讲坛/场次", "场次", "名家讲坛场次"),
            field("talks_people", "名家讲坛/人次", "人次", "名家讲坛人次"),
            field("readers", "到馆读者", "万人次", "到馆人次", decimals=4),
            field("hits", "数字资源点击", "次", "数字资源浏览"),
            field("donated", "捐赠图书", "册"),
            field("rooms", "农家书屋", "个", "开放农家书屋"),
            field("volunteers", "阅读志愿者", "人", required=True),
        ),
        campaign_title="2023年全民阅读月",
        years=(2023,),
    ),
    blocks=(
        ("借阅", ("cards", "loans", "readers")),
        ("阅读推广", ("promotion_events", "promotion_people")),
        ("名家讲坛", ("talks_events", "talks_people")),
        ("其他活动", ("clubs", "donated", "hits")),
        ("阵地与队伍", ("rooms", "volunteers")),
    ),
    list_field="promotion_people",
    count_field="promotion_events",
    pairs=(),
    units=("青禾县图书馆", "青禾县第二小学", "松岭镇文化站"),
    look_alikes=("2023年朗诵比赛报名表", "2023年全国科技活动周开展情况统计表"),
    last_year="2022年全民阅读月活动统计表",
    unit_word="单位全称(盖章)",
    spellings=(("cards", ("新办读者证", "办理借书证")), ("rooms", ("农家书屋", "开放农家书屋"))),
    misspellings=(("donated", "捐赠图书籍"), ("volunteers", "阅读志愿着")),
    strangers=("有声书", "流动图书车", "绘本馆"),
)

SAFETY = Specimen(
    definition=FormDefinition(
        title="2025年“安全生产月”活动情况汇总表",
        fields=(
            field("inspected", "检查企业", "家", "检查生产经营单位", required=True),
            field("hazards", "排查隐患", "处", sum_of=("hazards_small", "hazards_big")),
            field("hazards_small", "一般隐患", "处"),
            field("hazards_big", "重大隐患", "处"),
            field("mended", "整改隐患", "处", "完成整改"),
            field("drills", "应急演练", "次", "组织应急演练"),
            field("drilled", "参演人员", "人次", "参与演练", at_least="drills"),
            field("talks", "安全宣讲", "场", "宣讲活动"),
            field("taught", "受教育群众", "人次", "受教育人次"),
            field("booklets", "宣传手册", "册", "印发手册"),
            field("fines", "行政罚款", "元", "罚款金额", decimals=2),
            field("spending", "安全投入", "万元", decimals=4),
        ),
        campaign_title="2025年安全生产月",
        years=(2025,),
    ),
    blocks=(
        ("执法检查", ("inspected", "hazards", "hazards_small", "hazards_big", "mended", "fines")),
        ("演练", ("drills", "drilled")),
        ("宣传教育", ("talks", "taught", "booklets", "spending")),
    ),
    list_field="taught",
    count_field="talks",
    pairs=((("hazards_small", "hazards_big"), "hazards"),),
    units=("红旗煤业有限公司", "青禾县应急管理局", "开发区管委会"),
    look_alikes=("2025年安全生产月启动仪式报名表", "2025年消防宣传月活动情况汇总表"),
    last_year="2024年“安全生产月”活动情况汇总表",
    unit_word="填报单位名称",
    spellings=(("drills", ("应急演练", "组织应急演练")), ("talks", ("安全宣讲", "宣讲活动"))),
    misspellings=(("drills", "应急演炼"), ("booklets", "宣传手删")),
    strangers=("安全标语车", "警示教育片", "隐患举报"),
)
