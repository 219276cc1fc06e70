"""One logged-in IMAP session: every command bounded in time, every fault one of ours."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import (
    IMAPClientAbortError,
    IMAPClientError,
    IMAPClientReadOnlyError,
    LoginError,
    ProtocolError,
)

from mailbot import __version__
from mailbot.mailbox.errors import (
    CommandFailed,
    FolderMissing,
    LoginRefused,
    MailboxError,
    Stopped,
    Unreachable,
    UnsafeLogin,
)
from mailbot.mailbox.opening import reach
from mailbot.mailbox.patience import Patience, never
from mailbot.mailbox.settings import MailboxSettings

logger = logging.getLogger(__name__)

_SLOWEST_LINE = 4096  # bytes a second
_GOODBYE_SECONDS = 3.0
_LATER_CODES = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]")  # RFC 5530

# What imaplib and imapclient raise on answers that no grammar foresees.
_NONSENSE = (ProtocolError, ValueError, LookupError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """A folder as SELECT or EXAMINE tells it. 163.com gives no UIDNEXT, so none is kept."""

    name: str
    uidvalidity: int
    exists: int


class Connection:
    """A session that said who it is. A context manager; not usable after Unreachable."""

    def __init__(self, client: IMAPClient, settings: MailboxSettings, stop: Callable[[], bool]):
        self._client = client
        self._settings = settings
        self._patience = Patience(client.socket, stop)
        self._stop = stop
        self._lost = False

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Say goodbye if the server still listens; never raises."""
        with suppress(MailboxError, Stopped, OSError):
            if not self._lost and not self._stop():
                with self._exchange("LOGOUT", _GOODBYE_SECONDS):
                    self._client.logout()
        self._patience.close()
        with suppress(OSError, IMAPClientError):
            self._client.shutdown()

    def has(self, capability: str) -> bool:
        """Whether the server offers an extension."""
        with self._exchange("CAPABILITY"):
            return capability.upper().encode() in self._client.capabilities()

    def log_in(self, password: str) -> None:
        """One LOGIN, then ID where it is offered. Raises LoginRefused or Unreachable."""
        if self._settings.tls == "starttls":
            with self._exchange("STARTTLS"):
                self._client.starttls(self._settings.tls_context())
        if not password or not password.isascii() or not password.isprintable():
            raise LoginRefused("密码（授权码）是空的，或含有授权码里不会有的字符")
        with self._exchange("LOGIN"):
            try:
                self._client.login(self._settings.username, password)
            except LoginError as error:
                raise _login_fault(error) from error
        self.identify()

    def identify(self) -> None:
        """Say who we are (RFC 2971): 163.com refuses SELECT before it."""
        if not self.has("ID"):
            return
        who = {
            "name": "mailbot",
            "version": __version__,
            "vendor": "mailbot",
            "support-email": self._settings.username,
        }
        try:
            with self._exchange("ID"):
                self._client.id_(who)
        except CommandFailed as error:
            logger.warning("服务器没有接受 ID：%s", error)

    def folders(self) -> tuple[tuple[frozenset[str], str], ...]:
        """Every folder's flags (lower case) and its name, decoded."""
        with self._exchange("LIST"):
            listed = self._client.list_folders()
        return tuple(
            (frozenset(flag.decode("ascii", "replace").lower() for flag in flags), str(name))
            for flags, _delimiter, name in listed
        )

    def select(self, name: str, *, writable: bool = False) -> Selected:
        """Open a folder. Raises FolderMissing; UnsafeLogin where a second ID does not help."""
        try:
            return self._select(name, writable)
        except UnsafeLogin:
            logger.warning("服务器提示 Unsafe Login，重新发送 ID")
            self.identify()
            return self._select(name, writable)

    def _select(self, name: str, writable: bool) -> Selected:
        try:
            with self._exchange("SELECT"):
                answer = self._client.select_folder(name, readonly=not writable)
                return Selected(
                    name=name,
                    uidvalidity=int(answer.get(b"UIDVALIDITY", 0)),
                    exists=int(answer[b"EXISTS"]),
                )
        except CommandFailed as error:
            if "NONEXISTENT" in str(error) or "doesn't exist" in str(error):
                raise FolderMissing(f"邮箱里没有文件夹“{name}”") from error
            raise

    def uids_from(self, first: int) -> tuple[int, ...]:
        """UIDs of `first` and above. The last message's UID always comes, however low."""
        with self._exchange("UID SEARCH"):
            return tuple(self._client.search(["UID", f"{first}:*"]))

    def fetch(
        self, messages: Sequence[int], items: tuple[str, ...], *, by_uid: bool = True, size: int = 0
    ) -> dict[int, dict[bytes, Any]]:
        """FETCH by UID or by sequence number; `size` in bytes lengthens the time limit."""
        with self._exchange("FETCH", self._settings.timeout_seconds + size / _SLOWEST_LINE):
            self._client.use_uid = by_uid
            try:
                return dict(self._client.fetch(list(messages), items))
            finally:
                self._client.use_uid = True

    def copy(self, uid: int, folder: str) -> int | None:
        """COPY one message; its UID there where the server tells (RFC 4315 COPYUID)."""
        with self._exchange("COPY"):
            self._client.copy([uid], folder)
            # imapclient hands only untagged answers on; the code stands in the tagged one.
            _code, data = self._client._imap.response("COPYUID")
        return _copied_uid(data)

    def expunge(self, uid: int) -> None:
        """Delete one message for good, and no other (RFC 4315 UID EXPUNGE)."""
        with self._exchange("STORE"):
            self._client.add_flags([uid], [b"\\Deleted"], silent=True)
        with self._exchange("UID EXPUNGE"):
            self._client.uid_expunge([uid])

    def create(self, folder: str) -> None:
        """Make a folder."""
        with self._exchange("CREATE"):
            self._client.create_folder(folder)

    def append(self, folder: str, raw: bytes) -> None:
        """File a message, as seen."""
        limit = self._settings.timeout_seconds + len(raw) / _SLOWEST_LINE
        with self._exchange("APPEND", limit):
            self._client.append(folder, raw, flags=[b"\\Seen"])

    @contextmanager
    def _exchange(self, verb: str, seconds: float | None = None) -> Iterator[None]:
        """Bound one command in time and turn its faults into ours."""
        try:
            with self._patience.within(seconds or self._settings.timeout_seconds):
                yield
        except IMAPClientReadOnlyError as error:
            # imaplib calls it an abort, but the connection is fine.
            raise CommandFailed(f"{verb}：文件夹是只读的：{error}") from error
        except (IMAPClientAbortError, OSError) as error:
            raise self._loss(verb, error) from error
        except _NONSENSE as error:
            raise CommandFailed(f"{verb}：读不懂服务器的答复：{error}") from error
        except IMAPClientError as error:
            if "unsafe login" in str(error).lower():
                raise UnsafeLogin(f"{verb}：{error}") from error
            raise CommandFailed(f"{verb}：{error}") from error

    def _loss(self, verb: str, error: Exception) -> MailboxError | Stopped:
        self._lost = True
        if self._patience.outcome == "stopped" or self._stop():
            return Stopped()
        if self._patience.outcome == "slow" or isinstance(error, TimeoutError):
            return Unreachable(f"{verb}：服务器迟迟没有答复")
        return Unreachable(f"{verb}：连接中断：{error}")


def open_connection(
    settings: MailboxSettings, password: str, *, stop: Callable[[], bool] = never
) -> Connection:
    """Connect, log in once, say who we are.

    Raises LoginRefused (never tried again here), Unreachable, or Stopped.
    """
    connection = Connection(reach(settings, stop), settings, stop)
    try:
        connection.log_in(password)
    except BaseException:  # whatever ends the login: no connection is left open
        connection.close()
        raise
    return connection


def _login_fault(error: LoginError) -> MailboxError:
    """Imapclient calls a hang-up during LOGIN a login error too; that one is no refusal."""
    if isinstance(error.__context__, IMAPClientAbortError):
        return Unreachable(f"登录时连接中断：{error}")
    if any(code in str(error) for code in _LATER_CODES):
        return Unreachable(f"服务器暂时不能登录：{error}")
    return LoginRefused(f"服务器拒绝登录：{error}")


def _copied_uid(data: list[bytes | None]) -> int | None:
    """The target UID in `<uidvalidity> <from> <to>`; the last answer counts."""
    fields = (data[-1] or b"").split() if data else []
    return int(fields[2]) if len(fields) == 3 and fields[2].isdigit() else None
