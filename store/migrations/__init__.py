"""The store's schema, step by step. A step that has been released is never changed."""

from __future__ import annotations

from sqlite_utils.migrations import Migrations

from store.migrations.m001_first import first
from store.migrations.m002_dismissals import dismissals
from store.migrations.m003_read_with import read_with
from store.migrations.m004_acknowledging import acknowledging

MIGRATIONS = Migrations("mailbot")
MIGRATIONS(name="m001_first")(first)
MIGRATIONS(name="m002_dismissals")(dismissals)
MIGRATIONS(name="m003_read_with")(read_with)
MIGRATIONS(name="m004_acknowledging")(acknowledging)
