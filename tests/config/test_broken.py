"""Every kind of mistake, with the line that the operator reads."""

from __future__ import annotations

import pytest

from mailbot.config.sections import Mailbox
from tests.config.conftest import PARTS, Problems

CAMPAIGN, MAILBOX = PARTS["campaign"], PARTS["mailbox"]
KEYS_OF_MAILBOX = "、".join(Mailbox.__struct_fields__)
STRUCTURE: tuple[tuple[str, dict[str, str], str], ...] = (
    (
        "misspelt key",
        {"mailbox": MAILBOX + "prot = 993\n"},
        f"第9行 [mailbox] prot：没有这个键，是不是 port？可用的是 {KEYS_OF_MAILBOX}",
    ),
    (
        "password in the file",
        {"mailbox": MAILBOX + 'password = "abcdefg"\n'},
        "第9行 [mailbox] password：密码和授权码不写在这里，"
        "用 password_env、password_file 或 keyring",
    ),
    (
        "unknown section",
        {"rest": "[limit]\nmessage_mb = 5\n"},
        "第11行 limit：没有这个键，是不是 limits？可用的是 reporting_units_file、campaign、"
        "mailbox、smtp、store、schedule、alerts、limits、receipts、web、materials、reporting_units、form",
    ),
    (
        "number out of range",
        {"rest": "[web]\nport = 70000\n"},
        "第12行 [web] port：写的是 70000，应是 1 到 65535 的整数",
    ),
    (
        "yes as a text",
        {"rest": '[receipts]\nenabled = "yes"\n'},
        '第12行 [receipts] enabled：写的是 "yes"，应是 true 或 false',
    ),
    (
        "word that is none of the choices",
        {"rest": '[receipts]\nunknown_senders = "answer"\n'},
        '第12行 [receipts] unknown_senders：写的是 "answer"，'
        '应是 "review"、"reply"、"ignore" 中的一个',
    ),
    (
        "one text where several are due",
        {"rest": '[schedule]\ndigest_to = "a@b.example"\n'},
        '第12行 [schedule] digest_to：写的是 "a@b.example"，'
        "应是方括号里的一组，每个是文字（加英文双引号）",
    ),
    (
        "a wrong day among days",
        {"rest": "[schedule]\nremind_before = [3, -1]\n"},
        "第12行 [schedule] remind_before：写的是 [3, -1]，"
        "应是方括号里的一组，每个是 0 到 366 的整数",
    ),
    (
        "wrong time of day",
        {"rest": '[schedule]\ndigest = "25:00"\n'},
        '第12行 [schedule] digest：写的是 "25:00"，应是一天里的时间，如 "17:30"',
    ),
    (
        "no date",
        {"campaign": CAMPAIGN.replace("2022-05-18", '"5月18日"')},
        '第3行 [campaign] opens：写的是 "5月18日"，应是日期，如 2022-06-14',
    ),
    (
        "missing key",
        {"campaign": CAMPAIGN.replace('title = "2022年科技活动周"\n', "")},
        "第1行 [campaign] title：没有写，必须填：活动名称，写在回执里",
    ),
    (
        "missing section",
        {"mailbox": 'contact = "县科技局"\n'},
        "[mailbox] host：没有写，必须填：收件服务器地址，如 imap.163.com",
    ),
    (
        "section as a value",
        {"top": 'web = "here"\n'},
        '第1行 web：写的是 "here"，应写成 [web] 一节',
    ),
    (
        "a value among many sections",
        {"top": "materials = [1]\n"},
        "第1行 [[materials]] 第1个：写的是 1，应写成 [[materials]] 一节",
    ),
    (
        "double brackets for one",
        {"rest": "[[web]]\nport = 80\n"},
        "第11行 web：只能有一节，应写成 [web]",
    ),
    (
        "single brackets for many",
        {"rest": '[materials]\nkey = "statistics"\n'},
        "第11行 materials：应写成 [[materials]]，每个一节",
    ),
    (
        "a material's key",
        {"rest": '[[materials]]\nkey = "统计表"\nlabel = "统计表"\n'},
        '第12行 [[materials]] 第1个 key：写的是 "统计表"，'
        "应是小写英文字母开头、只含小写字母、数字和下划线的文字",
    ),
    (
        "line break in a header's text",
        {"smtp": '[smtp]\nhost = "smtp.inbox.example"\nfrom_name = "a\\nBcc: x"\n'},
        "第11行 [smtp] from_name：里面有换行或看不见的字符，请删去",
    ),
    (
        "invisible mark among addresses",
        {"rest": '[schedule]\ndigest_to = ["a@b.example\\u200b"]\n'},
        "第12行 [schedule] digest_to：里面有换行或看不见的字符，请删去",
    ),
    (
        "too long a name",
        {"smtp": f'[smtp]\nhost = "smtp.inbox.example"\nfrom_name = "{"局" * 61}"\n'},
        f'第11行 [smtp] from_name：写的是 "{"局" * 38}…，应是文字（加英文双引号），最多 60 个字',
    ),
    (
        "a field inside braces",
        {"rest": '[form]\nfields = [\n  { key = "a", label = "甲", unit = "场" },\n]\n'},
        "第13行 [[form.fields]] 第1个 unit：没有这个键，可用的是 key、label、aliases、"
        "unit_measure、type、decimals、required、sum_of、at_least、example",
    ),
)
SYNTAX: tuple[tuple[str, str, str], ...] = (
    ("no quotes", "[a]\nb = 县教育局\n", "第2行：等号后面的写法不对：文字要加英文双引号"),
    (
        "Chinese quotes",
        "[a]\nb = “县教育局”\n",
        "第2行：有中文标点 “”，要换成英文的引号、等号、方括号",
    ),
    ("open quote", '[a]\nb = "县教育局\n', "第2行：这一行的引号没有配对"),
    (
        "backslash",
        '[a]\nb = "C:\\数据"\n',
        "第2行：文字里的 \\ 要写成 \\\\；Windows 路径请用 / 代替 \\",
    ),
    ("twice", "[a]\n[a]\n", "第2行：同一节写了两次"),
    ("open bracket", "a = [1, 2\n", "：方括号没有配对"),
)


