"""Click budgets: how many steps from the page of one's day to what one came for."""

import pytest

from sightline.access.authorities.models import Authority
from sightline.access.users.models import User
from sightline.journey.conference import actions as conference
from sightline.journey.contact.actions import receive
from sightline.journey.contact.actions.receiving import About
from sightline.journey.contact.models import Account
from sightline.people.persons.models import Person
from sightline.people.relationships.actions import relate
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_child
from sightline.people.workforce.models import Worker
from sightline.record.allocation.queries import lead_worker
from sightline.record.spine.models import Event
from tests.stories.merrow import MONDAY, a_monday
from tests.stories.telling import Someone

pytestmark = [pytest.mark.browser]


class Counted(Someone):
    """Somebody whose every click, tick and choice is counted, from the page they stand on."""

    steps = 0

    def activate(self, control) -> None:
        self.steps += 1
        super().activate(control)

    def tick(self, box) -> None:
        self.steps += 1
        super().tick(box)

    def choose(self, field, words) -> None:
        self.steps += 1
        super().choose(field, words)

    def starts(self) -> "Counted":
        self.signs_in()
        self.steps = 0
        return self


@pytest.fixture
def monday(transactional_db, settings):
    settings.SIGHTLINE_DEMO = True
    with a_monday():
        yield


def test_what_is_overdue_for_my_team_is_one_click_and_a_child_is_allocated_in_four(
    visit, monday
):
    tess = Counted("Tess Okafor", visit).starts()
    tess.opens("Overdue", exact=False)
    assert tess.steps == 1
    tess.finds("Ada Plan")
    tess.finds("working days late")
    tess.goes_to("/team/")
    tess.steps = 0
    tess.opens("Allocate Nia New")
    tess.answers({"Who is it allocated to?": "Sam Whitcombe, 1 child"})
    tess.presses("Allocate")
    assert tess.steps <= 4
    assert lead_worker(Person.objects.get(display_name="Nia New").pk).name == "Sam Whitcombe"


def test_a_contact_is_decided_in_five_from_the_front_door(visit, monday):
    user = User.objects.get(display_name="Ines Morgan")
    told = a_child("Cal Told", authority=Authority.objects.get())
    receive(authority=told.authority, about=[About(person=told)], by=user, on=MONDAY,
            account=Account(worry="Left alone at night"))
    ines = Counted("Ines Morgan", visit).starts()
    ines.goes_to("/front-door/")
    ines.opens("Left alone at night")
    ines.finds("Who works with the child")
    ines.answers({"What happens next?": "Accept as a referral",
                "Why was this decided?": "A child of six was alone until midnight."})
    ines.presses("Continue")
    ines.presses("Record it", exact=False)
    assert ines.steps <= 5
    assert Event.objects.get(kind="contact.decided").outcome == "referral"


@pytest.mark.parametrize("browser", [{}, {"width": 390}])
def test_a_visit_is_recorded_in_six_steps_from_my_day(visit, monday, browser):
    sam = Counted("Sam Whitcombe", visit, **browser).starts()
    sam.finds("Not seen in time")
    sam.opens("Record a visit to Ada Plan")
    sam.answers({"Where was the visit?": "Where the child lives",
                 "Was the child seen?": "Seen, and spoken to alone"})
    sam.presses("Continue")
    sam.presses("Record it", exact=False)
    assert sam.steps <= 6
    event = Event.objects.get(kind="visit.made")
    assert event.outcome == "child_seen_alone"
    sam.goes_to("/")
    sam.finds("Every child has been seen in time.")
    # and a child is found, by a name misspelt, in three
    sam.steps = 0
    sam.page.get_by_label("Find a person by name", exact=False).first.fill("aida plann")
    sam.presses("Find")
    sam.opens("Ada Plan", exact=False)
    assert sam.steps <= 3
    assert f"/child/{event.child_id}/" in sam.page.url


@pytest.fixture
def two_asked_for(monday):
    """Ida and Bo, for whom one conference is asked; of the line only the chair may read of Bo."""
    here = Authority.objects.first()
    ida, bo = (a_child(name, authority=here) for name in ("Ida Room", "Bo Room"))
    tess, uma = (Worker.objects.get(name=name) for name in ("Tess Okafor", "Uma Lindqvist"))
    relate(person=ida, other=bo, kind="sibling", by=tess.user, on=MONDAY)
    conference.request(children=[ida, bo], kind="transfer_in", by=tess.user, on=MONDAY)
    restrict(person=bo, level="restricted", reason="danger", custodian=tess, by=tess.user,
             on=MONDAY, readers=[uma.user])
    return ida, bo


def test_a_conference_is_booked_in_six_steps_and_run_in_its_room_one_child_at_a_time(
    visit, two_asked_for
):
    uma = Counted("Uma Lindqvist", visit).starts()
    uma.opens("Conferences")
    uma.opens("Calendar", exact=False)
    uma.opens("Book for Ida Room, Bo Room")
    uma.presses("Uma Lindqvist on 9 June 2026 at 9:30", exact=False)
    uma.presses("Record it", exact=False)
    assert uma.steps <= 6
    uma.opens("Open the room")
    uma.opens("Bo Room")
    uma.answers({"What was decided for this child?": "No protection plan",
                 "Why was this decided for this child?": "Bo was with his aunt"})
    uma.presses("Save, and go to Ida Room")
    uma.does_not_find("with his aunt")
    uma.answers({"What was decided for this child?": "The child is to have a protection plan",
                 "Why was this decided for this child?": "Ida was left alone"})
    uma.presses("Save, and write the outline plan")
    uma.answers({"What does the child need?": "Somebody there at night"})
    uma.presses("Save, and go back to the decision")
    uma.presses("Save, check everything and record")
    uma.presses("Record it", exact=False)
    uma.finds("After the conference: Ida Room")
    decided = {e.child_id: e.outcome for e in Event.objects.filter(kind="conference.decided")}
    assert decided == {two_asked_for[0].pk: "plan_made", two_asked_for[1].pk: "no_plan"}
    uma.presses("Sign out")
    ada = Someone("Ada Pell", visit)
    ada.signs_in()
    ada.goes_to("/conferences/calendar/")
    ada.finds("Ida Room")
    ada.does_not_find("Bo Room")
