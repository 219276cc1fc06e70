"""Keys that are sound alone and wrong together."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.config.conftest import PARTS, Load, Problems

CAMPAIGN, MAILBOX, SMTP = PARTS["campaign"], PARTS["mailbox"], PARTS["smtp"]
ALERTS = '[alerts.smtp]\nhost = "smtp.other.example"\nusername = "alarm@other.example"\n'
DIGEST = '[schedule]\ndigest_to = ["boss@office.example"]\n'
CASES: tuple[tuple[str, dict[str, str], str], ...] = (
    (
        "deadline before the notice",
        {"campaign": CAMPAIGN.replace("2022-06-14", "2022-05-01T18:00:00")},
        "第4行 [campaign] deadline：截止 2022-05-01 早于 opens（通知印发）2022-05-18",
    ),
    (
        "closed before the deadline",
        {"campaign": CAMPAIGN + "closes = 2022-06-13\n"},
        "第5行 [campaign] closes：2022-06-13 早于 deadline（报送截止）2022-06-14",
    ),
    (
        "no such timezone",
        {"campaign": CAMPAIGN + 'timezone = "Asia"\n'},
        '第5行 [campaign] timezone：没有“Asia”这个时区，应写如 "Asia/Shanghai"',
    ),
    (
        "since after the notice",
        {"mailbox": MAILBOX + "since = 2022-05-19\n"},
        "第9行 [mailbox] since：2022-05-19 晚于 opens（通知印发）2022-05-18，会漏掉已报来的邮件",
    ),
    (
        "no encryption over the network",
        {"mailbox": MAILBOX + 'tls = "none"\n'},
        '第9行 [mailbox] tls："none" 不加密，只许用于本机；'
        'imap.inbox.example 应写 "implicit" 或 "starttls"',
    ),
    (
        "move to nowhere",
        {"mailbox": MAILBOX + 'after = "move"\n'},
        '第5行 [mailbox] move_to：after = "move" 时要写移到哪个文件夹',
    ),
    (
        "move to where it is read again",
        {"mailbox": MAILBOX + 'after = "move"\nmove_to = "inbox"\n'},
        "第10行 [mailbox] move_to：“inbox”也在 folders 里，不能移到正在查看的文件夹",
    ),
    (
        "no password source",
        {"mailbox": MAILBOX.replace('password_env = "MAILBOT_PASSWORD"\n', "")},
        "第5行 [mailbox] password_env：没有写密码放在哪里："
        "password_env、password_file、keyring 选一个",
    ),
    (
        "two password sources",
        {"mailbox": MAILBOX + 'keyring = "mailbot"\n'},
        "第9行 [mailbox] keyring：password_env、keyring 只能写一个",
    ),
    (
        "an authorization code for a variable's name",
        {"mailbox": MAILBOX.replace("MAILBOT_PASSWORD", "ABCDEFGHIJKLMNOP")},
        "第8行 [mailbox] password_env：这里写环境变量的名字（如 MAILBOT_PASSWORD），"
        "授权码本身不要写进本文件",
    ),
    (
        "receipts without a server",
        {"smtp": ""},
        "[smtp] host：发回执、提醒、日报要写发件服务器；都不发就在 [receipts] 写 enabled = false",
    ),
    (
        "a sender that is no address",
        {"mailbox": MAILBOX.replace("office@inbox.example", "office")},
        "第9行 [smtp] username：“office”不是完整的邮箱地址，不能作发件地址",
    ),
    (
        "another account without its password",
        {"smtp": SMTP + 'username = "b@inbox.example"\n'},
        "第11行 [smtp] username：与 [mailbox] 不是同一个邮箱，"
        "要写它自己的 password_env、password_file 或 keyring",
    ),
    (
        "digest to a name",
        {"rest": '[schedule]\ndigest_to = ["a@b.example", "局长"]\n'},
        "第12行 [schedule] digest_to：第2个“局长”不是邮箱地址",
    ),
    (
        "alerts to nobody",
        {"rest": ALERTS + 'keyring = "alarm"\n'},
        "第11行 [alerts] smtp：告警发给 [schedule] digest_to，那里还没有地址",
    ),
    (
        "alerts without a password",
        {"rest": ALERTS + DIGEST},
        "第11行 [alerts.smtp] password_env：没有写密码放在哪里："
        "password_env、password_file、keyring 选一个",
    ),
    (
        "open pages without a password",
        {"rest": '[web]\nhost = "0.0.0.0"\n'},
        "第12行 [web] host：网页开放到 0.0.0.0，必须设密码（password_hash）；"
        "只给本机看就写 127.0.0.1",
    ),
    (
        "a folder for a store",
        {"rest": '[store]\npath = "/"\n'},
        "第12行 [store] path：/ 是文件夹，要写到文件名，如 data/mailbot.db",
    ),
)


@pytest.mark.parametrize(("parts", "told"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_a_contradiction_is_told_where_it_can_be_mended(
    problems: Problems, parts: dict[str, str], told: str
) -> None:
    assert problems(**parts) == [told]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1.2.3", "::1"])
def test_no_encryption_is_fine_on_this_machine(load: Load, host: str) -> None:
    mailbox = MAILBOX.replace("imap.inbox.example", host) + 'tls = "none"\n'
    assert load(mailbox=mailbox).mailbox.tls == "none"


def test_a_variable_that_is_set_may_have_any_name(load: Load) -> None:
    mailbox = MAILBOX.replace("MAILBOT_PASSWORD", "ABCDEFGHIJKLMNOP")
    config = load({"ABCDEFGHIJKLMNOP": "x"}, mailbox=mailbox)
    assert config.mailbox.password_env == "ABCDEFGHIJKLMNOP"


def test_alerts_that_can_leave_are_accepted(load: Load) -> None:
    config = load(rest=ALERTS + 'keyring = "alarm"\n' + DIGEST)
    assert config.alerts.smtp is not None
    assert config.alerts.smtp.port == 465
    assert config.alerts.smtp.password_env == ""


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("report.txt", "{{ c.nothing }}", "回执模板 {folder}/report.txt 第1行 不能用："),
        ("report.txt", "\n{% if %}", "回执模板 {folder}/report.txt 第2行 不能用："),
        ("receipt.txt", "", "回执模板 {folder}/receipt.txt 不能用：没有叫这个名字的模板"),
    ],
)
def test_a_broken_template_is_refused_with_its_line(
    problems: Problems, tmp_path: Path, name: str, text: str, told: str
) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    (one,) = problems(rest='[receipts]\ntemplates = "letters"\n')
    assert one.startswith("第12行 [receipts] templates：" + told.format(folder=folder))


def test_a_template_folder_must_exist(problems: Problems) -> None:
    (one,) = problems(rest='[receipts]\ntemplates = "letters"\n')
    assert "回执模板文件夹不存在" in one
