"""The answer about a day stays the same whatever is recorded, voided or moved afterwards."""

import json
from contextlib import contextmanager
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import typer
from typer.testing import CliRunner

from sightline.base.moments import fixed
from sightline.journey.contact.actions import decide, reopen
from sightline.journey.section47 import actions as section47
from sightline.journey.section47.models import Enquiry
from sightline.journey.strategy_discussion import actions as discussions
from sightline.journey.strategy_discussion.actions import For
from sightline.journey.strategy_discussion.models import WhyNotAll
from sightline.oversight.drift import commands
from sightline.oversight.drift.knowing import end_of
from sightline.oversight.drift.running import run
from sightline.people.workforce.actions import rename_team
from sightline.record.allocation.actions import allocate, place_in_team
from sightline.record.decisions.models import Decision
from sightline.record.meetings.models import Agency, Attendance, Meeting, Participant
from sightline.record.spine.actions import open_step, record
from sightline.record.spine.voiding import void
from sightline.record.tasks import actions as tasks

AS_AT = date(2026, 6, 10)
LONDON = ZoneInfo("Europe/London")
@contextmanager
def on(day, hour=9):
    with fixed(datetime(day.year, day.month, day.day, hour, tzinfo=LONDON), everywhere=True):
        yield day


def day(number):
    return date(2026, 6, number)


@pytest.fixture
def drifted(borough, child):
    """Three children adrift by 10 June, and three who are not."""
    by = borough.mo
    with on(day(1)):
        held = open_step("contact.received", child=child("Ana"), by=by, on=day(1), at=time(9))
        place_in_team(step=held, team=borough.door, by=by, on=day(1))
        advised = open_step("contact.received", child=child("Ben"), by=by, on=day(1), at=time(9))
        decide(step=advised, outcome="advice", by=by, on=day(1), at=time(12))
        done = open_step("contact.received", child=child("Cat"), by=by, on=day(1), at=time(9))
        decide(step=done, outcome="no_further_action", by=by, on=day(1), at=time(12))
        still = open_step("section47.started", child=child("Dot"), by=by, on=day(1),
                          outcome="strategy")
        allocate(step=still, worker=borough.sam.worker, by=borough.tess, on=day(1))
        busy = open_step("section47.started", child=child("Eve"), by=by, on=day(1),
                         outcome="strategy")
        asked = open_step("strategy_discussion.requested", child=child("Fay"), by=by, on=day(1))
    with on(day(9)):
        note = record("note.recorded", child=advised.child, by=by, on=day(9))
        record("note.recorded", child=busy.child, step=busy, by=by, on=day(9))
        meeting(asked, by, [Agency.SOCIAL_CARE, Agency.POLICE])
    return {"held": held, "advised": advised, "done": done, "still": still, "busy": busy,
            "asked": asked, "note": note}


def meeting(step, by, agencies):
    discussions.hold(
        children=[For(step.child, "more_information", step=step)], by=by, on=day(9),
        meeting=Meeting(chair_name="Tess", notes="What was said"),
        participants=[Participant(agency=a, attendance=Attendance.ATTENDED) for a in agencies],
    )


def found(**asked):
    alerts = run(as_at=AS_AT, **asked)
    return [(a.finding, a.worker_id, a.team_id) for a in alerts]


def levels():
    return {(a.finding.detector, a.finding.step): a.finding.level for a in run(as_at=AS_AT)}


@pytest.mark.covers("D002", "D024", "D026")
def test_what_had_drifted_by_a_day_is_found(drifted, borough):
    assert levels() == {
        ("D002", drifted["held"].pk): "black", ("D002", drifted["advised"].pk): "black",
        ("D024", drifted["still"].pk): "amber", ("D026", drifted["asked"].pk): "amber",
    }
    held = {a.finding.step: (a.worker_id, a.team_id) for a in run(as_at=AS_AT)}
    assert held[drifted["held"].pk] == (None, borough.door.pk)
    assert held[drifted["still"].pk] == (borough.sam.worker.pk, borough.north.pk)


def late_backdated(drifted, borough):
    record("visit.made", child=drifted["still"].child, by=borough.sam, on=day(8),
           outcome="child_seen")


def late_decision(drifted, borough):
    decide(step=drifted["held"], outcome="referral", by=borough.mo, on=day(2), at=time(9))


def late_contact(drifted, borough):
    open_step("contact.received", child=drifted["done"].child, by=borough.asha, on=day(1))


def voided_note(drifted, borough):
    void(drifted["note"], by=borough.mo, reason="It was about another child")


def voided_receipt(drifted, borough):
    receipt = drifted["held"].events.get(kind="contact.received")
    for event in drifted["held"].events.exclude(pk=receipt.pk):
        void(event, by=borough.mo, reason="Entered twice")
    void(receipt, by=borough.mo, reason="Entered twice")


def voided_start(drifted, borough):
    for event in drifted["still"].events.order_by("-pk"):
        void(event, by=borough.mo, reason="Wrong child")


