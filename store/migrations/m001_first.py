"""The first schema: mails, what was read from them, people's decisions, the outbox."""

from __future__ import annotations

from sqlite_utils import Database


def first(db: Database) -> None:
    """Create every table; columns as docs/store.md tells them."""
    for statement in _SCHEMA.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)


_SCHEMA = """
CREATE TABLE campaign (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, deadline TEXT NOT NULL, timezone TEXT NOT NULL
);
CREATE TABLE reporting_units (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, aliases TEXT NOT NULL DEFAULT '[]',
    emails TEXT NOT NULL DEFAULT '[]', contact TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '', expected INTEGER NOT NULL DEFAULT 1,
    position INTEGER NOT NULL DEFAULT 0,
    source TEXT NOT NULL DEFAULT 'roster' CHECK (source IN ('roster', 'person'))
);
CREATE TABLE materials (
    key TEXT PRIMARY KEY, label TEXT NOT NULL, required INTEGER NOT NULL, position INTEGER NOT NULL
);
CREATE TABLE form_fields (
    key TEXT PRIMARY KEY, label TEXT NOT NULL, unit_measure TEXT NOT NULL DEFAULT '',
    type TEXT NOT NULL, decimals INTEGER NOT NULL DEFAULT 0, required INTEGER NOT NULL DEFAULT 0,
    position INTEGER NOT NULL
);
CREATE TABLE messages (
    id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, blob_sha256 TEXT NOT NULL,
    size INTEGER NOT NULL, header_message_id TEXT NOT NULL DEFAULT '',
    from_address TEXT NOT NULL DEFAULT '', from_name TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '', sent_at TEXT, received_at TEXT NOT NULL,
    received_local TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN
        ('pending', 'recorded', 'review', 'ignored', 'unreadable', 'duplicate')),
    state_reason TEXT NOT NULL DEFAULT '', attempts INTEGER NOT NULL DEFAULT 0,
    sender_verified INTEGER, content_sha256 TEXT NOT NULL DEFAULT '',
    acknowledges_notice INTEGER NOT NULL DEFAULT 0,
    reporting_unit TEXT REFERENCES reporting_units (code), thread_ids TEXT NOT NULL DEFAULT '[]',
    duplicate_of INTEGER REFERENCES messages (id), kept_at TEXT NOT NULL, read_at TEXT,
    receipt_wanted INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX messages_by_state ON messages (state, received_at);
CREATE INDEX messages_by_message_id ON messages (header_message_id);
CREATE INDEX messages_by_content ON messages (content_sha256);
CREATE INDEX messages_by_from ON messages (from_address);
CREATE TABLE sightings (
    id INTEGER PRIMARY KEY, message_id INTEGER NOT NULL REFERENCES messages (id),
    source TEXT NOT NULL, folder TEXT NOT NULL, uidvalidity INTEGER, uid INTEGER, size INTEGER,
    internaldate TEXT, seen_at TEXT NOT NULL
);
CREATE UNIQUE INDEX sightings_once ON sightings
    (source, folder, coalesce(uidvalidity, -1), coalesce(uid, -1), message_id,
     coalesce(internaldate, ''));
CREATE INDEX sightings_by_message ON sightings (message_id);
CREATE TABLE attachments (
    id INTEGER PRIMARY KEY,
    message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    parent_id INTEGER REFERENCES attachments (id) ON DELETE CASCADE, ordinal INTEGER NOT NULL,
    filename TEXT NOT NULL, media_type TEXT NOT NULL, family TEXT NOT NULL DEFAULT '',
    size INTEGER NOT NULL, sha256 TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN
        ('read', 'kept', 'unreadable', 'encrypted', 'too_large', 'unsupported')),
    parser TEXT NOT NULL DEFAULT '', inline INTEGER NOT NULL DEFAULT 0,
    taken_at TEXT NOT NULL DEFAULT ''
);
CREATE INDEX attachments_by_message ON attachments (message_id);
CREATE INDEX attachments_by_sha256 ON attachments (sha256);
CREATE TABLE submissions (
    id INTEGER PRIMARY KEY,
    message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    reporting_unit TEXT NOT NULL REFERENCES reporting_units (code),
    matched_by TEXT NOT NULL, received_at TEXT NOT NULL, received_local TEXT NOT NULL,
    late INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('accepted', 'review', 'superseded')),
    is_zero_report INTEGER NOT NULL DEFAULT 0, UNIQUE (message_id, reporting_unit)
);
CREATE INDEX submissions_by_unit ON submissions (reporting_unit, received_at);
CREATE TABLE submission_files (
    submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    attachment_id INTEGER REFERENCES attachments (id) ON DELETE CASCADE, material TEXT NOT NULL
);
CREATE INDEX submission_files_by_submission ON submission_files (submission_id);
CREATE TABLE figures (
    id INTEGER PRIMARY KEY,
    submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    attachment_id INTEGER REFERENCES attachments (id) ON DELETE CASCADE,
    reporting_unit TEXT NOT NULL REFERENCES reporting_units (code),
    field_key TEXT, label TEXT NOT NULL, raw TEXT NOT NULL, value NUMERIC, value_text TEXT,
    unit_measure TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('value', 'none', 'blank', 'unreadable')),
    approximation TEXT CHECK (approximation IN ('at_least', 'at_most', 'about')),
    location TEXT NOT NULL, rank INTEGER NOT NULL DEFAULT 0, current INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX figures_one_current ON figures (reporting_unit, field_key) WHERE current = 1;
CREATE INDEX figures_by_submission ON figures (submission_id);
CREATE TABLE activities (
    submission_id INTEGER NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    attachment_id INTEGER REFERENCES attachments (id) ON DELETE CASCADE, ordinal INTEGER NOT NULL,
    name TEXT NOT NULL, held_on TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT '',
    organiser TEXT NOT NULL DEFAULT '', participants NUMERIC, location TEXT NOT NULL
);
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    submission_id INTEGER REFERENCES submissions (id) ON DELETE CASCADE,
    attachment_id INTEGER REFERENCES attachments (id) ON DELETE CASCADE,
    material TEXT, title TEXT NOT NULL, text TEXT NOT NULL
);
CREATE INDEX documents_by_message ON documents (message_id);
CREATE TABLE links (
    message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    url TEXT NOT NULL, filename TEXT NOT NULL DEFAULT '', size_text TEXT NOT NULL DEFAULT '',
    provider TEXT NOT NULL DEFAULT '', expires_at TEXT
);
CREATE TABLE findings (
    id INTEGER PRIMARY KEY,
    message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    submission_id INTEGER REFERENCES submissions (id) ON DELETE CASCADE,
    attachment_id INTEGER REFERENCES attachments (id) ON DELETE CASCADE,
    field_key TEXT, severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'info')),
    code TEXT NOT NULL, message TEXT NOT NULL, location TEXT NOT NULL DEFAULT '',
    resolved_at TEXT, resolution TEXT
);
CREATE INDEX findings_by_submission ON findings (submission_id);
CREATE INDEX findings_by_message ON findings (message_id);
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY, figure_id INTEGER REFERENCES figures (id) ON DELETE SET NULL,
    reporting_unit TEXT NOT NULL REFERENCES reporting_units (code), field_key TEXT NOT NULL,
    value NUMERIC, value_text TEXT, why TEXT NOT NULL, who TEXT NOT NULL, made_at TEXT NOT NULL,
    withdrawn_at TEXT
);
CREATE UNIQUE INDEX corrections_one_live ON corrections (reporting_unit, field_key)
    WHERE withdrawn_at IS NULL;
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN
        ('assign', 'ignore', 'reopen', 'accept', 'reject', 'dismiss')),
    message_sha256 TEXT NOT NULL, attachment_sha256 TEXT, reporting_unit TEXT, field_key TEXT,
    finding_code TEXT, location TEXT, why TEXT NOT NULL DEFAULT '', who TEXT NOT NULL,
    made_at TEXT NOT NULL
);
CREATE INDEX decisions_by_message ON decisions (message_sha256);
CREATE TABLE receipts (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('receipt', 'reminder', 'digest', 'alert')),
    message_id INTEGER REFERENCES messages (id), reporting_unit TEXT, to_address TEXT NOT NULL,
    subject TEXT NOT NULL, body TEXT NOT NULL, header_message_id TEXT NOT NULL UNIQUE,
    reference TEXT NOT NULL, extra_headers TEXT NOT NULL DEFAULT '[]',
    state TEXT NOT NULL CHECK (state IN
        ('queued', 'sending', 'sent', 'failed', 'uncertain', 'suppressed', 'bounced')),
    reason TEXT NOT NULL DEFAULT '', smtp_reply TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0, next_attempt_at TEXT, queued_at TEXT NOT NULL,
    sent_at TEXT
);
CREATE UNIQUE INDEX receipts_one_a_message ON receipts (message_id)
    WHERE kind = 'receipt' AND message_id IS NOT NULL AND state <> 'suppressed';
CREATE INDEX receipts_by_state ON receipts (state, next_attempt_at);
CREATE INDEX receipts_by_address ON receipts (to_address, queued_at);
CREATE TABLE addresses (
    address TEXT PRIMARY KEY, state TEXT NOT NULL DEFAULT 'ok', reason TEXT NOT NULL DEFAULT '',
    noted_at TEXT
);
CREATE TABLE runs (
    id INTEGER PRIMARY KEY, started_at TEXT NOT NULL, finished_at TEXT,
    fetched INTEGER NOT NULL DEFAULT 0, recorded INTEGER NOT NULL DEFAULT 0,
    receipts_sent INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT ''
);
CREATE TABLE holds (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, reason TEXT NOT NULL, since TEXT NOT NULL,
    lifted_at TEXT
);
CREATE UNIQUE INDEX holds_one_a_kind ON holds (kind) WHERE lifted_at IS NULL;
CREATE VIRTUAL TABLE search_index USING fts5 (
    words, kind UNINDEXED, message_id UNINDEXED, document_id UNINDEXED, attachment_id UNINDEXED,
    tokenize = 'unicode61'
)
"""
