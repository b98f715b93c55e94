"""The database's own hold on events: never deleted, never edited, voided once."""

from typing import Any

KEPT = (
    "kind", "authority_id", "happened_on", "happened_at", "recorded_at", "recorded_by_id",
    "step_id", "subject_kind", "child_id", "worker_id", "organisation_id", "occasion_id",
    "outcome", "for_on", '"order"', "replaces_id", "source",
)
EDITED = "An event is never edited: void it, and record what stands in its place."
DELETED = "An event is never deleted: void it, with the reason."

_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION spine_hold_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION '{DELETED}';
    END IF;
    IF OLD.voided_at IS NOT NULL
       OR {" OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in KEPT)} THEN
        RAISE EXCEPTION '{EDITED}';
    END IF;
    RETURN NEW;
END $$
"""


def install(connection: Any) -> None:
    """Put the triggers in place; where they already stand, nothing changes."""
    take_down(connection)
    with connection.cursor() as cursor:
        for statement in _postgres() if connection.vendor == "postgresql" else _sqlite():
            cursor.execute(statement)


def take_down(connection: Any) -> None:
    """Remove the triggers, as before a migration that rebuilds the table."""
    on = " ON spine_event" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for what in ("update", "delete", "truncate"):
            cursor.execute(f"DROP TRIGGER IF EXISTS spine_event_no_{what}{on}")


def _postgres() -> list[str]:
    body = "EXECUTE FUNCTION spine_hold_event()"
    each = "ON spine_event FOR EACH ROW"
    return [
        _POSTGRES_FUNCTION,
        f"CREATE TRIGGER spine_event_no_update BEFORE UPDATE {each} {body}",
        f"CREATE TRIGGER spine_event_no_delete BEFORE DELETE {each} {body}",
        "CREATE TRIGGER spine_event_no_truncate BEFORE TRUNCATE ON spine_event "
        f"FOR EACH STATEMENT {body}",
    ]


def _sqlite() -> list[str]:
    # INSERT OR REPLACE fires the delete trigger only with PRAGMA recursive_triggers=ON,
    # which the settings put on every connection.
    differs = " OR ".join(f"NEW.{c} IS NOT OLD.{c}" for c in KEPT)
    return [
        "CREATE TRIGGER spine_event_no_update BEFORE UPDATE ON spine_event "
        f"WHEN OLD.voided_at IS NOT NULL OR {differs} "
        f"BEGIN SELECT RAISE(ABORT, '{EDITED}'); END",
        "CREATE TRIGGER spine_event_no_delete BEFORE DELETE ON spine_event "
        f"BEGIN SELECT RAISE(ABORT, '{DELETED}'); END",
    ]
