"""LibreOffice's settings for strangers' files, written into a profile that is thrown away."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import quoteattr

_OFFICE = "/org.openoffice.Office"
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    # No macro runs, whoever signed it; nothing is fetched that a document links to.
    (f"{_OFFICE}.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_OFFICE}.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_OFFICE}.Common/Security/Scripting", "DisableActiveContent", "true"),
    (f"{_OFFICE}.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_OFFICE}.Writer/Content/Update", "Link", "0"),
    (f"{_OFFICE}.Calc/Content/Update", "Link", "2"),
    (f"{_OFFICE}.Java/VirtualMachine", "Enable", "false"),
    # Where no namespace cuts the network, its requests end at a port where nobody answers.
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
    # Formulas keep the results that the sender saw.
    (f"{_OFFICE}.Calc/Formula/Load", "OOXMLRecalcMode", "1"),
    (f"{_OFFICE}.Calc/Formula/Load", "ODFRecalcMode", "1"),
)

DEAD_PROXY = {
    name: "http://127.0.0.1:9"
    for plain in ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy")
    for name in (plain, plain.upper())
}


def write_profile(folder: Path) -> str:
    """Write a profile with these settings; the argument that makes LibreOffice use it."""
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    return f"-env:UserInstallation={folder.as_uri()}"


def _registry() -> str:
    items = "\n".join(
        f"<item oor:path={quoteattr(path)}><prop oor:name={quoteattr(name)} oor:op='fuse'>"
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        "<oor:items xmlns:oor='http://openoffice.org/2001/registry'>\n"
        f"{items}\n</oor:items>\n"
    )
