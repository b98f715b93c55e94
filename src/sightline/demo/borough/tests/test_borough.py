"""The borough as it stands once made: its shape, its troubles, and clocks that rebuild the same."""

from datetime import date

import pytest

from sightline.access.audit.verifying import verify
from sightline.access.authorities.models import Authority
from sightline.access.users.models import User
from sightline.base.moments import fixed
from sightline.demo import borough
from sightline.demo.journeys import wren
from sightline.demo.journeys.troubles import TROUBLES
from sightline.demo.people.staff import BESIDE, INVENTED
from sightline.journey.chairs_alert.queries import told
from sightline.oversight.out_of_hours.queries import unacknowledged
from sightline.oversight.scrutiny_panel.dates import sitting_now
from sightline.oversight.scrutiny_panel.queries import before_panel, lines
from sightline.people.matching.candidates import duplicates_of
from sightline.people.persons.models import Person
from sightline.people.workforce.models import Team
from sightline.record.allocation.queries import to_be_placed
from sightline.record.orders.queries import in_force
from sightline.record.photo.models import Photo
from sightline.record.spine import deriving
from sightline.record.spine.models import Clock, Event, Step

TODAY = date(2026, 6, 10)
SMALL = 0.05


@pytest.mark.covers("S081")
@pytest.mark.sqlite
@pytest.mark.long
def test_a_whole_borough_has_nine_hundred_children_and_134_plans(db):
    with fixed(TODAY):
        made = borough.make(today=TODAY)
        children = Step.objects.open().values("child").distinct().count()
        plans = Step.objects.open().of("protection_plan")
        assert 870 <= children <= 940
        assert plans.values("child").distinct().count() == 134
    everything_is_there_to_find(made)


@pytest.mark.covers("S081")
@pytest.mark.postgres
def test_a_small_borough_has_everything_in_it_to_find(db):
    with fixed(TODAY):
        made = borough.make(today=TODAY, scale=SMALL)
    everything_is_there_to_find(made)


def everything_is_there_to_find(made):
    assert borough.stands()
    assert Authority.objects.get().code == "999"
    rebuilt_the_same()
    everybody_signs_in()
    the_door_was_renamed()
    every_trouble_is_there()
    the_night_left_something(made)
    chairs_have_asked()
    the_panel_has_looked()
    wrens_story_shows_everything(made)
    people_are_known_in_full(made)
    nothing_was_written_before_it_happened()
    assert verify().whole


def chairs_have_asked():
    with fixed(TODAY):
        late, answered = told(list(Step.objects.of("chairs_alert").order_by("opened_on")))
        assert late.late
        assert answered.state == "Agreed: it will be put right"


def the_panel_has_looked():
    with fixed(TODAY):
        sitting = sitting_now(Authority.objects.get().pk)
        rows = [line for line in lines(before_panel(sitting.authority, sitting.on))
                if line.is_due(sitting.on)]
        (looked,) = [line for line in rows if line.discussions]
        assert looked.late
        assert [asked.owed for asked in looked.asked] == [True, False]
        assert {line.step.child.family_name for line in rows} == {"Celandine", "Mallow", "Honesty"}


def rebuilt_the_same():
    assert not deriving.difference(Person.objects.values_list("pk", flat=True))


def everybody_signs_in():
    users = User.objects.filter(demonstration=True)
    held = {role.key for user in users for role in user.roles()}
    assert held == {*INVENTED, *BESIDE, "system_administrator"}
    assert len(users) == len(held)


def the_door_was_renamed():
    door = Team.objects.get(kind=Team.Kind.FRONT_DOOR)
    assert door.name_on(date(2012, 12, 1)) == "ASKK"
    assert door.name_on(date(2013, 2, 1)) == "Single Point of Access"


def every_trouble_is_there():
    known = set(Person.objects.values_list("display_name", flat=True))
    assert {trouble.name for trouble in TROUBLES} <= known
    waiting = to_be_placed(Team.objects.get(name_now__endswith="Need Team 3"))
    assert len(waiting) == 4
    plans = Step.objects.open().of("protection_plan")
    assert plans.filter(child__display_name="Bryony Celandine").exists()
    sealed = Person.objects.filter(display_name="Jay Pimpernel", restriction="sealed")
    assert sealed.exists()


def the_night_left_something(made):
    with fixed(TODAY):
        (order,) = in_force(authority=made.borough.authority)
        assert not order.ran_out
        (night,) = unacknowledged(made.borough.authority)
        assert night.manager != "Nobody is named"
    assert made.borough.authority.on_call.filter(kind="manager").exists()


def family_of(made):
    """The children of the family that is lived first; names come round again in a borough."""
    return [Person.objects.get(pk=one.pk) for one in made.lived[0].family.people]


def wrens_story_shows_everything(made):
    child = family_of(made)[0]
    assert child == Person.objects.get(display_name=wren.NAME)
    kinds = set(Event.objects.standing().filter(child=child).values_list("kind", flat=True))
    assert {
        "contact.received", "referral.decided", "section47.concluded", "conference.decided",
        "protection_plan.finalised", "core_group.missed", "protection_plan.audited", "visit.made",
    } <= kinds
    assert Event.objects.filter(child=child, voided_at__isnull=False).count() == 2
    clocks = Clock.objects.filter(child=child, state="stopped", due_on__isnull=False)
    late = [c for c in clocks if c.stopped_on and c.stopped_on > c.due_on]
    assert late
    assert len(late) < len(clocks)
    (born,) = [one for one in family_of(made) if one.display_name == "Linnet Larkspur"]
    assert Event.objects.standing().filter(child=born, kind="person.born").exists()


def people_are_known_in_full(made):
    child = family_of(made)[0]
    photo = Photo.objects.standing().get()
    assert photo.person == child
    assert len(photo.image) < 4096
    states = {row.state for row in child.professionals.all()}
    assert states == {"involved", "not_involved", "unavailable"}
    twice = next(one for one in made.lived if one.key == "advised").family.people[0]
    known = Person.objects.get(pk=twice.pk)
    with fixed(TODAY):
        merging = next(user for user in User.objects.filter(demonstration=True)
                       if user.may("person.merge"))
        found = [one.line.display_name for one in duplicates_of(user=merging, person=known)]
    assert f"{known.given_names}e {known.family_name}" in found


def nothing_was_written_before_it_happened():
    early = [e for e in Event.objects.all() if e.recorded_at.date() < e.happened_on]
    assert early == []
