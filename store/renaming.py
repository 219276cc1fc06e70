"""A unit under a new code: what was read and decided for it goes along."""

from __future__ import annotations

from sqlite_utils import Database

UNUSED = """
AND NOT EXISTS (SELECT 1 FROM submissions s WHERE s.reporting_unit = code)
AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.reporting_unit = code)
AND NOT EXISTS (SELECT 1 FROM corrections c WHERE c.reporting_unit = code)
AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.reporting_unit = code)
AND NOT EXISTS (SELECT 1 FROM receipts r WHERE r.reporting_unit = code)
"""
"""No row speaks of the unit, so that nothing is lost with its own."""

_TABLES = ("submissions", "figures", "corrections", "decisions", "messages", "receipts")
_HEIRS = f"""
SELECT code FROM reporting_units WHERE source = 'roster' AND NOT ({{retired}}) AND (
    name IN (:name, :code)
    OR EXISTS (SELECT 1 FROM json_each(aliases) WHERE value IN (:name, :code))
    OR EXISTS (SELECT 1 FROM json_each(:aliases) WHERE value = name)
) {UNUSED}
"""


def follow_renamed(db: Database, retired: str) -> None:
    """Hand a retired unit's rows to the one new unit that is the same under another name.

    It bears the old name, has it as an alias, or bears what was an alias. A unit that has rows of
    its own inherits nothing: two units' figures are never thrown together. `retired` is the SQL
    condition of retired rows.
    """
    gone = list(db.query(f"SELECT code, name, aliases FROM reporting_units WHERE {retired}"))
    for row in gone:
        heirs = [one["code"] for one in db.query(_HEIRS.format(retired=retired), row)]
        if len(heirs) == 1:
            for table in _TABLES:
                db.execute(
                    f"UPDATE {table} SET reporting_unit = ? WHERE reporting_unit = ?",
                    [heirs[0], row["code"]],
                )
