"""A five-hundredth of a county: its shape, and all that is worked out of it standing in step."""

from collections import Counter
from datetime import date, timedelta

import pytest

from sightline.base.moments import at, fixed
from sightline.demo.borough import crowd, making
from sightline.demo.borough.beside import gathered
from sightline.demo.borough.planning import Planning
from sightline.demo.people.county import DISTRICTS, TEAMS, county
from sightline.insight.publishing.refreshing import Piecewise, refresh
from sightline.people.persons.models import Address, Identifier, Person
from sightline.record.search.actions import put_in_index, rebuild
from sightline.record.spine import deriving
from sightline.record.spine.models import Event, Step
from sightline.record.spine.published import subject_ids

TODAY = date(2026, 6, 10)
PART = 1 / 500


@pytest.fixture
def written(db, settings, tmp_path):
    """What was written down, stretch by stretch, read as the second process reads it."""
    settings.HOME = tmp_path
    until, everybody, stretches = at(TODAY), Piecewise(), []
    with fixed(until):
        borough = making.set_up(TODAY - crowd.KNOWN_FOR, TODAY, PART, county(PART))
        planning = Planning(borough, today=TODAY, districts=DISTRICTS)
        for some in crowd.write_down(crowd.Crowd(planning, scale=PART), borough, until=until):
            everybody.read(*some.people)
            put_in_index(list(gathered(*some.events)))
            stretches.append(some)
        everybody.publish()
        everybody.settle()
        yield stretches


def test_a_part_of_a_county_has_its_share_of_open_and_known_and_all_is_in_step(written):
    known = Step.objects.filter(child__isnull=False).values("child").distinct().count()
    wanted = sum(round(lot.children * PART) for lot in crowd.lots())
    assert known == wanted == sum(some.children for some in written)
    assert 236 <= known <= 246
    assert 11 <= Step.objects.open().values("child").distinct().count() <= 16
    everything_is_in_step()
    the_years_are_there()
    nobody_shares_a_number_and_everybody_lives_in_a_district()


def everything_is_in_step():
    assert not deriving.difference(Person.objects.values_list("pk", flat=True))
    assert not rebuild(check=True).differs
    again = refresh()
    assert (again.full, again.people) == (False, 0)
    assert refresh(full=True).people == len(subject_ids())


def the_years_are_there():
    events = Event.objects.standing().filter(child__isnull=False)
    years = Counter(day.year for day in events.values_list("happened_on", flat=True))
    assert set(years) >= set(range(2017, 2027))
    assert not [e for e in events if e.recorded_at.date() < e.happened_on]
    back = Step.objects.filter(
        child__in=Step.objects.open().values("child"),
        closed_on__lt=TODAY - timedelta(days=365),
    )
    assert back.exists()


def nobody_shares_a_number_and_everybody_lives_in_a_district():
    numbers = Identifier.objects.exclude(value="").values_list("scheme", "value")
    assert len(numbers) == len(set(numbers)) > 300
    assert {line.rpartition(", ")[2] for line in Address.objects.values_list("lines", flat=True)} \
        <= set(DISTRICTS)


def test_a_whole_county_has_a_hundred_and_twenty_thousand_and_workers_for_them():
    lots = crowd.lots()
    assert sum(lot.children for lot in lots if lot.is_open) >= 7_000
    assert 120_000 <= sum(lot.children for lot in lots) <= 121_000
    held = sum(lot.children for lot in lots if lot.is_open and lot.teams[0] == "protect1")
    staff = county()
    # those being assessed and those at the door are held elsewhere
    assert 12 <= held / (TEAMS["protect"][0] * TEAMS["protect"][1]) <= 26
    local = Counter(plan.district for plan in staff.plans if plan.key.startswith("protect"))
    assert set(local) == set(DISTRICTS)
    assert set(local.values()) == {2}
