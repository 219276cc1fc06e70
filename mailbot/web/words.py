"""The pages' words that no template holds: states, kinds and what happened, in plain Chinese."""

from __future__ import annotations

from mailbot.terminal.words import (
    APPROXIMATIONS,
    FILE_STATES,
    LETTER_KINDS,
    LETTER_STATES,
    MESSAGE_STATES,
    SEVERITIES,
)

__all__ = [
    "APPROXIMATIONS",
    "CELLS",
    "DONE",
    "FIGURE_STATES",
    "FILE_STATES",
    "LETTER_KINDS",
    "LETTER_STATES",
    "MATCHED_BY",
    "MESSAGE_STATES",
    "NAVIGATION",
    "SEVERITIES",
    "SUBMISSION_STATES",
    "UNIT_STATES",
]

NAVIGATION = (
    ("/", "总览", "1"),
    ("/summary", "汇总", "2"),
    ("/review", "待处理", "3"),
    ("/mails", "邮件", "4"),
    ("/documents", "材料", "5"),
    ("/data", "数据", "6"),
)
"""Address, label, and the key that leads there."""

UNIT_STATES = {"已报齐": "good", "缺材料": "lacking", "待核对": "check", "未报送": "none"}
"""A unit's state and the style it is shown in."""

SUBMISSION_STATES = {"accepted": "已计入", "review": "待确认", "superseded": "不计入"}
FIGURE_STATES = {"value": "", "none": "无", "blank": "空白", "unreadable": "未能读出"}
MATCHED_BY = {
    "form": "表中填报单位",
    "address": "发件地址",
    "filename": "文件名",
    "subject": "邮件主题",
    "signature": "落款",
    "person": "人工指定",
    "receipt": "回复回执",
}

CELLS = {
    "corrected": "人工更正",
    "doubt": "需要核对",
    "about": "约数",
    "none": "注明没有",
    "blank": "表中空白",
    "unreadable": "未能读出",
    "missing": "没有报",
}
"""How a cell of the summary is to be taken."""

DONE = {
    "correct": "已更正，汇总和导出都按新的数。",
    "withdraw": "更正已撤回，恢复为单位报送的数。",
    "dismiss": "已记为核对过。",
    "accept": "已计入汇总。",
    "reject": "已记为不计入，原件保留。",
    "assign": "单位已指定",
    "ignore": "已记为与报送无关",
    "reopen": "已重新处理",
    "resend": "已排队，下一轮发送。",
    "sent": "已记为发出。",
}
READ_AGAIN = {
    "read": "，邮件已重新读取。",
    "busy": "，服务正在运行，会在下一轮按此处理。",
    "failed": "，本机暂时读不了，服务会在下一轮按此处理。",
    "reading": "，正在重新读取，请稍后刷新。",
}
WRONG = {
    "why": "请写理由",
    "value": "请写数值",
    "number": "“{text}”不是数字",
    "integer": "“{text}”应是整数",
    "unit": "请选择单位，或写名单外的单位名称（两者只写一个）",
    "letter": "这封信的状态已经变了，不需要这样处理",
    "busy": "数据库正忙，没有记下，请再试一次",
    "token": "页面已过期（程序重新启动过），请刷新后再提交一次",
    "login": "密码不对",
    "often": "试得太多，请过一分钟再试",
    "name": "请写您的姓名",
}
