"""Making the Borough of Merrow: its staff, its families, two years of work, and what to find."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from importlib import import_module
from importlib.util import find_spec
from random import Random

from sightline.access.audit.actions import seal
from sightline.access.authorities.actions import add_authority
from sightline.access.authorities.models import Authority
from sightline.access.users.actions import create_user, give_role
from sightline.base.moments import at, fixed, now
from sightline.base.rows import analyse, wait_for_the_other
from sightline.demo.borough import (
    brought,
    challenge,
    crowd,
    doors,
    forms,
    known,
    loads,
    nights,
    partners,
    scrutiny,
)
from sightline.demo.borough.beside import Beside, gathered
from sightline.demo.borough.planning import Planned, Planning
from sightline.demo.borough.structure import bring_in_house
from sightline.demo.journeys.lots import LOTS
from sightline.demo.journeys.playing import play
from sightline.demo.journeys.troubles import TROUBLES
from sightline.demo.journeys.writing import write
from sightline.demo.people.county import DISTRICTS, county
from sightline.demo.people.families import Family, invent, record
from sightline.demo.people.names import Names
from sightline.demo.people.staff import MERROW, Borough, Hiring, Staffing
from sightline.people.persons.models import Person
from sightline.record.copying import actions as copying
from sightline.record.decisions.actions import publish_framework
from sightline.record.search.actions import index, indexed_later, put_in_index, rebuild
from sightline.record.spine.models import Event

#: Not the number of any authority in England.
CODE, NAME = "999", "Borough of Merrow"
#: About how many children it has, open and closed, for whoever waits.
CHILDREN = 1320
#: How long before the demo's day its records begin.
KNOWN_FOR = timedelta(days=790)
#: Of these kinds of story, so many families are lived through the actions, beside the troubles.
LIVED = {
    "at the door": 7, "being assessed": 8, "being enquired": 5, "advised": 9, "in need": 2,
    "assessed and closed": 4, "protected at once": 1, "enquired and closed": 2, "looked after": 1,
}
#: The planted stories whose children are on a plan at the end.
ON_A_PLAN = {
    "Wren Larkspur", "empty plan", "no contingency", "unvisited", "never alone", "late review",
    "drifting",
}
Advance = Callable[..., None]


@dataclass(frozen=True)
class Wanted:
    """What is to be made: on which day and until when, how much of it, a borough or a county."""

    today: date
    until: datetime
    scale: float
    county: bool

    @property
    def known_for(self) -> timedelta:
        """How long before the day the records begin."""
        return crowd.KNOWN_FOR if self.county else KNOWN_FOR

    @property
    def staffing(self) -> Staffing:
        """The teams."""
        return county(self.scale) if self.county else MERROW

    @property
    def districts(self) -> tuple[str, ...]:
        """The districts in which families live, where that is told of them."""
        return DISTRICTS if self.county else ()


@dataclass
class Made:
    """What a borough came to: its stories, those lived and those written."""

    borough: Borough
    lived: list[Planned] = field(default_factory=list)
    written: list[Planned] = field(default_factory=list)
    events: int = 0


def _nothing(count: int = 1, words: str = "") -> None:
    """Progress that nobody watches."""


def stands() -> bool:
    """Whether the borough has been made in this database."""
    return Authority.objects.filter(code=CODE).exists()


def make(
    *, today: date, advance: Advance = _nothing, scale: float = 1.0, beside: Beside | None = None,
    county: bool = False,
) -> Made:
    """Make the borough as it is on a day; `scale` makes a smaller one with the same troubles.

    `beside` is a second process that takes some of the work. `county` makes it as large as a
    county, with ten years of work.
    """
    until = now() if now().date() == today else at(today, time(17, 0))
    with seldom_swept():
        return _make(Wanted(today, until, scale, county), advance, beside)


@contextmanager
def seldom_swept() -> Iterator[None]:
    """Let rows by the ten thousand be built without looking each time for what can be thrown away.

    It takes a sixth off the time of writing; what nobody refers to is still freed at once.
    """
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _make(wanted: Wanted, advance: Advance, beside: Beside | None) -> Made:
    if beside is not None:
        wait_for_the_other()
    advance(0, "Taking on the staff")
    today, until = wanted.today, wanted.until
    borough = set_up(today - wanted.known_for, today, wanted.scale, wanted.staffing)
    made = Made(borough)
    planning = Planning(borough, today=today, districts=wanted.districts)
    taken = plan_lived(made, planning, wanted.scale)
    for some in _written(made, planning, taken, wanted, advance):
        made.events += some.events[1] - some.events[0] + 1
        if beside is not None:
            beside.read(some.people, some.events)
        else:
            put_in_index(list(gathered(*some.events)))
    if beside is not None:
        beside.publish()
    with indexed_later() as lived:
        for one in made.lived:
            play(one.script, until=until)
            advance(len(one.family.people), "Living the stories")
    _around_them(made, today=today, until=until)
    finish(advance, lived, beside)
    return made


def _around_them(made: Made, *, today: date, until: datetime) -> None:
    """What stands around the stories: duty, leave, other agencies, nights, more of a few people."""
    borough = made.borough
    bring_in(borough, today)
    loads.set_practice(borough, today=today)
    bring_in_house(borough, today=today)
    loads.put_down_leave(borough, today=today)
    doors.ask_agencies(borough, today=today, until=until)
    doors.promise(borough, today=today)
    nights.go_on_duty(borough, today=today)
    nights.write_situations(borough, today=today)
    nights.last_night(borough, today=today)
    first, again = made.lived[0], next(one for one in made.lived if one.key == "advised")
    known.people_in_full(
        borough, *(Person.objects.get(pk=one.family.people[0].pk) for one in (first, again)),
        today=today,
    )
    nights.ask_duty(borough, today=today)
    # by whom they are, for in a county somebody else may bear the same name
    planted = {one.key: one.family.people[0].pk for one in made.lived}
    challenge.raise_alerts(planted, today=today)
    scrutiny.meet(borough, planted, today=today)
    forms.type_pages(borough, today=today)
    partners.meet(borough.authority, today=today, by=borough.beside["board_manager"].user)
    partners.write_in(borough.authority, now=until, by=borough.opener)


def _written(
    made: Made, planning: Planning, taken: dict[str, int], wanted: Wanted, advance: Advance
) -> Iterator[crowd.Written]:
    """Put everybody on record and write down what is not lived."""
    borough = made.borough
    if not wanted.county:
        made.written = list(planning.all(wanted.scale, taken))
    advance(0, "Putting the families on record")
    put_on_record(made)
    advance(0, f"Writing {'ten' if wanted.county else 'two'} years of work")
    if wanted.county:
        families = crowd.Crowd(planning, scale=wanted.scale, less=taken)
        for week in crowd.write_down(families, borough, until=wanted.until):
            advance(week.children)
            yield week
        return
    with indexed_later() as events:
        write((one.script for one in made.written), until=wanted.until, by=borough.opener,
              told=lambda count: advance(count))
    yield crowd.as_written(made.written, events)


def set_up(
    since: date, today: date, scale: float = 1.0, staffing: Staffing = MERROW
) -> Borough:
    """The authority, its threshold document, its teams and its workers."""
    with fixed(at(since, time(9, 0))):
        authority = add_authority(code=CODE, name=NAME, by=None)
        opener = create_user(
            username="system.administrator", display_name="Quartz Keeper", by=None,
            demonstration=True,
        )
        give_role(user=opener, role="system_administrator", authority=authority, by=None,
                  on=since)
        hiring = Hiring(authority, opener, Random(999), since, staffing)
        borough = hiring.all(sizes=min(1.0, scale * 2))
        publish_framework(authority=authority, version=str(since.year), since_on=since, by=opener)
    return borough


def plan_lived(made: Made, planning: Planning, scale: float) -> dict[str, int]:
    """The families that are lived through the actions; returns the children of each kind."""
    made.lived = [planning.wren(), *(planning.trouble(one) for one in TROUBLES)]
    taken = {"protected at once": sum(
        len(one.family.children) for one in made.lived if one.key in ON_A_PLAN
    )}
    lots = {lot.key: lot for lot in LOTS}
    for key, count in LIVED.items():
        for place in range(max(1, round(count * min(1.0, scale)))):
            one = planning.plan(lots[key], 1 + place % 2)
            taken[key] = taken.get(key, 0) + len(one.family.children)
            made.lived.append(one)
    return taken


def bring_in(borough: Borough, today: date) -> None:
    """Two families came in last week's file, and wait for a manager to place them."""
    names, rng, on = Names(Random(7)), Random(7), today - timedelta(days=6)
    families = [
        invent(rng, names, known_on=on - timedelta(days=420), size=2, family=family)
        for family in brought.FAMILIES
    ]
    with fixed(at(on, time(18, 0))):
        record(families, authority=borough.authority, by=borough.opener, on=on)
        brought.bring(borough, families, on=on)


