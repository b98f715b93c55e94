"""What the census would find is found on the record, and goes when it is put right."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from sightline.base.changed.models import Changed
from sightline.base.moments import LONDON, fixed
from sightline.record.spine.actions import open_step, record
from sightline.record.spine.models import Event
from sightline.record.spine.voiding import correct
from sightline.returns.cin_census.actions.producing import write_return
from sightline.returns.cin_census.checking.validating import validate
from sightline.returns.health.actions import refresh
from sightline.returns.health.models import Finding
from sightline.returns.health.tests.conftest import assessed_before, referred


def found(child=None):
    rows = Finding.objects.filter(gone_on=None)
    rows = rows.filter(child=child) if child is not None else rows
    columns = ("child_id", "rule", "place", "said", "step_id", "worker_id", "team_id", "harm")
    return sorted(rows.values_list(*columns), key=repr)


def rules_on(child):
    return set(Finding.objects.filter(child=child, gone_on=None).values_list("rule", flat=True))


def test_what_is_wrong_is_found_with_its_values_its_step_and_who_holds_it(here):
    step = assessed_before(here, here.ada)
    refresh()
    one = Finding.objects.get(rule="1103")
    assert one.child == here.ada.child
    assert one.step_id == step.pk
    assert one.team == here.riverside
    assert one.worker.name == "Wilma Worker"
    assert "Assessment started\t4 May 2026 (Monday)" in one.said
    assert "Referral received\t11 May 2026 (Monday)" in one.said


def test_a_finding_goes_when_it_is_put_right_and_the_day_is_kept(here):
    step = assessed_before(here, here.ada)
    refresh()
    event = Event.objects.standing().get(step=step, kind="assessment.started")
    correct(event, by=here.recorder, reason="Mistyped", on=date(2026, 5, 14))
    done = refresh()
    assert done.children == 1
    assert "1103" not in rules_on(here.ada.child)
    assert Finding.objects.get(rule="1103").gone_on == date(2026, 6, 10)


def test_looking_at_who_changed_comes_to_the_same_as_looking_at_everybody(here):
    refresh()
    assessed_before(here, here.ada)
    record("referral.closed", by=here.recorder, on=date(2026, 6, 1), step=here.ben.referral,
           outcome="RC8")
    new = referred(here, "Dot New")
    refresh()
    open_step("section47.started", by=here.recorder, on=date(2026, 5, 5), child=here.cas.child,
              led_from=here.cas.referral, outcome="strategy")
    refresh()
    changed = found()
    assert {row[1] for row in changed} > {"1103", "8825Q", "2889", "2991Q"}
    assert new.child.pk in {row[0] for row in changed}
    Finding.objects.all().delete()
    refresh(full=True)
    assert found() == changed


def test_what_is_found_on_the_record_is_what_is_found_in_the_return(here, tmp_path):
    assessed_before(here, here.ada)
    open_step("section47.started", by=here.recorder, on=date(2026, 5, 5), child=here.cas.child,
              led_from=here.cas.referral, outcome="strategy")
    refresh()
    path = tmp_path / "census.xml"
    write_return(out=path, authority=here.authority, year=2027, by=here.recorder)
    told = validate(path, 2027)
    # what takes too long is counted to today on the record and to March in the file
    late = {"8670Q", "8675Q"}
    whole = {rule.code for rule in told.rules if rule.scope == "return"}
    in_file = sorted(f.rule for f in told.findings if f.rule not in late | whole)
    assert in_file == sorted(
        Finding.objects.exclude(rule__in=late).values_list("rule", flat=True))


def test_what_is_late_is_late_by_today_and_not_by_the_end_of_the_year(here):
    step = open_step("assessment.started", by=here.recorder, on=date(2026, 5, 12),
                     child=here.ada.child, led_from=here.ada.referral)
    refresh()
    assert "8670Q" not in rules_on(here.ada.child)
    with fixed(datetime(2026, 7, 20, 10, tzinfo=LONDON)):
        refresh()
    assert Finding.objects.get(rule="8670Q", gone_on=None).step_id == step.pk


def test_only_those_who_changed_are_looked_at_and_the_figures_keep_their_marks(here):
    refresh()
    Changed.objects.all().delete()
    assessed_before(here, here.ada)
    assert set(Changed.objects.values_list("reader", flat=True)) == {"", "health", "drift"}
    with CaptureQueriesContext(connection) as asked:
        assert refresh().children == 1
    assert len(asked) < 40
    assert set(Changed.objects.values_list("reader", flat=True)) == {"", "drift"}


def test_a_child_handed_to_another_worker_takes_the_findings_along(here):
    from sightline.people.workforce.models import Worker
    from sightline.record.allocation.actions import allocate

    refresh()
    allocate(step=here.ada.referral, worker=Worker.objects.get(name="Hilda Hill"),
             by=here.recorder, on=date(2026, 6, 9))
    refresh()
    assert {row.team for row in Finding.objects.filter(child=here.ada.child, gone_on=None)} == {
        here.hillside}
