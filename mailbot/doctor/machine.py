"""The machine itself: store, disk, the children that read files, the programs that convert."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from mailbot.doctor.check import Check, doubtful, failed, fine
from mailbot.pipeline.reading import FileRequest, ReaderUnavailable
from mailbot.reading.facilities import Facilities, converter_version, converter_works
from mailbot.reading.pool import ReaderPool
from mailbot.service.office import Office

_GIGABYTE = 1 << 30
_LITTLE = 2 * _GIGABYTE


def check_store(office: Office, *, deep: bool) -> Iterator[Check]:
    """The database answers, the disk has room; with `deep` every blob matches its name."""
    mails = next(office.db.query("SELECT count(*) AS n FROM messages"))["n"]
    yield fine("数据库", f"{office.store_path}，邮件 {mails} 封")
    sound = next(office.db.query("PRAGMA quick_check(1)"))["quick_check"]
    if sound != "ok":
        yield failed("数据库", f"内容有损坏：{sound}", "停下服务，用最近的备份恢复")
    free = shutil.disk_usage(office.store_path.parent).free
    told = f"剩余 {free / _GIGABYTE:.1f} GB"
    if free < _LITTLE:
        yield doubtful("磁盘", told, "请清理磁盘或把 [store] path 移到大一些的盘")
    else:
        yield fine("磁盘", told)
    if deep:
        yield from _blobs(office)


def _blobs(office: Office) -> Iterator[Check]:
    """Every kept mail is there and is what its name says."""
    wrong = [name for name, _why in office.blobs.verify()]
    named = (row["blob_sha256"] for row in office.db.query("SELECT blob_sha256 FROM messages"))
    lost = [one for one in named if not office.blobs.exists(one)]
    if wrong or lost:
        yield failed(
            "原件", f"损坏 {len(wrong)} 个，缺少 {len(lost)} 个", "从备份的 blobs 文件夹里复制回来"
        )
    else:
        yield fine("原件", "全部与校验值相符")


def check_reading(reader: ReaderPool, have: Facilities, scratch: Path) -> Iterator[Check]:
    """A file is really read in a child; the optional programs are named."""
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        yield _trial(reader, Path(folder))
    yield _isolation(have)
    yield _old_formats(have)
    if have.ocr:
        yield fine("扫描件", "可以识别图片和扫描件里的文字")
    else:
        yield doubtful(
            "扫描件", "没有安装文字识别，扫描件只保存、不读取", 'pip install "mailbot[ocr]"'
        )
    if shutil.which("unar"):
        yield fine("压缩包", "有 unar，少见的 RAR 也能打开")
    else:
        yield doubtful("压缩包", "没有 unar，个别 RAR 文件打不开", "apt install unar")


def _isolation(have: Facilities) -> Check:
    """What a hostile file could still reach from the child that reads it."""
    told = (
        "读文件的子进程" + ("没有网络" if have.network_cut else "有网络"),
        "不能写数据库和原件" if have.store_guarded else "能写本机上的文件",
    )
    if have.network_cut and have.store_guarded:
        return fine("隔离", "，".join(told))
    return doubtful("隔离", "，".join(told), "不影响使用；换较新的系统、允许用户命名空间会更安全")


def _old_formats(have: Facilities) -> Check:
    """LibreOffice says nothing by starting: only a conversion proves that it works."""
    if have.converter is None:
        return doubtful(
            "旧格式",
            "没有 LibreOffice，.doc、.wps 等只保存、不读取",
            "apt install libreoffice-writer-nogui libreoffice-calc-nogui",
        )
    version = converter_version(have.converter.program)
    if not converter_works(have.converter):
        return failed("旧格式", f"LibreOffice {version} 试转换没有成功", "请重新安装 LibreOffice")
    return fine("旧格式", f"LibreOffice {version}，可以读 .doc、.wps 等")


def _trial(reader: ReaderPool, folder: Path) -> Check:
    spool = folder / "spool"
    spool.mkdir()
    sample = folder / "sample"
    sample.write_bytes("项目,数量\n活动,1\n".encode("gb18030"))
    request = FileRequest(path=sample, spool=spool, filename="试读.csv", media_type="text/csv")
    try:
        (reading,) = reader.read_files([request])
    except (ReaderUnavailable, OSError) as error:
        return failed("读文件", f"子进程不能启动：{error}", "请检查内存和进程数限制")
    if reading.state != "read":
        return failed("读文件", "试读没有成功", "请重新安装 mailbot，并把日志发给维护人员")
    return fine("读文件", "子进程试读正常")
