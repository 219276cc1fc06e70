"""Loaded by the process that commands are forked from: what it finds out, they know."""

from __future__ import annotations

from mailbot.reading.facilities import network_cut

network_cut()
