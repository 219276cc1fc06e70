"""The programs that make samples: Chromium, LibreOffice, 7-Zip."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parent.parent


def keep(kind: str, name: str, data: bytes, expected: dict[str, Any]) -> None:
    """Write a sample and what reading it must give."""
    folder = SAMPLES / kind
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    text = json.dumps(expected, ensure_ascii=False, indent=1)
    (folder / f"{name}.expected.json").write_text(text + "\n", encoding="utf-8")


def chromium(page: str) -> bytes:
    """Print a web page to PDF."""
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(page, encoding="utf-8")
        subprocess.run(
            [
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-pdf-header-footer",
                f"--user-data-dir={folder}/profile",
                f"--print-to-pdf={made}",
                str(source),
            ],
            check=True,
            capture_output=True,
        )
        return made.read_bytes()


def libreoffice(data: bytes, suffix: str, to: str) -> bytes:
    """Convert a file; `to` is a target such as `pdf` or `pdf:writer_pdf_Export:{…}`."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"source{suffix}")
        source.write_bytes(data)
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{tempfile.gettempdir()}/sample-office",
                "--headless",
                "--convert-to",
                to,
                "--outdir",
                f"{folder}/out",
                str(source),
            ],
            check=True,
            capture_output=True,
        )
        return next(Path(folder, "out").iterdir()).read_bytes()
