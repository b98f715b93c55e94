"""A connection outlives a page, and not the file to which it was opened."""

import shutil

import pytest
from django.core.signals import request_started
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.backends.sqlite3.base import DatabaseWrapper

from sightline.project import kept_open
from sightline.project.settings.database import sqlite

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(tmp_path, monkeypatch):
    """A record of its own in a file, opened as an installation opens it."""
    settings = dict(connections["default"].settings_dict) | sqlite(tmp_path / "a.sqlite3", "OFF")
    opened = DatabaseWrapper(settings, "default")
    kept = {"initialized_only": True}
    monkeypatch.setattr(kept_open.connections, "all", lambda **asked: [opened] * (asked == kept))
    opened.ensure_connection()
    opened.cursor().execute("CREATE TABLE said (words TEXT)")
    yield opened
    opened.close()


def test_a_page_asks_with_the_connection_of_the_page_before(record):
    before = record.connection
    kept_open.still_there()
    assert record.connection is before
    assert sqlite("a.sqlite3", "FULL")["CONN_MAX_AGE"] == 60


def test_a_record_put_in_the_place_of_another_is_opened_anew(record, tmp_path):
    path = tmp_path / "a.sqlite3"
    record.close()
    shutil.copy(path, tmp_path / "copy.sqlite3")
    record.cursor().execute("INSERT INTO said VALUES ('after the copy')")
    (tmp_path / "copy.sqlite3").replace(path)
    for rest in tmp_path.glob("a.sqlite3-*"):
        rest.unlink()
    kept_open.still_there()
    assert record.connection is None
    assert record.cursor().execute("SELECT * FROM said").fetchall() == []


def test_it_is_looked_at_at_the_beginning_of_every_page():
    assert kept_open.opened in connection_created._live_receivers(None)[0]
    assert kept_open.still_there in request_started._live_receivers(None)[0]
