"""Bringing the campaign into the store: roster, materials, form fields, and the views on them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlite_utils import Database

from store.database import writing
from store.migrations import MIGRATIONS
from store.records import CampaignRow, FormFieldRow, MaterialRow, ReportingUnitRow
from store.renaming import UNUSED, follow_renamed
from store.times import to_text
from store.views import create_views

__all__ = ["CampaignRow", "add_reporting_unit", "roster_rows", "sync_campaign"]

_TAKEN_IN = 90_000
_RETIRED = 100_000
"""Positions of the units that a person took in, and of those the roster names no more."""


def sync_campaign(
    db: Database,
    *,
    reporting_units: Sequence[ReportingUnitRow],
    materials: Sequence[MaterialRow],
    form_fields: Sequence[FormFieldRow],
    campaign: CampaignRow,
) -> None:
    """Make the store follow the configuration; units that a person took in stay.

    Nothing is written where it follows already: who only looks does not wait for who writes.
    """
    twin = Database(memory=True)
    twin.conn.isolation_level = None
    MIGRATIONS.apply(twin)
    _write_campaign(twin, reporting_units, materials, form_fields, campaign)
    if _what_follows(db) != _what_follows(twin):
        _write_campaign(db, reporting_units, materials, form_fields, campaign)
    twin.close()


def _what_follows(db: Database) -> list[list[tuple[object, ...]]]:
    """All that the configuration decides: rows and views."""
    return [
        list(db.execute(sql))
        for sql in (
            "SELECT * FROM campaign",
            "SELECT code, name, aliases, emails, contact, phone, expected, position"
            f" FROM reporting_units WHERE source = 'roster' AND position < {_RETIRED}"
            " ORDER BY position",
            "SELECT * FROM materials ORDER BY position",
            "SELECT * FROM form_fields ORDER BY position",
            "SELECT name, sql FROM sqlite_master WHERE type = 'view' ORDER BY name",
        )
    ]


def _write_campaign(
    db: Database,
    reporting_units: Sequence[ReportingUnitRow],
    materials: Sequence[MaterialRow],
    form_fields: Sequence[FormFieldRow],
    campaign: CampaignRow,
) -> None:
    with writing(db):
        db.execute("DELETE FROM campaign")
        db.execute(
            "INSERT INTO campaign VALUES (?, ?, ?, ?)",
            [campaign.id, campaign.title, to_text(campaign.deadline), campaign.timezone],
        )
        db.execute(
            "UPDATE reporting_units SET expected = 0, position = ? + position % ?"
            " WHERE source = 'roster'",
            [_RETIRED, _RETIRED],
        )
        for position, one in enumerate(reporting_units):
            _put_reporting_unit(db, one, position, "roster")
        follow_renamed(db, f"position >= {_RETIRED}")
        db.execute(f"DELETE FROM reporting_units WHERE position >= {_RETIRED} {UNUSED}")
        db.execute("DELETE FROM materials")
        for position, material in enumerate(materials):
            db.execute(
                "INSERT INTO materials VALUES (?, ?, ?, ?)",
                [material.key, material.label, int(material.required), position],
            )
        db.execute("DELETE FROM form_fields")
        for position, field in enumerate(form_fields):
            db.execute(
                "INSERT INTO form_fields VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    field.key,
                    field.label,
                    field.unit_measure,
                    field.type,
                    field.decimals,
                    int(field.required),
                    position,
                ],
            )
        create_views(db)


def add_reporting_unit(db: Database, name: str) -> str:
    """Take in a unit that is on no roster (`expected = false`); its code.

    A name that the roster has, as a name, a code or an alias, is that unit's.
    """
    known = list(
        db.query(
            "SELECT code FROM reporting_units WHERE :name IN (name, code)"
            " OR EXISTS (SELECT 1 FROM json_each(aliases) WHERE value = :name)"
            " ORDER BY name <> :name, code <> :name, position",
            {"name": name},
        )
    )
    if known:
        return str(known[0]["code"])
    row = ReportingUnitRow(code=name, name=name, expected=False)
    _put_reporting_unit(db, row, _TAKEN_IN, "person")
    return row.code


def roster_rows(db: Database) -> list[ReportingUnitRow]:
    """All reporting units, those that a person took in and retired ones too."""
    return [
        ReportingUnitRow(
            code=row["code"],
            name=row["name"],
            aliases=tuple(json.loads(row["aliases"])),
            emails=tuple(json.loads(row["emails"])),
            contact=row["contact"],
            phone=row["phone"],
            expected=bool(row["expected"]),
            retired=row["position"] >= _RETIRED,
        )
        for row in db.query("SELECT * FROM reporting_units ORDER BY position, code")
    ]


def _put_reporting_unit(db: Database, one: ReportingUnitRow, position: int, source: str) -> None:
    db.execute(
        "INSERT INTO reporting_units (code, name, aliases, emails, contact, phone, expected,"
        " position, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (code) DO UPDATE SET name = excluded.name, aliases = excluded.aliases,"
        " emails = excluded.emails, contact = excluded.contact, phone = excluded.phone,"
        " expected = excluded.expected, position = excluded.position, source = excluded.source",
        [
            one.code,
            one.name,
            json.dumps(one.aliases, ensure_ascii=False),
            json.dumps(one.emails, ensure_ascii=False),
            one.contact,
            one.phone,
            int(one.expected),
            position,
            source,
        ],
    )
