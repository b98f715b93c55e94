"""The grammar of clocks, rule by rule: what starts, moves, pauses, decides and ends a duty."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

import pytest

from sightline.kernel import durations, patterns
from sightline.kernel.calendar import LONDON, OpeningHours, WorkingCalendar
from sightline.kernel.clocks import (
    Along,
    Anchor,
    Change,
    ClockRule,
    Decided,
    LimitKind,
    LocalValue,
    Measure,
    Once,
    Phase,
    Restarts,
    Start,
    Strength,
    Verified,
    Version,
)
from sightline.kernel.counting import Count
from sightline.kernel.derive import derive
from sightline.kernel.facts import Fact, Run, Source, StepFact

WEEK = tuple((n, time(9), time(17)) for n in range(5))
CALENDAR = WorkingCalendar(
    frozenset({date(2026, 12, 25), date(2026, 12, 28)}),
    date(2020, 1, 1),
    date(2030, 12, 31),
    {"front_door": OpeningHours(WEEK)},
)
STEPS = (StepFact(1, "a"), StepFact(2, "b", led_from=1), StepFact(3, "b", led_from=1))


def version(allowed: str = "5 working days", since: str = "2000-01-01", **more: Any) -> Version:
    measure = Measure(durations.parse(allowed)) if allowed else None
    day = date.fromisoformat(since)
    start: dict[str, Any] = {"until": None, "cite": "an Act", "verified": Verified.NO}
    return Version(**({"since": day, "measure": measure} | start | more))


def pats(*texts: str) -> tuple[patterns.Pattern, ...]:
    return tuple(patterns.parse(text) for text in texts)


def rule(starts: str = "a.begun", stops: str = "a.done", **more: Any) -> ClockRule:
    given: dict[str, Any] = {
        "key": "duty",
        "title": "A duty",
        "starts": tuple(Start(p) for p in pats(*starts.split())),
        "stops": pats(*stops.split()),
        "versions": (version(),),
        "strength": Strength.GUIDANCE,
        "change": Change.FREE,
    }
    return ClockRule(**(given | more))


def fact(n: int, kind: str, on: str, step: int | None = 1, **more: Any) -> Fact:
    pattern = patterns.parse(kind)
    outcome = "".join(pattern.outcomes or ())
    return Fact(n, step, pattern.kind, outcome, date.fromisoformat(on), **more)


def runs(what: ClockRule, *facts: Fact, **more: Any) -> list[Run]:
    given: dict[str, Any] = {"steps": STEPS, "facts": facts, "calendar": CALENDAR}
    return derive(rules=(what,), **(given | more))


day = date.fromisoformat
BEGUN = fact(1, "a.begun", "2026-11-02")


def test_a_run_tells_when_it_began_is_due_and_ended() -> None:
    (run,) = runs(rule(), BEGUN, fact(2, "a.done", "2026-11-10", at=time(10, 30)))
    assert run == Run(
        step=1,
        key="duty",
        version="2000-01-01",
        start_event=1,
        started_on=day("2026-11-02"),
        due_on=day("2026-11-09"),
        due_at=None,
        stop_event=2,
        stopped_on=day("2026-11-10"),
        stopped_at=datetime(2026, 11, 10, 10, 30, tzinfo=LONDON),
        state="stopped",
        note="",
    )


def test_a_stop_must_come_after_its_start_on_the_same_day() -> None:
    before = fact(2, "a.done", "2026-11-02", order=0)
    start = fact(3, "a.begun", "2026-11-02", order=1)
    assert [run.state for run in runs(rule(), before, start)] == ["running"]
    after = fact(4, "a.done", "2026-11-02", order=2)
    assert [run.state for run in runs(rule(), before, start, after)] == ["stopped"]


def test_the_order_in_which_facts_are_given_changes_nothing() -> None:
    facts = [BEGUN, fact(2, "a.done", "2026-11-04"), fact(3, "a.begun", "2026-11-05")]
    assert runs(rule(), *facts) == runs(rule(), *reversed(facts))


def test_a_rule_whose_events_do_not_occur_gives_nothing() -> None:
    assert runs(rule(), fact(1, "c.begun", "2026-11-02")) == []


def test_a_second_start_is_ignored_while_the_first_is_running() -> None:
    again = fact(2, "a.begun", "2026-11-04")
    assert len(runs(rule(), BEGUN, again)) == 1
    first, second = runs(rule(restarts=Restarts.YES), BEGUN, again)
    assert (first.state, first.stopped_on) == ("abandoned", day("2026-11-04"))
    assert (second.state, second.due_on) == ("running", day("2026-11-11"))


def test_the_version_on_the_start_day_governs() -> None:
    old = version("10 working days", "2020-01-01", until=day("2026-11-02"))
    new = version("2 working days", "2026-11-03")
    what = rule(versions=(old, new))
    assert [r.due_on for r in runs(what, BEGUN)] == [day("2026-11-16")]
    (run,) = runs(what, fact(1, "a.begun", "2026-11-03"))
    assert (run.due_on, run.version) == (day("2026-11-05"), "2026-11-03")
    assert runs(what, fact(1, "a.begun", "2019-11-03")) == []


def test_a_limit_without_a_number_has_no_due_date() -> None:
    (run,) = runs(rule(versions=(version("as soon as practicable"),)), BEGUN)
    assert (run.state, run.due_on) == ("running", None)


def test_a_date_outside_the_calendar_never_refuses_the_record() -> None:
    (run,) = runs(rule(), fact(1, "a.begun", "2206-11-02"))
    assert run.due_on is None
    assert "outside the working calendar" in run.note


@pytest.mark.parametrize(
    ("along", "step", "stopped"),
    [
        (Along.STEP, 1, True),
        (Along.STEP, 2, False),
        (Along.JOURNEY, 2, True),
        (Along.JOURNEY, None, False),
        (Along.CHILD, None, True),
    ],
)
def test_an_end_is_looked_for_where_the_rule_says(
    along: Along, step: int | None, stopped: bool
) -> None:
    what = rule(stops_along=along)
    (run,) = runs(what, BEGUN, fact(2, "a.done", "2026-11-04", step=step))
    assert (run.state == "stopped") is stopped


def test_a_line_looks_up_as_well_as_down() -> None:
    below = fact(1, "a.begun", "2026-11-02", step=2)
    above = fact(2, "a.done", "2026-11-04", step=1)
    beside = fact(3, "a.done", "2026-11-04", step=3)
    assert runs(rule(stops_along=Along.LINE), below, above)[0].state == "stopped"
    assert runs(rule(stops_along=Along.LINE), below, beside)[0].state == "running"
    assert runs(rule(stops_along=Along.JOURNEY), below, above)[0].state == "running"


def test_a_duty_hangs_from_the_nearest_step_of_its_process() -> None:
    below = fact(2, "b.begun", "2026-11-02", step=2)
    opened = fact(1, "a.opened", "2026-11-01", step=1)
    what = rule("b.begun", hangs=("a",))
    assert [run.step for run in runs(what, opened, below)] == [1]
    alone = fact(2, "b.begun", "2026-11-02", step=None)
    assert [run.step for run in runs(what, opened, alone)] == [1]
    assert runs(rule("b.begun", hangs=("c",)), opened, alone) == []


def test_a_duty_does_not_hang_from_a_step_that_had_closed() -> None:
    steps = (StepFact(1, "a", closed_on=day("2026-10-30")),)
    opened = fact(1, "a.opened", "2026-10-01", step=1)
    alone = fact(2, "b.begun", "2026-11-02", step=None)
    assert runs(rule("b.begun", hangs=("a",)), opened, alone, steps=steps) == []


def test_closing_abandons_unless_the_duty_survives_it() -> None:
    steps = (StepFact(1, "a", closed_on=day("2026-11-04")),)
    (run,) = runs(rule(), BEGUN, steps=steps)
    assert (run.state, run.stopped_on, run.note) == (
        "abandoned",
        day("2026-11-04"),
        "the step was closed",
    )
    assert runs(rule(survives_close=True), BEGUN, steps=steps)[0].state == "running"
    same_day = fact(2, "a.done", "2026-11-04")
    assert runs(rule(), BEGUN, same_day, steps=steps)[0].state == "stopped"


@pytest.mark.parametrize("death", ["person.died", "person.pregnancy_ended"])
def test_death_ends_every_duty_and_starts_none(death: str) -> None:
    died = fact(2, death, "2026-11-03", step=None)
    later = fact(3, "a.begun", "2026-11-05")
    ended = runs(rule(), BEGUN, died, later)
    assert [(run.state, run.stopped_on) for run in ended] == [("abandoned", day("2026-11-03"))]
    kept = runs(rule(survives_death=True), BEGUN, died)
    assert kept[0].state == "running"


def test_a_duty_moves_down_to_the_step_it_led_to() -> None:
    what = rule("a.begun b.begun", "b.done", moves=True, stops_along=Along.JOURNEY)
    down = fact(2, "b.begun", "2026-11-03", step=2)
    (run,) = runs(what, BEGUN, down)
    assert (run.step, run.start_event, run.due_on) == (2, 1, day("2026-11-09"))
    (ended,) = runs(what, BEGUN, down, fact(3, "b.done", "2026-11-05", step=2))
    assert ended.state == "stopped"


def test_once_means_no_second_run() -> None:
    story = [BEGUN, fact(2, "a.done", "2026-11-04"), fact(3, "a.begun", "2026-11-05")]
    assert len(runs(rule(), *story)) == 2
    assert len(runs(rule(once=Once.STOPPED), *story)) == 1
    left = [BEGUN, fact(2, "a.left", "2026-11-04"), fact(3, "a.begun", "2026-11-05")]
    leave: dict[str, Any] = {"abandons": pats("a.left")}
    assert len(runs(rule(once=Once.STOPPED, **leave), *left)) == 2
    assert len(runs(rule(once=Once.FINISHED, **leave), *left)) == 1


def test_a_guard_lets_a_duty_start_only_when_something_stands() -> None:
    what = rule(when=pats("person.expected before person.born"))
    expected = fact(2, "person.expected", "2026-10-01", step=None)
    born = fact(3, "person.born", "2026-10-20", step=None)
    assert runs(what, BEGUN) == []
    assert len(runs(what, BEGUN, expected)) == 1
    assert runs(what, BEGUN, expected, born) == []


def test_phases_are_measured_from_the_anchor_and_counted_from_the_start() -> None:
    phases = (
        Phase(durations.parse("6 weeks"), durations.parse("1 year")),
        Phase(durations.parse("12 weeks")),
    )
    what = rule(
        "a.visited",
        "a.visited",
        anchor=Anchor(pats("a.begun")[0]),
        count=Count.INTERVAL,
        versions=(version("", phases=phases, measure=None),),
    )
    days = ["2024-01-08", "2024-02-19", "2025-01-06"]
    visits = [fact(n, "a.visited", on) for n, on in enumerate(days, start=2)]
    found = runs(what, fact(1, "a.begun", "2024-01-02"), *visits)
    assert [(r.started_on, r.due_on, r.stopped_on) for r in found] == [
        (day("2024-01-08"), day("2024-02-19"), day("2024-02-19")),
        (day("2024-02-19"), day("2024-04-01"), day("2025-01-06")),
        (day("2025-01-06"), day("2025-03-31"), None),
    ]


def test_the_earliest_of_several_limits_governs() -> None:
    earliest = (
        Measure(durations.parse("10 working days")),
        Measure(durations.parse("2 days"), Anchor(pats("a.told")[0])),
    )
    what = rule(versions=(version("", earliest=earliest, measure=None),))
    told = fact(2, "a.told", "2026-11-01")
    assert runs(what, told, BEGUN)[0].due_on == day("2026-11-03")


def test_time_stands_still_while_a_duty_is_paused() -> None:
    what = rule(pauses=pats("a.held"), resumes=pats("a.resumed"))
    held, resumed = fact(2, "a.held", "2026-11-04"), fact(3, "a.resumed", "2026-11-09")
    (paused,) = runs(what, BEGUN, held)
    assert (paused.due_on, paused.note) == (None, "paused since 2026-11-04")
    (run,) = runs(what, BEGUN, held, resumed)
    assert run.due_on == day("2026-11-12"), "three working days were lost"
    months = rule(
        pauses=pats("a.held"),
        resumes=pats("a.resumed"),
        count=Count.ANNIVERSARY,
        versions=(version("1 month"),),
    )
    assert runs(months, BEGUN, held, resumed)[0].due_on == day("2026-12-07")


def test_a_decided_date_governs_and_a_missed_one_is_never_moved() -> None:
    what = rule(decided=Decided(pats("a.fixed"), date=True), versions=(version(),))
    fixed = fact(2, "a.fixed", "2026-11-03", for_on=day("2026-11-20"))
    late = fact(3, "a.fixed", "2026-11-23", for_on=day("2026-12-20"))
    assert runs(what, BEGUN)[0].due_on == day("2026-11-09")
    assert runs(what, BEGUN, fixed)[0].due_on == day("2026-11-20")
    assert runs(what, BEGUN, fixed, late)[0].due_on == day("2026-11-20")


def test_a_decided_interval_is_chosen_by_outcome() -> None:
    intervals: Mapping[str, durations.Duration] = {"weekly": durations.parse("1 week")}
    what = rule(decided=Decided(pats("a.set"), intervals=intervals))
    weekly = fact(2, "a.set(weekly)", "2026-11-01")
    other = fact(3, "a.set(never)", "2026-11-02")
    assert runs(what, weekly, BEGUN)[0].due_on == day("2026-11-09")
    assert runs(what, weekly, other, BEGUN)[0].due_on == day("2026-11-09"), "an unknown code"
    wide = Decided(pats("a.set"), intervals={"weekly": durations.parse("4 weeks")})
    assert runs(rule(decided=wide), weekly, BEGUN)[0].due_on == day("2026-11-30")


def test_elapsed_hours_give_a_moment_and_say_when_the_time_was_not_recorded() -> None:
    what = rule(count=Count.CLOCK, versions=(version("72 hours"),))
    (run,) = runs(what, fact(1, "a.begun", "2026-03-27", at=time(22)))
    assert run.due_at == datetime(2026, 3, 30, 23, 0, tzinfo=LONDON)
    (unknown,) = runs(what, fact(1, "a.begun", "2026-03-27"))
    assert unknown.due_at == datetime(2026, 3, 30, 1, 0, tzinfo=LONDON)
    assert "time of day not recorded" in unknown.note


def test_opening_hours_of_a_service_are_counted_only_while_it_is_open() -> None:
    what = rule(hours="front_door", count=Count.CLOCK, versions=(version("8 opening hours"),))
    (run,) = runs(what, fact(1, "a.begun", "2026-12-24", at=time(15)))
    assert run.due_at == datetime(2026, 12, 29, 15, 0, tzinfo=LONDON)


def test_an_age_is_counted_from_birth() -> None:
    what = rule(
        count=Count.AGE,
        kind=LimitKind.MIN,
        anchor=Anchor(pats("person.born")[0]),
        versions=(version("18 years", "1980-01-01"),),
    )
    born = fact(2, "person.born", "2010-02-28", step=None)
    assert runs(what, born, BEGUN)[0].due_on == day("2028-02-28")


CENSUS = {"census": Source("census", frozenset({"a.begun"}))}
IMPORTED = fact(1, "a.begun", "2026-01-12", source="census")


def test_what_a_source_cannot_say_is_neither_met_nor_late() -> None:
    (run,) = runs(rule(), IMPORTED, sources=CENSUS)
    assert (run.state, run.due_on, run.note) == ("unknown", None, "not known from this source")
    able = {"census": Source("census", frozenset({"a.begun", "a.done"}))}
    assert runs(rule(), IMPORTED, sources=able)[0].state == "running"


def test_a_local_duty_of_an_import_counts_from_the_go_live_day() -> None:
    live = {"": day("2026-06-01")}
    local = rule(strength=Strength.LOCAL)
    (run,) = runs(local, IMPORTED, sources=CENSUS, live_from=live)
    assert (run.state, run.started_on, run.due_on) == (
        "running",
        day("2026-06-01"),
        day("2026-06-08"),
    )
    assert "when recording began here" in run.note
    assert runs(rule(), IMPORTED, sources=CENSUS, live_from=live)[0].state == "unknown"
    closed = (StepFact(1, "a", closed_on=day("2026-03-01")),)
    shut = runs(local, IMPORTED, sources=CENSUS, live_from=live, steps=closed)
    assert [run.state for run in shut] == ["unknown"]


def test_an_authority_sets_its_own_limit_or_none() -> None:
    steps = (StepFact(1, "a", authority="314"),)
    own = LocalValue("314", "duty", day("2026-01-01"), allowed=durations.parse("3 working days"))
    (run,) = runs(rule(), BEGUN, steps=steps, local=[own])
    assert (run.due_on, run.version) == (day("2026-11-05"), "2000-01-01/314")
    off = LocalValue("314", "duty", day("2026-01-01"))
    assert runs(rule(), BEGUN, steps=steps, local=[off]) == []
    later = LocalValue("314", "duty", day("2026-12-01"))
    assert len(runs(rule(), BEGUN, steps=steps, local=[later])) == 1
    assert len(runs(rule(), BEGUN, local=[off])) == 1, "another authority's value"


def test_a_child_s_own_plan_governs_where_there_is_no_local_limit() -> None:
    steps = (StepFact(1, "a", authority="314"),)
    off = LocalValue("314", "duty", day("2026-01-01"))
    what = rule(decided=Decided(pats("a.set"), intervals={"weekly": durations.parse("1 week")}))
    weekly = fact(2, "a.set(weekly)", "2026-11-01")
    (run,) = runs(what, weekly, BEGUN, steps=steps, local=[off])
    assert run.due_on == day("2026-11-09")


def more_needed(*, rule: ClockRule, story: Any, setting: Any) -> list[Run]:
    """A clock that needs more than the grammar: as many runs as there were events."""
    ends = ("stop_event", "stopped_on", "stopped_at", "due_at")
    blank: dict[str, Any] = dict.fromkeys(ends)
    return [
        Run(1, rule.key, "2000-01-01", f.id, f.on, f.on, state="running", **blank)
        for f in story.facts
    ]


def test_what_the_grammar_cannot_say_is_a_function() -> None:
    what = rule(clock_function=f"{__name__}:more_needed")
    assert [run.due_on for run in runs(what, BEGUN)] == [day("2026-11-02")]


def test_steps_that_lead_round_in_a_circle_do_not_hang_the_machine() -> None:
    circle = (StepFact(1, "a", led_from=2), StepFact(2, "b", led_from=1))
    assert len(runs(rule(stops_along=Along.JOURNEY), BEGUN, steps=circle)) == 1
