"""Which database holds the record: SQLite in the data directory, or PostgreSQL by address."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

PRAGMAS = {
    "journal_mode": "WAL",
    "foreign_keys": "ON",
    # without it INSERT OR REPLACE walks past the triggers that keep the audit trail
    "recursive_triggers": "ON",
    "cache_size": "-65536",
    "mmap_size": "2147483648",
    "temp_store": "MEMORY",
}

#: A list reads from nine or ten tables: PostgreSQL weighs in which order up to so many are joined,
#: and of more than its eight takes them as they are written. It compiles no answer beforehand.
PLANNING = "-c join_collapse_limit=11 -c from_collapse_limit=11 -c jit=off"


def database(address: str, home: Path, *, synchronous: str = "FULL") -> dict[str, Any]:
    """Django's settings for the address given, or for SQLite in the data directory."""
    return postgres(address) if address else sqlite(home / "sightline.sqlite3", synchronous)


def sqlite(path: Path | str, synchronous: str) -> dict[str, Any]:
    """SQLite as a record needs it: one writer at a time, nothing lost in a power cut at FULL."""
    pragmas = {**PRAGMAS, "synchronous": synchronous}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        # opened anew for each page it would take a third of the page's time (project.kept_open)
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": "".join(f"PRAGMA {name}={value};" for name, value in pragmas.items()),
        },
    }


def postgres(address: str) -> dict[str, Any]:
    """PostgreSQL from `postgresql://user:password@host:port/name?option=value`."""
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(
            f"DATABASE_URL begins with {parts.scheme!r}; it must be "
            "postgresql://user:password@host:port/name (leave it empty for SQLite)."
        )
    options = dict(parse_qsl(parts.query))
    options["options"] = f"{PLANNING} {options.get('options', '')}".strip()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
