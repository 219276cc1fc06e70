"""Sound and film are told by their first bytes, whatever their name, and kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsers.context import ReadingContext
from parsers.files.reader import read_file
from parsers.form.definition import FormDefinition

FTYP = b"\x00\x00\x00\x20ftyp"
HEADS = {
    "mp4": ("video", FTYP + b"isom\x00\x00\x02\x00"),
    "mov": ("video", FTYP + b"qt  \x00\x00\x02\x00"),
    "avi": ("video", b"RIFF\x00\x10\x00\x00AVI LIST"),
    "mkv": ("video", b"\x1aE\xdf\xa3\x01\x00\x00\x00"),
    "wmv": ("video", b"0&\xb2u\x8ef\xcf\x11\xa6\xd9\x00\xaa\x00b\xcel"),
    "flv": ("video", b"FLV\x01\x05\x00\x00\x00\x09"),
    "mpeg": ("video", b"\x00\x00\x01\xba\x44\x00\x04\x00"),
    "rm": ("video", b".RMF\x00\x00\x00\x12"),
    "mp3": ("audio", b"ID3\x03\x00\x00\x00\x00\x0f\x76"),
    "m4a": ("audio", FTYP + b"M4A \x00\x00\x02\x00"),
    "wav": ("audio", b"RIFF\x24\x00\x00\x00WAVEfmt "),
    "flac": ("audio", b"fLaC\x00\x00\x00\x22"),
    "ogg": ("audio", b"OggS\x00\x02\x00\x00"),
    "amr": ("audio", b"#!AMR\n\x3c\x91\x17"),
}


@pytest.mark.parametrize("kind", HEADS)
def test_a_recording_is_kept_under_its_true_kind(kind: str, tmp_path: Path) -> None:
    family, head = HEADS[kind]
    path = tmp_path / "kept"
    path.write_bytes(head + bytes(range(256)) * 20)
    context = ReadingContext(form=FormDefinition(title="", fields=()))
    reading = read_file(
        path, tmp_path, filename="活动.docx", media_type="application/msword", context=context
    )
    assert (reading.family, reading.state, reading.parser) == (family, "kept", kind)
    assert reading.findings == ()
