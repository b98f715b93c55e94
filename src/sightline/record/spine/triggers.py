"""The database's own hold on events: never deleted, never edited, voided once.

Whose an event is, and the step it stands on, may change in one way alone: as the newest row of the
ledger of merges says (`Repointed`), which keeps what it was before.
"""

from typing import Any

FIXED = (
    "kind", "authority_id", "happened_on", "happened_at", "recorded_at", "recorded_by_id",
    "subject_kind", "worker_id", "organisation_id", "occasion_id",
    "outcome", "for_on", '"order"', "replaces_id", "source",
)
VOIDING = ("voided_at", "voided_by_id", "void_reason")
#: What a merge may give another value, with the ledger.
POINTERS = ("child_id", "step_id")
#: As the first migration knew it, when nothing could be merged.
KEPT = (*FIXED, *POINTERS)
EDITED = "An event is never edited: void it, and record what stands in its place."
DELETED = "An event is never deleted: void it, with the reason."
LEDGER = "The ledger of merges is never edited: what was moved is put back by moving it again."


def install(connection: Any, *, ledger: bool = True) -> None:
    """Put the triggers in place; where they already stand, nothing changes.

    Without `ledger` they are as before there was a ledger of merges: no pointer ever changes.
    """
    take_down(connection)
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for statement in _postgres(ledger) if postgres else _sqlite(ledger):
            cursor.execute(statement)
        if ledger:
            for statement in _ledger_postgres() if postgres else _ledger_sqlite():
                cursor.execute(statement)


def take_down(connection: Any) -> None:
    """Remove the triggers, as before a migration that rebuilds the table."""
    on = " ON spine_event" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for what in ("update", "delete", "truncate"):
            cursor.execute(f"DROP TRIGGER IF EXISTS spine_event_no_{what}{on}")
        if "spine_repointed" in connection.introspection.table_names(cursor):
            on = " ON spine_repointed" if connection.vendor == "postgresql" else ""
            for what in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER IF EXISTS spine_repointed_no_{what}{on}")


def _edited(differ: str, *, ledger: bool) -> str:
    """What makes an update an edit, in SQL; `differ` is how the engine says "is not"."""

    def differs(columns: tuple[str, ...]) -> str:
        return " OR ".join(f"NEW.{c} {differ} OLD.{c}" for c in columns)

    if not ledger:
        return f"OLD.voided_at IS NOT NULL OR {differs(KEPT)}"
    found = [differs(FIXED), f"(OLD.voided_at IS NOT NULL AND ({differs(VOIDING)}))"]
    found += [f"(NEW.{c} {differ} OLD.{c} AND NOT {_told(c)})" for c in POINTERS]
    return " OR ".join(found)


def _told(column: str) -> str:
    """That the newest row of the ledger about this column says what it was and what it becomes."""

    def text(side: str) -> str:
        return f"COALESCE(CAST({side}.{column} AS TEXT), '')"

    about = f"l.\"row\" = OLD.id AND l.\"table\" = 'spine.event' AND l.\"column\" = '{column}'"
    newest = f"SELECT MAX(l.id) FROM spine_repointed l WHERE {about}"
    return (
        f"EXISTS (SELECT 1 FROM spine_repointed m WHERE m.id = ({newest}) "
        f"AND m.was = {text('OLD')} AND m.became = {text('NEW')})"
    )


def _postgres(ledger: bool) -> list[str]:
    function = f"""
CREATE OR REPLACE FUNCTION spine_hold_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION '{DELETED}';
    END IF;
    IF {_edited("IS DISTINCT FROM", ledger=ledger)} THEN
        RAISE EXCEPTION '{EDITED}';
    END IF;
    RETURN NEW;
END $$
"""
    body = "EXECUTE FUNCTION spine_hold_event()"
    each = "ON spine_event FOR EACH ROW"
    return [
        function,
        f"CREATE TRIGGER spine_event_no_update BEFORE UPDATE {each} {body}",
        f"CREATE TRIGGER spine_event_no_delete BEFORE DELETE {each} {body}",
        "CREATE TRIGGER spine_event_no_truncate BEFORE TRUNCATE ON spine_event "
        f"FOR EACH STATEMENT {body}",
    ]


def _sqlite(ledger: bool) -> list[str]:
    # INSERT OR REPLACE fires the delete trigger only with PRAGMA recursive_triggers=ON,
    # which the settings put on every connection.
    return [
        "CREATE TRIGGER spine_event_no_update BEFORE UPDATE ON spine_event "
        f"WHEN {_edited('IS NOT', ledger=ledger)} "
        f"BEGIN SELECT RAISE(ABORT, '{EDITED}'); END",
        "CREATE TRIGGER spine_event_no_delete BEFORE DELETE ON spine_event "
        f"BEGIN SELECT RAISE(ABORT, '{DELETED}'); END",
    ]


def _ledger_sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER spine_repointed_no_{what.lower()} BEFORE {what} ON spine_repointed "
        f"BEGIN SELECT RAISE(ABORT, '{LEDGER}'); END"
        for what in ("UPDATE", "DELETE")
    ]


def _ledger_postgres() -> list[str]:
    function = (
        "CREATE OR REPLACE FUNCTION spine_hold_ledger() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{LEDGER}'; END $$"
    )
    each = "ON spine_repointed FOR EACH ROW EXECUTE FUNCTION spine_hold_ledger()"
    return [function] + [
        f"CREATE TRIGGER spine_repointed_no_{what.lower()} BEFORE {what} {each}"
        for what in ("UPDATE", "DELETE")
    ]