@pytest.mark.parametrize(
    ("parts", "told"), [case[1:] for case in STRUCTURE], ids=[c[0] for c in STRUCTURE]
)
def test_a_mistake_is_told_with_its_place_and_what_is_allowed(
    problems: Problems, parts: dict[str, str], told: str
) -> None:
    assert told in problems(**parts)


@pytest.mark.parametrize(
    ("text", "told"), [case[1:] for case in SYNTAX], ids=[c[0] for c in SYNTAX]
)
def test_what_is_no_toml_is_told_in_chinese(problems: Problems, text: str, told: str) -> None:
    everything = problems(top=text, campaign="", mailbox="", smtp="")
    assert [one.removeprefix("config.toml") for one in everything] == [told]


def test_all_problems_are_told_at_once_in_the_order_of_lines(problems: Problems) -> None:
    told = problems(
        campaign=CAMPAIGN.replace("2022-06-14", "2022-05-01"),
        mailbox=MAILBOX + "prot = 1\n",
        rest="[web]\nport = 0\n",
    )
    assert [one.partition("：")[0] for one in told] == [
        "第4行 [campaign] deadline",
        "第9行 [mailbox] prot",
        "第13行 [web] port",
    ]


def test_what_stands_in_a_password_key_is_never_repeated(problems: Problems) -> None:
    for wrong in ("password_env = 12345678", 'keyring = ["12345678"]', "password_file = 12345678"):
        told = problems(mailbox=MAILBOX.replace('password_env = "MAILBOT_PASSWORD"', wrong))
        assert told
        assert "12345678" not in "".join(told)
