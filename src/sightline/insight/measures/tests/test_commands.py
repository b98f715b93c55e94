"""`sightline insight`: publishing and asking from the command line."""

import json
from datetime import date

import pytest
import typer
from typer.testing import CliRunner

from sightline.insight.measures import commands
from sightline.people.testing import a_child, a_user
from sightline.record.spine.actions import open_step

pytestmark = pytest.mark.django_db
YEAR = ("--from", "2025-06-11", "--to", "2026-06-10")


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def sightline():
    app = typer.Typer()
    commands.register(app)
    return lambda *words: CliRunner().invoke(app, ["insight", *words])


@pytest.fixture
def referred_twice(db):
    child, by = a_child(), a_user()
    for on in (date(2026, 1, 5), date(2026, 5, 5)):
        open_step("referral.received", by=by, on=on, child=child)
    return child


def test_refresh_says_what_it_published(sightline, referred_twice):
    first = json.loads(sightline("refresh", "--format", "json").output)
    assert first["full"] is True
    assert first["people"] == 1
    assert "0 people, 0 rows" in sightline("refresh").output
    assert "everybody: 1 people" in sightline("refresh", "--full").output


def test_a_figure_is_told_to_a_machine(sightline, referred_twice):
    sightline("refresh")
    told = json.loads(
        sightline("measure", "RR12", *YEAR, "--authority", "999", "--format", "json").output
    )
    assert (told["numerator"], told["denominator"], told["percent"]) == (1, 2, 50.0)
    assert [part["column"] for part in told["breakdowns"]] == ["before", "team", "source", "need"]
    assert told["breakdowns"][1]["lines"] == [{"code": "", "numerator": 1, "denominator": 2}]


def test_a_figure_is_asked_as_it_was_known(sightline, referred_twice):
    sightline("refresh")
    for known_at, expected in (("2026-06-09", 0), ("2026-06-10", 2), ("2026-06-10T09:59", 0)):
        asked = ("measure", "RR12", *YEAR, "--known-at", known_at, "--format", "json")
        assert json.loads(sightline(*asked).output)["denominator"] == expected


def test_a_figure_is_told_to_a_person(sightline, referred_twice):
    sightline("refresh")
    shown = sightline("measure", "RR12", *YEAR).output
    assert "1 of 2, 50.0%" in shown
    assert "Primary need" in shown


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("measure", "RR99", *YEAR), "there is ASM02"),
        (("measure", "RR12", "--from", "soon", "--to", "2026-06-10"), "soon"),
        (("measure", "RR12", "--from", "2026-06-11", "--to", "2026-06-10"), "cannot end"),
        (("measure", "RR12", *YEAR, "--known-at", "then"), "write 2026-04-30"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(sightline, asked, said):
    shown = sightline(*asked)
    assert shown.exit_code == 2
    assert said in " ".join(shown.output.replace("│", " ").split())


def test_nothing_is_counted_before_anything_is_published(sightline):
    shown = sightline("measure", "RR12", *YEAR)
    assert shown.exit_code == 1
    assert "sightline insight refresh" in shown.output


def test_every_figure_is_listed(sightline):
    listed = json.loads(sightline("list", "--format", "json").output)
    assert {"CPCAT", "ICPC15", "RR12"} <= {row["key"] for row in listed}
