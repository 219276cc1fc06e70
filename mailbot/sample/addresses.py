"""The made-up addresses of the sample's senders."""

from __future__ import annotations

OFFICE = "office@inbox.example"
"""The sample office's own inbox."""

UNIT_ADDRESSES: dict[str, str] = {
    "县委宣传部": "xcb@unit.example",
    "县发改局": "fgj@unit.example",
    "县教育局": "jyj@unit.example",
    "县工科局": "gkj@unit.example",
    "县公安局": "gaj@unit.example",
    "县民政局": "mzj@unit.example",
    "县人社局": "rsj@unit.example",
    "县自然资源局": "zrzy@unit.example",
    "县生态环境局": "sthj@unit.example",
    "县住建局": "zjj@unit.example",
    "县交通局": "jtj@unit.example",
    "县水务局": "swj@unit.example",
    "县农业农村局": "nyncj@unit.example",
    "县文旅局": "wlj@unit.example",
    "县卫健体局": "wjt@unit.example",
    "县应急管理局": "yjj@unit.example",
    "县市场监管局": "scjg@unit.example",
    "县融媒体中心": "rmt@unit.example",
    "县气象局": "qxj@unit.example",
    "县总工会": "zgh@unit.example",
    "县团委": "tw@unit.example",
    "县妇联": "fl@unit.example",
    "县科协": "kx@unit.example",
}
"""Unit to address; some write from a private box instead, as units do."""
