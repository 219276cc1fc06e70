"""Run by the Python that LibreOffice knows: saves files with a password.

Usage: python3 locking.py PIPE SOURCE TARGET FILTER, against a soffice that accepts on PIPE.
"""

from __future__ import annotations

import sys
import time
from typing import Any

import uno  # type: ignore[import-not-found] # comes with LibreOffice, not from an index
from com.sun.star.beans import (  # type: ignore[import-not-found] # made up by uno
    NamedValue,
    PropertyValue,
)

_PASSWORD = "secret"


def _property(name: str, value: object) -> Any:
    made = PropertyValue()
    made.Name = name
    made.Value = value
    return made


def _desktop(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    for _ in range(100):
        try:
            context = resolver.resolve(address)
            return context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.2)
    raise SystemExit("no LibreOffice to talk to")


def _lock(filter_name: str) -> tuple[Any, ...]:
    """New Office formats take the password in another way than all others."""
    if "2007 XML" not in filter_name:
        return (_property("Password", _PASSWORD),)
    named = (NamedValue("OOXPassword", _PASSWORD), NamedValue("CryptoType", "Standard"))
    data = uno.Any("[]com.sun.star.beans.NamedValue", named)
    return (_property("EncryptionData", data),)


def main() -> None:
    """Save SOURCE as TARGET with a password, then end the office."""
    pipe, source, target, filter_name = sys.argv[1:]
    desktop = _desktop(pipe)
    try:
        document = desktop.loadComponentFromURL(source, "_blank", 0, (_property("Hidden", True),))
        document.storeToURL(target, (_property("FilterName", filter_name), *_lock(filter_name)))
        document.close(True)
    finally:
        desktop.terminate()


if __name__ == "__main__":
    main()