def voided_discussion(drifted, borough):
    event = drifted["asked"].events.get(kind="strategy_discussion.held")
    void(event, by=borough.mo, reason="Held on another day")
    meeting(drifted["asked"], borough.mo, [Agency.SOCIAL_CARE, Agency.POLICE, Agency.HEALTH])


def reallocated_back(drifted, borough):
    allocate(step=drifted["still"], worker=borough.asha.worker, team=borough.door,
             by=borough.tess, on=day(3))


def voided_allocation(drifted, borough):
    event = drifted["still"].events.get(kind="allocation.allocated")
    void(event, by=borough.tess, reason="She had left")


def placed_elsewhere(drifted, borough):
    place_in_team(step=drifted["held"], team=borough.north, by=borough.mo, on=day(2))


def a_late_task(drifted, borough):
    given = tasks.give(text="Ring school", owner_team=borough.door, due_on=day(9), by=borough.mo,
                       on=day(2), child=drifted["done"].child, step=drifted["done"])
    tasks.finish(task=given, by=borough.asha, on=day(9))


def reopened(drifted, borough):
    reopen(step=drifted["done"], reason="error", by=borough.mo, on=day(3))


def closed_since(drifted, borough):
    said = Enquiry(child_account="Well", seen_and_found="Nothing", analysis="No harm")
    section47.submit(step=drifted["still"], by=borough.sam, on=day(10), enquiry=said)
    section47.conclude(
        step=drifted["still"], outcome="not_substantiated", by=borough.tess, on=day(10),
        decision=Decision(made_by=borough.tess.worker, rationale="No harm was found"),
    )
    discussions.give_reason(
        step=drifted["asked"], why=WhyNotAll(reason="Nobody was on duty"), by=borough.tess,
        on=day(10),
    )


def renamed(drifted, borough):
    rename_team(team=borough.door, name="Single point of access", by=borough.mo, on=day(20))


LATER = (
    late_backdated, late_decision, late_contact, voided_note, voided_receipt, voided_start,
    voided_discussion, reallocated_back, voided_allocation, placed_elsewhere, a_late_task,
    reopened, closed_since, renamed,
)


@pytest.mark.covers("D002", "D024", "D026")
@pytest.mark.parametrize("change", LATER, ids=lambda change: change.__name__)
def test_the_answer_about_a_day_never_changes(change, drifted, borough):
    before = found()
    assert before
    with on(day(22)):
        change(drifted, borough)
        assert found() == before


def test_the_answer_survives_everything_at_once(drifted, borough):
    before = found()
    with on(day(22)):
        for change in (late_backdated, voided_note, reallocated_back, late_contact, reopened,
                       placed_elsewhere, a_late_task, voided_discussion, closed_since, renamed):
            change(drifted, borough)
        assert found() == before


def test_with_hindsight_the_answer_is_another(drifted, borough):
    with on(day(22)):
        late_backdated(drifted, borough)
        voided_note(drifted, borough)
        hindsight = {(f.detector, f.step) for f, _, _ in found(known_at=end_of(day(22)))}
    assert hindsight == {("D002", drifted["held"].pk), ("D026", drifted["asked"].pk)}


def test_a_run_changes_nothing(drifted):
    from sightline.record.spine.models import Clock, Event, Step

    def everything():
        return [list(model.objects.order_by("pk").values()) for model in (Event, Step, Clock)]

    before = everything()
    run(as_at=AS_AT)
    assert everything() == before


def test_the_sieve_leaves_out_nothing_that_a_detector_would_find(drifted, borough, monkeypatch):
    from sightline.oversight.drift import running

    sieved = found()
    every = {key: (lambda looking: looking.events()) for key in ("D002", "D012", "D024", "D026")}
    monkeypatch.setattr(running, "watches", every)
    assert found() == sieved


def drift(*words):
    app = typer.Typer()
    commands.register(app)
    answer = CliRunner().invoke(app, ["drift", "run", *words], catch_exceptions=False)
    return answer.exit_code, answer.output


@pytest.mark.covers("D002", "D024", "D026")
def test_the_command_gives_the_same_words_after_later_changes(drifted, borough):
    asked = ("--as-at", "2026-06-10", "--authority", "999", "--format", "json")
    code, before = drift(*asked)
    assert code == 0
    first = json.loads(before)[0]
    assert (first["detector"], first["level"], first["team"]) == ("D002", "black", "Front door")
    assert first["facts"][0] == "Received on 1 June 2026."
    with on(day(22)):
        late_backdated(drifted, borough)
        voided_receipt(drifted, borough)
        reallocated_back(drifted, borough)
        renamed(drifted, borough)
        assert drift(*asked) == (0, before)


def test_the_command_says_what_is_wrong_with_what_was_typed(borough):
    for words, said in (
        (("--as-at", "soon"), "is no day"), (("--known-at", "2026-06-10x"), "is no moment"),
        (("--authority", "123"), "no authority"), (("--detector", "D999"), "there are D002"),
    ):
        code, output = drift(*words)
        assert code != 0
        assert said in " ".join(output.replace("│", " ").split())
