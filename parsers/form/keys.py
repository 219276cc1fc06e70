"""Keys for the fields of an imported form: a known English word, else a number."""

from __future__ import annotations

_WORDS = {
    "活动项数": "events", "开展活动": "events", "主要活动": "events", "专题活动": "theme_events",
    "活动场次": "sessions", "科普讲座": "lectures", "科普报告会": "lectures", "讲座": "lectures",
    "科普展览": "exhibitions", "专题展览": "exhibitions", "培训班": "courses",
    "实用技术培训": "trainings", "科普影视": "films", "科普录像": "films", "科普竞赛": "contests",
    "开展科技咨询": "consultations", "科技咨询": "consultations", "义诊": "clinics",
    "参加人数": "people", "参与人次": "people", "参与人数": "people", "受益群众": "beneficiaries",
    "线上活动/场次": "online_events", "线上活动/人次": "online_people",
    "线下活动/场次": "offline_events", "线下活动/人次": "offline_people",
    "参观人次": "visits", "接待": "visits", "科技人员": "scientists", "工作人员": "staff",
    "科普志愿者": "volunteers", "志愿者": "volunteers", "参加单位": "organisations",
    "发放宣传资料": "leaflets", "印发资料": "leaflets", "宣传资料": "leaflets",
    "赠送书籍": "books", "展板": "boards", "横幅": "banners", "宣传标语": "slogans",
    "宣传车": "vans", "媒体报道": "press", "新闻报道": "press", "活动经费": "funds",
    "投入经费": "funds", "开放科普场所": "venues", "开放实验室": "laboratories",
    "活动特色": "features", "活动简介": "outline",
}  # fmt: skip


def key_for(label: str, index: int, taken: set[str]) -> str:
    """A stable ASCII key: the word for the label if it is free, else f01, f02 … by place."""
    word = _WORDS.get(label)
    if word and word not in taken:
        return word
    key = f"f{index:02}"
    while key in taken:
        key += "x"
    return key
