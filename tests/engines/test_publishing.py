"""Published relations: the same rows whether they were made bit by bit or all at once."""

import os
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import duckdb
import pytest
from django.db import connection

from sightline.base.changed.models import Changed
from sightline.base.moments import fixed, now
from sightline.insight.measures.asking import Asked, Question
from sightline.insight.publishing import extracting, files, pseudonyms, refreshing, tables
from sightline.kernel.indicators import Period
from sightline.kernel.relations import relations
from sightline.people.testing import a_child, a_user
from sightline.record.spine.actions import open_step, record
from sightline.record.spine.models import Clock
from sightline.record.spine.voiding import correct, void
from tests.engines.living import Record

BEGINS = datetime(2026, 1, 5, 9, tzinfo=UTC)
MONDAY = date(2026, 3, 2)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.HOME = tmp_path


def held(path=None):
    """Every row of every relation in the file in use, in the order in which it is kept."""
    with duckdb.connect(str(path or files.in_use().path), read_only=True) as reader:
        return {
            relation.name: reader.execute(f'SELECT * FROM "{relation.name}"').fetchall()
            for relation in relations
        }


def held_in_postgresql():
    found = {}
    with connection.cursor() as cursor:
        for relation in relations:
            cursor.execute(f'SELECT * FROM published."{relation.name}"')
            found[relation.name] = sorted(cursor.fetchall(), key=repr)
    return found


def as_rows(name):
    names = [column.name for column in relations[name].all_columns()]
    return [dict(zip(names, row, strict=True)) for row in held()[name]]


TIMES = 10
SEEDS = [11, *(pytest.param(n, marks=pytest.mark.sqlite) for n in (12, 13))]


@pytest.mark.parametrize("seed", SEEDS)
def test_published_bit_by_bit_is_published_all_at_once(seed):
    record = Record(seed, BEGINS, children=9)
    full = [refreshing.refresh().full]
    for _ in range(TIMES):
        record.live(7)
        full.append(refreshing.refresh().full)
        assert not Changed.objects.filter(reader="").exists()
    bit_by_bit = held()
    assert full == [True, *[False] * TIMES]
    refreshing.rebuild()
    assert held() == bit_by_bit
    assert sum(len(rows) for name, rows in bit_by_bit.items() if relations[name].subject) > 80
    assert any(row[-1] is not None for rows in bit_by_bit.values() for row in rows)
    if tables.here():
        assert held_in_postgresql() == {n: sorted(r, key=repr) for n, r in bit_by_bit.items()}


def test_a_row_says_one_thing_at_a_time(monkeypatch):
    record = Record(21, BEGINS)
    record.live(60)
    refreshing.refresh()
    for relation in extracting.of_subjects():
        versions = defaultdict(list)
        for row in as_rows(relation.name):
            versions[row[relation.key]].append((row["recorded_at"], row["voided_at"]))
        for told in versions.values():
            told.sort()
            for (begun, ended), after in zip(told, [*told[1:], None], strict=True):
                assert ended is None or begun < ended
                assert after is None or (ended is not None and ended <= after[0])


def test_what_was_known_then_is_what_was_published_then():
    """Rows read as of an earlier moment are those that stood in the file made at that moment."""
    record = Record(31, BEGINS)
    record.live(40)
    then = record.moment
    refreshing.refresh()
    before = {r.name: standing(r.name) for r in extracting.of_subjects() if r.name != "clocks"}
    record.live(40)
    refreshing.refresh()
    after = {name: standing(name, then) for name in before}
    assert after == before
    assert any(standing(name) != rows for name, rows in before.items())


def standing(name, moment=None):
    """The rows that stand, or stood at a moment, without the moments that say so."""
    at = moment.astimezone(UTC).replace(tzinfo=None) if moment else datetime.max
    return sorted(
        repr({k: v for k, v in row.items() if k not in ("recorded_at", "voided_at")})
        for row in as_rows(name)
        if row["recorded_at"] <= at and (row["voided_at"] is None or row["voided_at"] > at)
    )


def test_nobody_is_named_in_what_is_published():
    child = a_child("Zebedee Quillfeather")
    open_step("referral.received", by=a_user(), on=MONDAY, child=child)
    refreshing.refresh()
    written = repr(held())
    assert "Quillfeather" not in written
    assert str(child.ref) not in written
    rows = as_rows("cin_episodes")
    assert [row["cine_person_id"] for row in rows] == [pseudonyms.token("person", child.pk)]
    assert as_rows("person")[0]["pers_dob"].day == 1


