"""States and kinds in Chinese, as staff read them on a terminal."""

from __future__ import annotations

MESSAGE_STATES = {
    "pending": "待读取",
    "recorded": "已登记",
    "review": "待指定单位",
    "ignored": "已忽略",
    "unreadable": "读取失败",
    "duplicate": "重复",
}
FILE_STATES = {
    "read": "已读取",
    "kept": "已保存",
    "unreadable": "打不开",
    "encrypted": "有密码",
    "too_large": "太大",
    "unsupported": "暂时读不了",
}
FIGURE_STATES = {"value": "", "none": "无", "blank": "（空白）", "unreadable": "（未能读出）"}
APPROXIMATIONS = {"at_least": "不少于 ", "at_most": "不超过 ", "about": "约 "}
SEVERITIES = {"error": "错误", "warning": "核对", "info": "说明"}
LETTER_KINDS = {"receipt": "回执", "reminder": "提醒", "digest": "日报", "alert": "告警"}
LETTER_STATES = {
    "queued": "待发送",
    "sending": "发送中",
    "sent": "已发送",
    "failed": "没有发出",
    "uncertain": "不知是否发出",
    "suppressed": "未发",
    "bounced": "被退回",
}
