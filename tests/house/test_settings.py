"""The settings of an installation."""

import pytest
from django.db import connection

from sightline.project.settings.database import PLANNING, postgres, sqlite
from sightline.project.settings.home import kept_key


def test_a_key_is_made_once_and_read_by_its_owner_alone(tmp_path):
    first = kept_key(tmp_path / "var", "audit")
    assert kept_key(tmp_path / "var", "audit") == first
    assert len(first) > 60
    assert (tmp_path / "var" / "audit.key").stat().st_mode & 0o777 == 0o600


def test_two_installations_do_not_share_a_key(tmp_path):
    assert kept_key(tmp_path / "one", "audit") != kept_key(tmp_path / "two", "audit")


def test_a_postgresql_address_is_read_in_all_its_parts():
    found = postgres("postgresql://amy:p%40ss@db.example:5433/sightline?sslmode=require")
    assert found["NAME"] == "sightline"
    assert found["USER"] == "amy"
    assert found["PASSWORD"] == "p@ss"
    assert found["HOST"] == "db.example"
    assert found["PORT"] == "5433"
    assert found["OPTIONS"] == {"sslmode": "require", "options": PLANNING}


def test_what_an_authority_asks_of_its_postgresql_comes_after_what_we_ask():
    found = postgres("postgresql://db.example/sightline?options=-c%20jit%3Don")
    assert found["OPTIONS"] == {"options": f"{PLANNING} -c jit=on"}


def test_a_postgresql_socket_may_stand_in_the_query():
    assert postgres("postgresql:///care?host=/run/pg")["HOST"] == "/run/pg"


def test_another_kind_of_database_is_refused_in_words():
    with pytest.raises(ValueError, match="must be postgresql"):
        postgres("mysql://somewhere/care")


def test_real_records_are_flushed_to_the_disk(tmp_path):
    assert "synchronous=FULL" in sqlite(tmp_path / "care", "FULL")["OPTIONS"]["init_command"]


def test_the_triggers_of_sqlite_cannot_be_walked_past(db):
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA recursive_triggers").fetchone() == (1,)
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
