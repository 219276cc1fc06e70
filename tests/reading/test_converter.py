"""What a converter did is judged by the file it wrote, whatever it says, and within bounds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from mailbot.pipeline.reading import Stopped
from mailbot.reading.bounds import Bounds
from mailbot.reading.conversion import Converter, Failure, Original
from mailbot.reading.process import Brood
from parsers.context import MEGABYTE

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF = b"{\\rtf1 "
WITH_NAMES = """#!/bin/sh
out=; previous=
for word; do
    case "$previous" in --outdir) out=$word ;; esac
    case "$word" in *.rtf|*.doc) names="$names $word" ;; esac
    previous=$word
done
mkdir -p "$out"
for name in $names; do
    made="$out/$(basename "${{name%.*}}").docx"
    {body}
done
exit 0
"""
GOOD = 'printf "PK\\003\\004made" > "$made"'
Make = Callable[..., Converter]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A converter that is a shell script with this body for each file."""

    def converter(body: str, *, seconds: float = 10, file_bytes: int = MEGABYTE) -> Converter:
        program = tmp_path / "soffice"
        program.write_text(WITH_NAMES.format(body=body))
        program.chmod(0o755)
        bounds = Bounds(memory_bytes=1024 * MEGABYTE, file_bytes=file_bytes, writable=())
        return Converter(program=program, bounds=bounds, seconds=seconds)

    return converter


def convert(converter: Converter, folder: Path, *contents: bytes) -> list[Path | Failure]:
    originals = []
    for number, content in enumerate(contents):
        path = folder / f"kept{number}"
        path.write_bytes(content)
        originals.append(Original(path, "doc" if content.startswith(OLE) else "rtf"))
    return converter.convert(originals, "docx", folder, Brood())


def runs(folder: Path) -> int:
    return len(list(folder.glob("run-*")))


def written(folder: Path, name: str) -> list[str]:
    """What the converter's runs have left under this name."""
    return [path.read_text() for path in folder.glob(f"run-*/{name}")]


LIES = {
    "nothing written": "true",
    "an empty file": ': > "$made"',
    "no zip": 'echo converted > "$made"',
    "a link to another file": 'printf "PK\\003\\004" > "$out/other"; ln -s other "$made"',
    "a second name of another file": 'printf "PK\\003\\004" > other; ln other "$made"',
    "a folder": 'mkdir "$made"',
    "a pipe": 'mkfifo "$made"',
    "a crash": "kill -SEGV $$",
}


@pytest.mark.parametrize("body", LIES.values(), ids=LIES.keys())
def test_an_exit_code_of_zero_proves_nothing(body: str, make: Make, tmp_path: Path) -> None:
    assert convert(make(body), tmp_path, RTF) == ["failed"]


def test_several_files_take_one_run_and_keep_their_order(make: Make, tmp_path: Path) -> None:
    body = 'cp "$name" "$made.tmp"; (printf "PK\\003\\004"; cat "$made.tmp") > "$made"'
    made = convert(make(body), tmp_path, RTF + b"a", RTF + b"b", RTF + b"c")
    contents = [path.read_bytes() for path in made if isinstance(path, Path)]
    assert contents == [b"PK\x03\x04" + RTF + end for end in (b"a", b"b", b"c")]
    assert runs(tmp_path) == 1


@pytest.mark.parametrize("fault", ["kill -SEGV $$", "sleep 60"])
def test_what_a_broken_batch_left_is_redone_one_by_one(
    fault: str, make: Make, tmp_path: Path
) -> None:
    body = f'if grep -q bad "$name"; then {fault}; else {GOOD}; fi'
    converter = make(body, seconds=0.7)
    good, bad, last = convert(converter, tmp_path, RTF + b"1", RTF + b"bad", RTF + b"3")
    assert isinstance(good, Path)
    assert isinstance(last, Path)
    assert bad == ("timeout" if fault == "sleep 60" else "failed")


def test_an_old_word_file_is_tried_as_its_older_versions_too(make: Make, tmp_path: Path) -> None:
    body = f'case "$*" in *"--infilter=MS WinWord 6.0"*) {GOOD} ;; esac'
    (made,) = convert(make(body), tmp_path, OLE)
    assert isinstance(made, Path)
    assert runs(tmp_path) == 3


@pytest.mark.parametrize(
    "content", [b"random bytes", b"", b"<?xml version='1.0'?><office:document>", b"PK\x03\x04"]
)
def test_what_does_not_begin_as_its_kind_is_not_converted(
    content: bytes, make: Make, tmp_path: Path
) -> None:
    assert convert(make(GOOD), tmp_path, content) == ["failed"]
    assert runs(tmp_path) == 0


def test_flat_odf_is_no_kind_to_convert(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.write_bytes(b"<?xml version='1.0'?><office:document>")
    original = Original(path, "flat_odf")
    assert make(GOOD).convert([original], "docx", tmp_path, Brood()) == ["failed"]


def test_a_converter_writes_no_more_than_its_bound(make: Make, tmp_path: Path) -> None:
    body = 'printf "PK\\003\\004" > "$made"; head -c 3000000 /dev/zero >> "$made"'
    assert convert(make(body, file_bytes=2 * MEGABYTE), tmp_path, RTF) == ["failed"]


def test_a_converter_knows_no_secret_and_no_way_out(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILBOT_PASSWORD", "hush-hush")
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    body = f"env > env; cat profile/user/*.xcu > settings; {GOOD}"
    convert(make(body), tmp_path, RTF)
    environment = written(tmp_path, "env")[0].splitlines()
    assert "https_proxy=http://127.0.0.1:9" in environment
    assert not [line for line in environment if "hush-hush" in line or "example" in line]
    settings = written(tmp_path, "settings")[0]
    assert "'DisableMacrosExecution'".replace("'", '"') in settings.replace("'", '"')


def test_each_run_has_a_profile_of_its_own(make: Make, tmp_path: Path) -> None:
    body = f'echo "$*" | grep -o "UserInstallation=[^ ]*" > profiles; {GOOD}'
    converter = make(body)
    convert(converter, tmp_path, RTF)
    convert(converter, tmp_path, RTF)
    assert len(set(written(tmp_path, "profiles"))) == 2


def test_a_conversion_ends_when_the_service_does(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.write_bytes(RTF)
    brood = Brood()
    converter = make("sleep 600", seconds=600)
    ending = threading.Timer(0.5, brood.kill)
    ending.start()
    with pytest.raises(Stopped):
        converter.convert([Original(path, "rtf")], "docx", tmp_path, brood)
    ending.join()
    assert brood.pids() == ()
