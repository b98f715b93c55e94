"""Which borough `sightline demo` makes: for which day, and how large."""

import json

import pytest
import typer

from sightline.project.commands.demo import Scale, kept, settle_the_day


@pytest.fixture
def home(settings, tmp_path, monkeypatch):
    """A folder of a borough's own, and no day believed in."""
    settings.HOME = tmp_path
    monkeypatch.delenv("SIGHTLINE_NOW", raising=False)
    return tmp_path


def made(home):
    """What stands for a database in the folder."""
    database = home / "sightline.sqlite3"
    database.write_text("made")
    return database


def test_a_borough_is_of_the_ordinary_size_unless_said(home):
    settle_the_day("")
    assert kept() == {"today": "", "scale": "merrow"}


def test_a_borough_made_before_there_were_sizes_stays(home):
    (home / "borough.json").write_text(json.dumps({"today": ""}))
    database = made(home)
    settle_the_day("")
    assert database.exists()


@pytest.mark.sqlite
def test_another_size_begins_again_and_the_same_size_does_not(home):
    settle_the_day("", Scale.KENT)
    database = made(home)
    settle_the_day("")
    settle_the_day("", Scale.KENT)
    assert database.exists()
    settle_the_day("", Scale.MERROW)
    assert not database.exists()
    assert kept()["scale"] == "merrow"


@pytest.mark.postgres
def test_a_database_of_another_size_is_refused_where_it_is_not_a_file(home):
    settle_the_day("", Scale.KENT)
    with pytest.raises(typer.BadParameter, match="kent"):
        settle_the_day("", Scale.MERROW)
