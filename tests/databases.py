"""Databases for tests: migrated once, kept as a template, and cloned in no time for each run.

The template is known by what every migration says, so a changed migration makes a new one. A test
that really commits gets a fresh clone afterwards: the audit trail cannot be emptied row by row.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections

from sightline.project.shaping import bring_to_shape

KEPT = Path(tempfile.gettempdir()) / f"sightline-tests-{os.getuid()}"


def fingerprint() -> str:
    """What every migration that is installed says, in one word."""
    from django.apps import apps
    from django.conf import settings

    digest = hashlib.sha256(repr(settings.INSTALLED_APPS).encode())
    for app in apps.get_app_configs():
        for path in sorted((Path(app.path) / "migrations").glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


class Clone:
    """One worker's own database, made from the template of its engine."""

    def __init__(self, worker: str) -> None:
        self.mark = fingerprint()
        # a second run of the tests on this machine must not take this one's
        self.name = f"sightline_{worker}_{os.getpid()}"
        self.original = connection.settings_dict["NAME"]

    def make(self) -> None:
        """Clone, and let every connection that opens from now on find it."""
        connections.close_all()
        if connection.vendor == "sqlite":
            self._copy_file()
        else:
            self._copy_database()

    def drop(self) -> None:
        """Leave nothing behind but the template."""
        connections.close_all()
        if connection.vendor == "sqlite":
            self._remove_file()
        else:
            with maintenance(self.original) as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _copy_file(self) -> None:
        template = KEPT / f"template-{self.mark}.sqlite3"
        with alone("sqlite"):
            if not template.exists():
                making = template.with_suffix(f".making-{os.getpid()}")
                connection.settings_dict["NAME"] = str(making)
                bring_to_shape(verbosity=0)
                with connection.cursor() as cursor:
                    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connections.close_all()
                making.rename(template)
                forget_old_templates(template)
        self._remove_file()
        path = KEPT / f"{self.name}.sqlite3"
        shutil.copyfile(template, path)
        connection.settings_dict["NAME"] = str(path)

    def _remove_file(self) -> None:
        for path in KEPT.glob(f"{self.name}.sqlite3*"):
            path.unlink(missing_ok=True)

    def _copy_database(self) -> None:
        template = f"sightline_template_{self.mark}"
        with alone("postgres"), maintenance(self.original) as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
            if cursor.fetchone() is None:
                cursor.execute(f'CREATE DATABASE "{template}_making"')
                connection.settings_dict["NAME"] = f"{template}_making"
                bring_to_shape(verbosity=0)
                connections.close_all()
                cursor.execute(f'ALTER DATABASE "{template}_making" RENAME TO "{template}"')
            cursor.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{template}"')
        connection.settings_dict["NAME"] = self.name


@contextmanager
def alone(engine: str) -> Iterator[None]:
    """One worker at a time makes or copies a template."""
    KEPT.mkdir(exist_ok=True)
    with open(KEPT / f"{engine}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def maintenance(database: str) -> Iterator:
    """A cursor beside the test's own connection, outside any transaction."""
    import psycopg

    parts = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    given = {name: connection.settings_dict[key] for name, key in parts.items()}
    wanted = {name: value for name, value in given.items() if value}
    with psycopg.connect(**wanted, dbname=database, autocommit=True) as direct:
        yield direct.cursor()


def forget_old_templates(newest: Path) -> None:
    """Keep the last three, for people who go to and fro between branches."""
    templates = sorted(KEPT.glob("template-*.sqlite3"), key=lambda path: path.stat().st_mtime)
    for path in templates[:-3]:
        if path != newest:
            path.unlink(missing_ok=True)
