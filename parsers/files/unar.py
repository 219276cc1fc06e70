"""The Unarchiver's programs `lsar` and `unar`, where installed: for archives libarchive refuses.

Members come through a pipe one by one, so that no name of theirs ever becomes a path. The exit
code says nothing (0 for a locked archive): what counts is the listed size.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from parsers.errors import Encrypted, ParserError, TooLarge, Unreadable
from parsers.files.format import Source
from parsers.files.spool import Spool
from parsers.files.zip_names import is_clutter
from parsers.findings import Finding, finding
from parsers.results import Member

LIST_SECONDS = 60
_LIST_BYTES = 16 << 20
_CHUNK = 1 << 18


def unpacked(source: Source, folder: Path) -> tuple[tuple[Member, ...], tuple[Finding, ...], int]:
    """Members, findings for those that cannot be opened, and the number of entries.

    Raises Unreadable if the programs are not there or cannot list the archive, Encrypted if its
    list has a password.
    """
    limits = source.context.limits
    spool = Spool(folder, limits.expanded_bytes)
    members: list[Member] = []
    findings: list[Finding] = []
    files = [entry for entry in _listed(source.path) if _is_file(entry)]
    for entry in files[: limits.archive_entries]:
        name = str(entry["XADFileName"]).replace("\\", "/")
        try:
            members.append(_checked(spool.write(_piped(source.path, entry), name), entry))
        except TooLarge:
            raise
        except ParserError as error:
            findings.append(finding(error.code, filename=name, location=name))
    return tuple(members), tuple(findings), len(files)


def _listed(path: Path) -> list[dict[str, Any]]:
    program = shutil.which("lsar")
    if program is None or shutil.which("unar") is None:
        raise Unreadable("unar is not installed")
    try:
        listing = subprocess.run(
            [program, "-j", str(path)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LIST_SECONDS,
            check=False,
        )
        if b"requires a password" in listing.stdout + listing.stderr:
            raise Encrypted("the list itself")
        entries = json.loads(listing.stdout[:_LIST_BYTES]).get("lsarContents", [])
    except (subprocess.TimeoutExpired, ValueError, AttributeError) as error:
        raise Unreadable(str(error)) from error
    return [entry for entry in entries if isinstance(entry.get("XADFileName"), str)]


def _is_file(entry: dict[str, Any]) -> bool:
    special = entry.get("XADIsDirectory") or entry.get("XADIsLink")
    return not special and not is_clutter(entry["XADFileName"])


def _piped(path: Path, entry: dict[str, Any]) -> Iterator[bytes]:
    if entry.get("XADIsEncrypted"):
        raise Encrypted("member")
    command = ["unar", "-quiet", "-no-recursion", "-forks", "skip", "-indexes"]
    process = subprocess.Popen(
        [*command, "-output-directory", "-", str(path), str(int(entry["XADIndex"]))],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process:
        try:
            while process.stdout and (chunk := process.stdout.read(_CHUNK)):
                yield chunk
        finally:
            process.kill()


def _checked(member: Member, entry: dict[str, Any]) -> Member:
    if member.size != entry.get("XADFileSize", member.size):
        raise Unreadable(f"{member.size} bytes")
    return member
