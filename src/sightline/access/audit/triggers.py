"""The database's own refusal to change or delete the audit trail, on both databases."""

from typing import Any

TABLES = ("audit_entry", "audit_payload", "audit_link")
REFUSED = "The audit trail is never changed or deleted."

# A payload goes only after the trail says who destroyed it and why.
ERASED = (
    "EXISTS (SELECT 1 FROM audit_entry WHERE action = 'payload_erased' "
    "AND kind = 'audit' AND ident = OLD.entry_id)"
)

_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'audit_payload' AND TG_OP = 'DELETE' THEN
        IF {ERASED} THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION '{REFUSED}';
END $$
"""


def install(connection: Any) -> None:
    """Put the triggers in place; where they already stand, nothing changes."""
    take_down(connection)
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def take_down(connection: Any) -> None:
    """Remove the triggers, as before a migration that rebuilds a table."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for what in ("update", "delete", "truncate"):
                name = f"{table}_no_{what}"
                if connection.vendor == "postgresql":
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
                else:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def _statements(vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [_POSTGRES_FUNCTION, *(s for table in TABLES for s in _postgres(table))]
    return [s for table in TABLES for s in _sqlite(table)]


def _postgres(table: str) -> list[str]:
    body = "EXECUTE FUNCTION audit_refuse()"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW {body}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW {body}",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {body}",
    ]


def _sqlite(table: str) -> list[str]:
    # INSERT OR REPLACE fires the delete trigger only with PRAGMA recursive_triggers=ON,
    # which the settings put on every connection.
    when = f"WHEN NOT {ERASED} " if table == "audit_payload" else ""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {when}{refuse}",
    ]
