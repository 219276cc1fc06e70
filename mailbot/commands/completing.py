"""What a shell offers behind a command: units and fields out of the store, or nothing at all."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from mailbot.config.loading import ConfigurationError, load_configuration
from store.database import faults_told, open_store
from store.errors import StoreError

_UNITS = """
SELECT name AS value, state AS help, aliases || name AS words FROM (
    SELECT u.name, u.aliases, u.position, b.状态 AS state
    FROM reporting_units u JOIN "报送情况" b ON b.代码 = u.code) ORDER BY position
"""
_FIELDS = "SELECT label AS value, unit_measure AS help, label AS words FROM form_fields"


def unit_names(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Units whose name or alias holds what was typed."""
    return _offered(ctx, _UNITS, incomplete)


def field_labels(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Fields whose label holds what was typed."""
    return _offered(ctx, _FIELDS, incomplete)


def _offered(ctx: click.Context, sql: str, incomplete: str) -> list[CompletionItem]:
    """A shell in the middle of a line is no place for complaints: any fault offers nothing."""
    path = ctx.find_root().params.get("config_path")
    try:
        rows = _rows(Path(path or "config.toml"), sql)
    except (ConfigurationError, StoreError, sqlite3.Error, OSError):
        return []
    return [
        CompletionItem(row["value"], help=row["help"]) for row in rows if incomplete in row["words"]
    ]


def _rows(config: Path, sql: str) -> list[dict[str, str]]:
    store = load_configuration(config, os.environ).store.path
    if not store.exists():
        return []
    db = open_store(store, read_only=True)
    try:
        with faults_told():
            return list(db.query(sql))
    finally:
        db.close()
