"""What the letters need of the configuration, as values of their own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from mailbot.config.model import Configuration


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSettings:
    """Who writes, and which folder of an office's own templates comes before the built-in ones."""

    from_address: str
    from_name: str
    templates: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """Where and how mail is handed over."""

    host: str
    port: int
    tls: Literal["implicit", "starttls", "none"]
    username: str
    timeout_seconds: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverySettings:
    """How fast and how much is sent; a day begins at midnight in `zone`."""

    from_address: str
    from_name: str
    daily_limit: int
    min_interval_seconds: float
    receipts_per_hour: int
    zone: ZoneInfo


def letter_settings(config: Configuration) -> LetterSettings:
    """Who writes, and with which templates."""
    return LetterSettings(
        from_address=config.smtp.username,
        from_name=config.smtp.from_name,
        templates=config.receipts.templates,
    )


def server_settings(config: Configuration) -> ServerSettings:
    """Where letters are handed over."""
    return ServerSettings(
        host=config.smtp.host,
        port=config.smtp.port,
        tls=config.smtp.tls,
        username=config.smtp.username,
    )


def delivery_settings(config: Configuration) -> DeliverySettings:
    """How fast and how much is sent."""
    return DeliverySettings(
        from_address=config.smtp.username,
        from_name=config.smtp.from_name,
        daily_limit=config.smtp.daily_limit,
        min_interval_seconds=config.smtp.min_interval_seconds,
        receipts_per_hour=config.limits.receipts_per_hour,
        zone=config.campaign.zone,
    )