def put_on_record(made: Made) -> None:
    """Families come on record in the week in which each was first known."""
    lived = {id(one.family) for one in made.lived}
    groups: dict[tuple[date, bool], list[Family]] = defaultdict(list)
    for one in (*made.lived, *made.written):
        known, by_actions = one.family.known_on, id(one.family) in lived
        day = known if by_actions else known - timedelta(days=known.weekday())
        groups[(day, by_actions)].append(one.family)
    for day, by_actions in sorted(groups):
        with fixed(at(day, time(8, 30))):
            record(groups[(day, by_actions)], authority=made.borough.authority,
                   by=made.borough.opener, on=day, listeners=by_actions)


def finish(advance: Advance, lived: list[Event], beside: Beside | None) -> None:
    """Seal the audit trail, make words findable, and publish what figures are counted from."""
    advance(0, "Sealing the audit trail")
    seal(whole=True)
    advance(0, "Publishing the figures")
    index(lived)
    begun = beside is not None and beside.published()
    if find_spec("sightline.insight.publishing"):
        import_module("sightline.insight.publishing.refreshing").refresh(full=not begun)
    if beside is not None and not beside.indexed():
        rebuild()
    # the stories are told in a few sentences over and over: what is new is looked at, and they not
    copying.begin(before=now() - timedelta(days=1))
    # what is asked of a table that has just been filled is planned by what is in it
    analyse()
