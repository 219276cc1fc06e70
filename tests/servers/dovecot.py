"""A real Dovecot as an ordinary process on loopback, with a maildir to put raw bytes into."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from tests.servers.certificate import make_certificate
from tests.servers.maildir import Account

PASSWORD = "authorization-code"
_BINARY = "/usr/sbin/dovecot"

_CONFIGURATION = """
protocols = imap
listen = 127.0.0.1
login_greeting = {greeting}
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 0
first_valid_gid = 0
mail_location = maildir:{base}/mail/%u
mail_max_userip_connections = 0
mail_fsync = never
disable_plaintext_auth = no
auth_failure_delay = 0
ssl = yes
ssl_cert = <{base}/cert.pem
ssl_key = <{base}/key.pem
ssl_dh =
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}/mail/%u
}}
namespace inbox {{
  inbox = yes
  mailbox 草稿箱 {{
    special_use = \\Drafts
    auto = subscribe
  }}
  mailbox 已发送 {{
    special_use = \\Sent
    auto = subscribe
  }}
  mailbox 已删除 {{
    special_use = \\Trash
    auto = subscribe
  }}
  mailbox 垃圾邮件 {{
    special_use = \\Junk
    auto = subscribe
  }}
  mailbox 广告邮件 {{
    auto = subscribe
  }}
  mailbox 订阅邮件 {{
    auto = subscribe
  }}
}}
service imap-login {{
  chroot =
  process_min_avail = 1
  service_count = 0
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
service imap {{
  process_min_avail = 1
  service_count = 0
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


class DovecotMissing(Exception):
    """Dovecot is not installed; the tests need the real one."""


class Dovecot:
    """The server: `plain` and `tls` ports, `certificate` to trust. A context manager."""

    def __init__(self, base: Path) -> None:
        if not Path(_BINARY).exists():
            raise DovecotMissing(
                "这些测试需要真正的 Dovecot：apt-get install dovecot-imapd（make test 会装）"
            )
        self.base = base
        self.plain = self.tls = 0
        self.certificate = base / "cert.pem"
        self._identity = _identity()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Dovecot:
        self.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.stop()

    def account(self, username: str) -> Account:
        """A user nobody used yet; every name can log in with PASSWORD."""
        uid, gid, _user, _group = self._identity
        account = Account(username, self.base / "mail" / username, (uid, gid))
        account.folder("INBOX")
        return account

    def start(self) -> None:
        """Start the master process and wait until it greets; another took the port: again."""
        for name in ("run", "state", "mail"):
            (self.base / name).mkdir(parents=True, exist_ok=True)
        os.chown(self.base / "mail", *self._identity[:2])
        make_certificate(self.base)
        for _attempt in range(3):
            self.plain, self.tls = _free_ports(2)
            self._process = self._started()
            if self._greets(self._process):
                return
            self._end()
        raise RuntimeError(f"Dovecot did not start:\n{self.log()}")

    def _started(self) -> subprocess.Popen[bytes]:
        uid, gid, user, group = self._identity
        configuration = self.base / "dovecot.conf"
        configuration.write_text(
            _CONFIGURATION.format(
                base=self.base,
                greeting=self.base.name,
                password=PASSWORD,
                user=user,
                group=group,
                uid=uid,
                gid=gid,
                plain=self.plain,
                tls=self.tls,
            )
        )
        return subprocess.Popen(
            [_BINARY, "-F", "-c", str(configuration)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def stop(self) -> None:
        """End the server and take its files away."""
        self._end()
        shutil.rmtree(self.base, ignore_errors=True)

    def _end(self) -> None:
        """End the master by its pid and what is left of its own process group."""
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.3)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)

    def log(self) -> str:
        """What the server wrote, for a test that fails."""
        path = self.base / "log"
        return path.read_text(errors="replace") if path.exists() else ""

    def _greets(self, process: subprocess.Popen[bytes]) -> bool:
        """By its own greeting: the port may have gone to another test's server."""
        ends = time.monotonic() + 20
        while time.monotonic() < ends and process.poll() is None:
            with (
                suppress(OSError),
                socket.create_connection(("127.0.0.1", self.plain), timeout=5) as connection,
            ):
                if self.base.name.encode() in connection.recv(500):
                    return True
            time.sleep(0.02)
        return False


def _identity() -> tuple[int, int, str, str]:
    """The user it runs as: ourselves, or `nobody` for root, who may not be a login user."""
    uid, gid = os.getuid(), os.getgid()
    if uid == 0:
        nobody = pwd.getpwnam("nobody")
        uid, gid = nobody.pw_uid, nobody.pw_gid
    return uid, gid, pwd.getpwuid(uid).pw_name, grp.getgrgid(gid).gr_name


def _free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()