def test_another_key_makes_other_pseudonyms_and_publishes_all_again(settings):
    open_step("referral.received", by=a_user(), on=MONDAY, child=a_child())
    refreshing.refresh()
    before = as_rows("cin_episodes")[0]["cine_person_id"]
    settings.SIGHTLINE_PSEUDONYM_KEY = "another"
    assert refreshing.refresh().full
    assert as_rows("cin_episodes")[0]["cine_person_id"] != before


def test_readers_keep_the_file_they_opened_while_another_is_swapped_in():
    child = a_child()
    open_step("referral.received", by=a_user(), on=MONDAY, child=child)
    refreshing.refresh()
    with duckdb.connect(str(files.in_use().path), read_only=True) as reader:
        for _ in range(3):
            open_step("referral.received", by=a_user(), on=MONDAY, child=child)
            refreshing.refresh()
        assert reader.execute("SELECT count(*) FROM cin_episodes").fetchone() == (1,)
    assert len(as_rows("cin_episodes")) == 4
    assert len(list(files.folder().glob("relations-*.duckdb"))) == 2


def test_a_refresh_that_fails_leaves_the_file_and_the_marks(monkeypatch):
    open_step("referral.received", by=a_user(), on=MONDAY, child=a_child())
    refreshing.refresh()
    before, path = held(), files.in_use().path
    open_step("referral.received", by=a_user(), on=MONDAY, child=a_child())
    monkeypatch.setattr(os, "replace", _fail)
    with pytest.raises(OSError, match="full disk"):
        refreshing.refresh()
    monkeypatch.undo()
    assert files.in_use().path == path
    assert held(path) == before
    assert Changed.objects.filter(reader="").exists()
    refreshing.refresh()
    assert len(as_rows("cin_episodes")) == 2


def _fail(*_):
    raise OSError("full disk")


def test_a_correction_is_seen_as_it_was_and_as_we_knew_it():
    """Held a day late by the first record; corrected a month on to the day it really was."""
    child, by = a_child(), a_user()
    with fixed(datetime(2026, 4, 1, 9, tzinfo=UTC)):
        enquiry = open_step("section47.started", by=by, on=MONDAY, child=child, outcome="strategy")
        asked = open_step("conference.requested", by=by, on=MONDAY, child=child, outcome="initial",
                          led_from=enquiry)
        held_late = record("conference.decided", by=by, on=date(2026, 3, 24), step=asked,
                           outcome="plan_made")
    before = datetime(2026, 4, 20, 12, tzinfo=UTC)
    with fixed(datetime(2026, 5, 1, 9, tzinfo=UTC)):
        mended = correct(held_late, by=by, reason="misread", on=date(2026, 3, 23))
    refreshing.refresh()
    assert figures() == (1, 1)
    assert figures(before) == (0, 1)
    void(mended, by=by, reason="it was adjourned")
    refreshing.refresh()
    assert figures() == (0, 0)
    assert figures(before) == (0, 1)


def figures(known_at=None, key="ICPC15"):
    period = Period(date(2026, 1, 1), date(2026, 6, 10))
    count = Asked(Question(key, period, "999", known_at)).count
    return count.numerator, count.denominator


def test_the_figure_agrees_with_the_clock_on_every_day_of_a_year():
    by, expected = a_user(), {}
    for number in range(24):
        start = date(2025, 3, 1) + timedelta(days=16 * number)
        child = a_child(f"Ada Number{number}")
        enquiry = open_step("section47.started", by=by, on=start, child=child, outcome="strategy")
        asked = open_step("conference.requested", by=by, on=start, child=child,
                          outcome="initial", led_from=enquiry)
        record("conference.decided", by=by, on=start + timedelta(days=20 + number % 5), step=asked,
               outcome="no_plan")
        clock = Clock.objects.get(child=child, key="icpc")
        expected[pseudonyms.token("person", child.pk)] = clock.stopped_on <= clock.due_on
    refreshing.refresh()
    asked = Asked(Question("ICPC15", Period(date(2025, 1, 1), now().date())))
    assert {case.subject: case.met for case in asked.cases} == expected
    assert set(expected.values()) == {True, False}
