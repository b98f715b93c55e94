"""What a source could not tell: duties that fell due after its last day and before go-live."""

from datetime import date

import pytest

from sightline.kernel import patterns
from sightline.kernel.calendar import WorkingCalendar
from sightline.kernel.clocks import (
    Change,
    ClockRule,
    Measure,
    Start,
    Strength,
    Verified,
    Version,
)
from sightline.kernel.derive import derive
from sightline.kernel.durations import parse
from sightline.kernel.facts import Fact, Source, StepFact

CALENDAR = WorkingCalendar(frozenset(), date(2020, 1, 1), date(2027, 12, 31))
FILE_ENDS = date(2026, 3, 31)
GO_LIVE = date(2026, 6, 1)
CENSUS = Source("census", frozenset({"plan.started", "plan.reviewed"}))


def rule(starts):
    return ClockRule(
        key="review", title="Review", starts=tuple(Start(patterns.parse(p)) for p in starts),
        stops=(patterns.parse("plan.reviewed"),), strength=Strength.GUIDANCE,
        change=Change.TIGHTEN_ONLY,
        versions=(
            Version(
                since=date(2010, 4, 1), until=None, cite="invented", verified=Verified.NO,
                measure=Measure(parse("30 days")),
            ),
        ),
    )


ONCE = rule(["plan.started"])
AGAIN = rule(["plan.started", "plan.reviewed"])


def told(id, kind, on):
    """Something the file says."""
    return Fact(id, 1, kind, "", on, source="census", told_until=FILE_ENDS)


def recorded(id, kind, on):
    """Something recorded here."""
    return Fact(id, 1, kind, "", on)


def run(a_rule, *facts, live=GO_LIVE):
    runs = derive(
        steps=[StepFact(1, "plan", authority="999", source="census")], facts=facts,
        rules=(a_rule,), calendar=CALENDAR, live_from={"999": live} if live else {},
        sources={"census": CENSUS},
    )
    return [(r.state, r.started_on, r.due_on, r.stopped_on) for r in runs]


def test_what_fell_due_while_the_file_still_spoke_is_late_by_what_it_says():
    assert run(ONCE, told(1, "plan.started", date(2026, 1, 5))) == [
        ("running", date(2026, 1, 5), date(2026, 2, 4), None)
    ]


def test_what_falls_due_on_the_files_last_day_is_still_told():
    assert run(ONCE, told(1, "plan.started", date(2026, 3, 1)))[0][0] == "running"


@pytest.mark.parametrize("live", [GO_LIVE, None])
def test_what_fell_due_after_the_file_ended_and_before_go_live_is_not_known(live):
    assert run(ONCE, told(1, "plan.started", date(2026, 3, 2)), live=live) == [
        ("unknown", date(2026, 3, 2), None, None)
    ]


def test_what_falls_due_on_the_day_of_go_live_or_after_runs_on():
    assert run(ONCE, told(1, "plan.started", date(2026, 3, 30)), live=date(2026, 4, 29)) == [
        ("running", date(2026, 3, 30), date(2026, 4, 29), None)
    ]


def test_a_duty_that_comes_round_again_counts_from_go_live():
    assert run(AGAIN, told(1, "plan.started", date(2026, 3, 20))) == [
        ("running", GO_LIVE, date(2026, 7, 1), None)
    ]


def test_the_first_meeting_here_is_measured_from_go_live_and_not_from_the_files_silence():
    runs = run(
        AGAIN, told(1, "plan.started", date(2026, 3, 20)),
        recorded(2, "plan.reviewed", date(2026, 6, 20)),
    )
    assert runs == [
        ("stopped", GO_LIVE, date(2026, 7, 1), date(2026, 6, 20)),
        ("running", date(2026, 6, 20), date(2026, 7, 20), None),
    ]


def test_what_the_file_itself_says_was_done_late_was_late():
    runs = run(
        ONCE, told(1, "plan.started", date(2026, 1, 5)), told(2, "plan.reviewed", date(2026, 3, 9))
    )
    assert runs == [("stopped", date(2026, 1, 5), date(2026, 2, 4), date(2026, 3, 9))]
