"""`python -m mailbot` is `mailbot`."""

from __future__ import annotations

from mailbot.commands.main import main

main()
