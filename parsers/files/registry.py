"""All kinds of file that are told apart, one line each; the documentation's table comes from here.

A kind is added with one module, one line here, its mark in detect.py and sample files.
"""

from __future__ import annotations

from parsers.files.format import Format
from parsers.results import FileFamily


def _format(
    name: str, family: FileFamily, media_type: str, suffixes: str, module: str, reads: str
) -> Format:
    return Format(
        name=name,
        family=family,
        media_type=media_type,
        suffixes=tuple(suffixes.split()),
        module=f"parsers.files.{module}",
        reads=reads,
    )


_OOXML = "application/vnd.openxmlformats-officedocument"
_MS = "application/vnd.ms-"
_ODF = "application/vnd.oasis.opendocument"
_PICTURE = "声像资料：拍摄时间；拍照的纸面由文字识别读取"
_TO_XLSX = "由 LibreOffice 转为 xlsx 后读取"
_TO_DOCX = "由 LibreOffice 转为 docx 后读取"

FORMATS: tuple[Format, ...] = (
    # spreadsheets
    _format(
        "xlsx",
        "spreadsheet",
        f"{_OOXML}.spreadsheetml.sheet",
        ".xlsx .xltx",
        "xlsx",
        "表格、合并单元格、隐藏工作表、缺结果的公式",
    ),
    _format(
        "xlsm",
        "spreadsheet",
        f"{_MS}excel.sheet.macroEnabled.12",
        ".xlsm .xltm",
        "xlsx",
        "同 xlsx，宏不运行",
    ),
    _format(
        "xlsb",
        "spreadsheet",
        f"{_MS}excel.sheet.binary.macroEnabled.12",
        ".xlsb",
        "by_conversion",
        _TO_XLSX,
    ),
    _format(
        "xls", "spreadsheet", f"{_MS}excel", ".xls .xlt", "xls", "表格、合并单元格、隐藏工作表"
    ),
    _format("et", "spreadsheet", f"{_MS}excel", ".et .ett", "xls", "WPS 表格，同 xls"),
    _format(
        "ods",
        "spreadsheet",
        f"{_ODF}.spreadsheet",
        ".ods .ots",
        "ods",
        "表格、合并单元格、隐藏工作表",
    ),
    _format("csv", "spreadsheet", "text/csv", ".csv .tsv", "csv", "表格；UTF-8、UTF-16、GB18030"),
    _format("xml_spreadsheet", "spreadsheet", "application/xml", ".xml", "by_conversion", _TO_XLSX),
    # documents
    _format(
        "docx",
        "document",
        f"{_OOXML}.wordprocessingml.document",
        ".docx .dotx",
        "docx",
        "文字、标题、表格、文本框；修订按接受读取",
    ),
    _format(
        "docm",
        "document",
        f"{_MS}word.document.macroEnabled.12",
        ".docm .dotm",
        "docx",
        "同 docx，宏不运行",
    ),
    _format("doc", "document", "application/msword", ".doc .dot", "by_conversion", _TO_DOCX),
    _format(
        "wps",
        "document",
        "application/vnd.ms-works",
        ".wps .wpt",
        "by_conversion",
        f"WPS 文字，{_TO_DOCX}",
    ),
    _format("rtf", "document", "application/rtf", ".rtf", "rtf", "文字、表格、文本框；GBK"),
    _format("odt", "document", f"{_ODF}.text", ".odt .ott", "by_conversion", _TO_DOCX),
    _format("xml_word", "document", "application/xml", ".xml", "by_conversion", _TO_DOCX),
    _format(
        "pptx",
        "document",
        f"{_OOXML}.presentationml.presentation",
        ".pptx .ppsx",
        "pptx",
        "幻灯片的文字和表格",
    ),
    _format("ppt", "document", f"{_MS}powerpoint", ".ppt .pps .dps", "refused", "只保留原件"),
    _format("odp", "document", f"{_ODF}.presentation", ".odp", "refused", "只保留原件"),
    _format(
        "html",
        "document",
        "text/html",
        ".html .htm",
        "html",
        "文字和表格；另存为 .xls 的网页也在内",
    ),
    _format(
        "mhtml", "document", "multipart/related", ".mht .mhtml", "mhtml", "单文件网页的文字和表格"
    ),
    _format(
        "text",
        "document",
        "text/plain",
        ".txt .md",
        "text",
        "文字、对齐的表格；UTF-8、UTF-16、GB18030",
    ),
    # pages and pictures
    _format(
        "pdf",
        "document",
        "application/pdf",
        ".pdf",
        "pdf",
        "文字和表格，位置带页码；扫描的页由文字识别读取",
    ),
    *(
        _format(name, "image", media_type, suffixes, "image", _PICTURE)
        for name, media_type, suffixes in (
            ("jpeg", "image/jpeg", ".jpg .jpeg .jpe .jfif"),
            ("png", "image/png", ".png"),
            ("tiff", "image/tiff", ".tif .tiff"),
            ("heic", "image/heic", ".heic .heif .avif"),
            ("bmp", "image/bmp", ".bmp"),
            ("gif", "image/gif", ".gif"),
            ("webp", "image/webp", ".webp"),
        )
    ),
    # mails
    _format("eml", "mail", "message/rfc822", ".eml", "eml", "邮件正文和其中的附件"),
    _format("msg", "mail", "application/vnd.ms-outlook", ".msg", "msg", "Outlook 邮件的正文和附件"),
    _format("tnef", "mail", "application/ms-tnef", ".dat", "tnef", "winmail.dat 的正文和附件"),
    # archives
    _format("zip", "archive", "application/zip", ".zip", "zip", "其中的文件，逐个再读"),
    *(
        _format(name, "archive", media_type, suffixes, "archive", "其中的文件，逐个再读")
        for name, media_type, suffixes in (
            ("7z", "application/x-7z-compressed", ".7z"),
            ("rar", "application/vnd.rar", ".rar"),
            ("tar", "application/x-tar", ".tar"),
            ("gzip", "application/gzip", ".gz .tgz"),
            ("bzip2", "application/x-bzip2", ".bz2 .tbz2"),
            ("xz", "application/x-xz", ".xz .txz"),
        )
    ),
    # sound and film
    *(
        _format(name, "video", media_type, suffixes, "media", "声像资料，只保留原件")
        for name, media_type, suffixes in (
            ("mp4", "video/mp4", ".mp4 .m4v .3gp"),
            ("mov", "video/quicktime", ".mov"),
            ("avi", "video/x-msvideo", ".avi"),
            ("mkv", "video/x-matroska", ".mkv .webm"),
            ("wmv", "video/x-ms-wmv", ".wmv .asf"),
            ("flv", "video/x-flv", ".flv"),
            ("mpeg", "video/mpeg", ".mpg .mpeg .vob"),
            ("rm", "application/vnd.rn-realmedia", ".rm .rmvb"),
        )
    ),
    *(
        _format(name, "audio", media_type, suffixes, "media", "声像资料，只保留原件")
        for name, media_type, suffixes in (
            ("mp3", "audio/mpeg", ".mp3"),
            ("m4a", "audio/mp4", ".m4a"),
            ("wav", "audio/wav", ".wav"),
            ("flac", "audio/flac", ".flac"),
            ("ogg", "audio/ogg", ".ogg .oga .opus"),
            ("amr", "audio/amr", ".amr"),
        )
    ),
    # kept without reading
    _format(
        "encrypted_office",
        "document",
        "application/x-ole-storage",
        "",
        "refused",
        "有密码，只保留原件",
    ),
    _format("flat_odf", "document", "application/xml", ".fodt .fods", "refused", "只保留原件"),
    _format("unknown", "other", "application/octet-stream", "", "refused", "只保留原件"),
)

_BY_NAME = {one.name: one for one in FORMATS}


def format_named(name: str) -> Format:
    """Look a format up; a kind without a line here is `unknown`."""
    return _BY_NAME.get(name, _BY_NAME["unknown"])


def format_by_suffix(filename: str) -> Format | None:
    """Say what a name claims to be: only for files whose bytes do not tell."""
    lowered = filename.lower()
    for one in FORMATS:
        if lowered.endswith(one.suffixes):
            return one
    return None
