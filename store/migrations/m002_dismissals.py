"""What a dismissal was about, word for word; indexes for rereading and for settled figures."""

from __future__ import annotations

from sqlite_utils import Database


def dismissals(db: Database) -> None:
    """Add `decisions.finding_text` and the indexes that deleting and comparing need."""
    for statement in _STEPS:
        db.conn.execute(statement)


_STEPS = (
    "ALTER TABLE decisions ADD COLUMN finding_text TEXT",
    # Without these every attachment that a rereading deletes costs a walk through whole tables.
    "CREATE INDEX attachments_by_parent ON attachments (parent_id)",
    "CREATE INDEX figures_by_attachment ON figures (attachment_id)",
    "CREATE INDEX activities_by_submission ON activities (submission_id)",
    "CREATE INDEX activities_by_attachment ON activities (attachment_id)",
    "CREATE INDEX documents_by_submission ON documents (submission_id)",
    "CREATE INDEX documents_by_attachment ON documents (attachment_id)",
    "CREATE INDEX findings_by_attachment ON findings (attachment_id)",
    "CREATE INDEX submission_files_by_attachment ON submission_files (attachment_id)",
    "CREATE INDEX links_by_message ON links (message_id)",
    "CREATE INDEX corrections_by_figure ON corrections (figure_id)",
    "CREATE INDEX messages_by_unit ON messages (reporting_unit)",
    "CREATE INDEX messages_by_duplicate ON messages (duplicate_of)",
    "CREATE INDEX figures_compared ON figures (field_key, value) WHERE current = 1",
    "CREATE INDEX findings_magnitude ON findings (field_key) WHERE code = 'magnitude'",
)
