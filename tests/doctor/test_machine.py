"""What the doctor sees of the machine: store, disk, blobs, converters, the children that read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mailbot.config.loading import load_configuration
from mailbot.doctor.check import Check
from mailbot.doctor.machine import check_reading, check_store
from mailbot.pipeline.reading import ReaderUnavailable
from mailbot.reading.facilities import Facilities, facilities
from mailbot.reading.pool import ReaderPool
from mailbot.reading.starting import reader_for
from mailbot.sample.mailbox import sample_config_text
from mailbot.service.office import Office
from store.ledger import keep_message
from store.records import Sighting
from tests.desk.sample import kept_mails

NOTHING = Facilities(converter=None, ocr=False, network_cut=False, store_guarded=False)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "config.toml").write_text(sample_config_text(), encoding="utf-8")
    with Office(load_configuration(tmp_path / "config.toml", {})) as made:
        yield made


def keep_one(office: Office) -> str:
    """A mail is kept; the name of its blob."""
    mail = kept_mails()[0]
    blob = office.blobs.keep([mail.raw])
    sighting = Sighting(
        source="test",
        folder="INBOX",
        uid=1,
        size=1,
        internaldate=mail.received_at,
        seen_at=mail.received_at,
    )
    keep_message(
        office.db,
        blob=blob,
        sighting=sighting,
        received_at=mail.received_at,
        received_local="2022-06-10 12:00",
    )
    return blob.sha256


def by_name(checks: Iterator[Check]) -> dict[str, Check]:
    return {one.name: one for one in checks}


def test_a_sound_store_is_fine(office: Office) -> None:
    keep_one(office)
    checks = by_name(check_store(office, deep=True))
    assert {name: one.state for name, one in checks.items() if name != "磁盘"} == {
        "数据库": "ok",
        "原件": "ok",
    }
    assert "邮件 1 封" in checks["数据库"].told


def test_a_blob_that_is_lost_or_another_is_found_with_deep_only(office: Office) -> None:
    path = office.blobs.path(keep_one(office))
    path.chmod(0o600)
    path.write_bytes(b"another")
    check = by_name(check_store(office, deep=True))["原件"]
    assert (check.state, check.told) == ("failed", "损坏 1 个，缺少 0 个")
    assert "备份" in check.remedy
    path.unlink()
    assert by_name(check_store(office, deep=True))["原件"].told == "损坏 0 个，缺少 1 个"
    assert "原件" not in by_name(check_store(office, deep=False))


def test_little_room_on_the_disk_is_a_warning(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type(shutil.disk_usage("/"))(10 << 30, 9 << 30, 1 << 30)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    check = by_name(check_store(office, deep=False))["磁盘"]
    assert (check.state, check.told) == ("warning", "剩余 1.0 GB")
    assert "[store] path" in check.remedy


def test_a_file_is_really_read_in_a_child(office: Office) -> None:
    with reader_for(office.config, office.scratch) as reader:
        checks = by_name(check_reading(reader, facilities(), office.scratch))
    assert checks["读文件"].state == "ok"


def test_what_is_not_installed_is_a_warning_with_its_package(office: Office) -> None:
    checks = by_name(check_reading(_Dead(), NOTHING, office.scratch))
    assert "libreoffice" in checks["旧格式"].remedy
    assert "mailbot[ocr]" in checks["扫描件"].remedy
    assert {checks[one].state for one in ("旧格式", "扫描件", "隔离")} == {"warning"}


def test_children_that_cannot_start_are_a_failure(office: Office) -> None:
    check = by_name(check_reading(_Dead(), NOTHING, office.scratch))["读文件"]
    assert check.state == "failed"
    assert "内存" in check.remedy


class _Dead(ReaderPool):
    """A pool whose children cannot be started."""

    def __init__(self) -> None:
        pass

    def read_files(self, requests: Any) -> Any:
        raise ReaderUnavailable(f"no memory for {len(requests)}")
