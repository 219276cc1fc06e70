"""All sample mails by name, and how a reading is written down beside one.

`python -m tests.mails.samples` writes the .eml files again and, with `--expected`, what the reader
makes of them: to be read by a person before it is committed.
"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from parsers.context import ReadingContext
from parsers.form.definition import FormDefinition, FormField
from parsers.mail.reader import read_mail
from parsers.results import MailReading
from tests.mails import (
    made_broken,
    made_forms,
    made_links,
    made_machines,
    made_nested,
    made_programs,
    made_replies,
)
from tests.mails.making import SAMPLES

MAILS: dict[str, bytes] = {
    **made_programs.MAILS,
    **made_replies.MAILS,
    **made_machines.MAILS,
    **made_links.MAILS,
    **made_nested.MAILS,
    **made_broken.MAILS,
    **made_forms.MAILS,
}
CONTEXT = ReadingContext(
    form=FormDefinition(
        title="2022年全国科技活动周开展情况统计表",
        fields=(
            FormField(key="lectures", label="科普讲座", unit_measure="场"),
            FormField(key="people", label="参加人数", unit_measure="人次"),
            FormField(key="leaflets", label="发放宣传资料", unit_measure="份"),
        ),
        campaign_title="2022年全国科技活动周",
        years=(2022,),
    )
)
_LONGEST = 400


def read_bytes(raw: bytes) -> MailReading:
    """Read a mail given as bytes."""
    with tempfile.TemporaryDirectory() as folder:
        spool = Path(folder) / "spool"
        spool.mkdir()
        path = Path(folder) / "mail"
        path.write_bytes(raw)
        return read_mail(path, spool, context=CONTEXT)


def written_down(reading: MailReading) -> dict[str, Any]:
    """What is expected of a sample, in JSON's types; empty values are left out, long ones cut."""
    found: dict[str, Any] = {
        name: _plain(getattr(reading, name))
        for name in MailReading.__dataclass_fields__
        if name not in ("members", "forms", "findings", "links", "content_sha256")
    }
    found["members"] = [
        _kept({"filename": one.filename, "media_type": one.media_type, "size": one.size,
               "content_id": one.content_id, "inline": one.inline})
        for one in reading.members
    ]  # fmt: skip
    found["links"] = [
        _kept({name: _plain(getattr(one, name)) for name in one.__dataclass_fields__})
        for one in reading.links
    ]
    found["findings"] = [one.code for one in reading.findings]
    found["figures"] = [
        f"{one.location} {one.label}={one.value} ({one.state})"
        for form in reading.forms
        for one in form.figures
    ]
    return _kept(found)


def _kept(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", None, [], False)}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in (value if len(value) < 20 else value[-3:])]
    if isinstance(value, str) and len(value) > _LONGEST:
        return f"{value[:40]}… {len(value)}"
    return value


def write(*, expected: bool) -> None:
    """Write all samples, and what is expected of them."""
    for name, raw in MAILS.items():
        (SAMPLES / f"{name}.eml").write_bytes(raw)
        if expected:
            text = json.dumps(written_down(read_bytes(raw)), ensure_ascii=False, indent=1)
            (SAMPLES / f"{name}.expected.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    write(expected="--expected" in sys.argv)
