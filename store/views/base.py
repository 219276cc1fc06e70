"""Views under the Chinese ones: which submissions and figures count, what is still open."""

from __future__ import annotations

BASE_VIEWS = {
    # A submission that brings something: a material, a figure, a zero report or a blank form.
    "counted_submissions": """
SELECT s.* FROM submissions s WHERE s.state <> 'superseded' AND (
    s.is_zero_report = 1
    OR EXISTS (SELECT 1 FROM submission_files f WHERE f.submission_id = s.id)
    OR EXISTS (SELECT 1 FROM figures f WHERE f.submission_id = s.id)
    OR EXISTS (SELECT 1 FROM findings f WHERE f.submission_id = s.id AND f.severity <> 'info'
        AND f.code NOT IN ('forged_sender', 'unverified_sender')))
""",
    # One row per unit and field: a person's live correction, else the current figure.
    "effective_figures": """
SELECT u.code AS reporting_unit, k.key AS field_key, k.position,
    CASE WHEN c.id IS NOT NULL THEN c.value ELSE f.value END AS value,
    CASE WHEN c.id IS NOT NULL THEN c.value_text ELSE f.value_text END AS value_text,
    CASE WHEN c.id IS NOT NULL THEN 'value' ELSE f.state END AS state,
    CASE WHEN c.id IS NOT NULL THEN NULL ELSE f.approximation END AS approximation,
    f.raw, f.location, f.submission_id, f.attachment_id, f.id AS figure_id, c.id AS correction_id
FROM reporting_units u CROSS JOIN form_fields k
LEFT JOIN figures f ON f.reporting_unit = u.code AND f.field_key = k.key AND f.current = 1
LEFT JOIN corrections c ON c.reporting_unit = u.code AND c.field_key = k.key
    AND c.withdrawn_at IS NULL
WHERE f.id IS NOT NULL OR c.id IS NOT NULL
""",
    # Errors and warnings nobody has settled, on data that still counts. No longer open is a doubt
    # about a figure that a person corrected or a later report replaced (an earlier one stands for
    # a field that a later form leaves out), and one about a file that came again in good order.
    "open_findings": """
SELECT f.*, s.reporting_unit, s.state AS submission_state FROM findings f
JOIN counted_submissions s ON s.id = f.submission_id
WHERE f.resolved_at IS NULL AND f.severity IN ('error', 'warning') AND (
    f.code = 'correction_outdated'
    OR (f.field_key IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM figures g JOIN submissions l ON l.id = g.submission_id
            WHERE g.reporting_unit = s.reporting_unit AND g.field_key = f.field_key
            AND g.current = 1 AND g.submission_id <> f.submission_id
            AND g.state IN ('value', 'none') AND (f.code = 'missing_field'
                OR (l.received_at, l.message_id) > (s.received_at, s.message_id)))
        AND NOT EXISTS (SELECT 1 FROM corrections c WHERE c.reporting_unit = s.reporting_unit
            AND c.field_key = f.field_key AND c.withdrawn_at IS NULL))
    OR (f.field_key IS NULL
        AND NOT (f.code IN ('blank_form', 'form_unreadable')
            AND EXISTS (SELECT 1 FROM submissions l JOIN figures g ON g.submission_id = l.id
                WHERE l.reporting_unit = s.reporting_unit AND l.state = 'accepted'
                AND (l.received_at, l.message_id) > (s.received_at, s.message_id)
                AND g.field_key IS NOT NULL AND g.state IN ('value', 'none')))
        AND NOT EXISTS (SELECT 1 FROM attachments a JOIN attachments b ON b.filename = a.filename
            JOIN submissions l ON l.message_id = b.message_id
            WHERE a.id = f.attachment_id AND a.state NOT IN ('read', 'kept')
            AND b.state IN ('read', 'kept')
            AND l.reporting_unit = s.reporting_unit AND l.state = 'accepted'
            AND (l.received_at, l.message_id) > (s.received_at, s.message_id))))
""",
}
