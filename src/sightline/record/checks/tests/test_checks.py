"""Agencies are asked, answer or are late after the authority's own time, child by child."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from sightline.base.moments import fixed
from sightline.people.testing import a_child, a_team, a_user, a_worker, an_authority
from sightline.record.checks.actions import answer, ask, set_answer_time
from sightline.record.checks.models import Answered, Asked
from sightline.record.checks.queries import checks_of, tally
from sightline.record.checks.times import answer_due
from sightline.record.spine.actions import Part, open_step, record, record_occasion
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Step

DAY = date(2026, 6, 10)


def at(hour, day=10):
    return datetime(2026, 6, day, hour, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def mo(db):
    made = a_user("front_door_manager", authority=an_authority(), name="Mo")
    a_worker("Mo", user=made, team=a_team("Front door", kind="front_door"), manager=True)
    return made


def contact(mo, *names):
    """One contact about children; the step of each."""
    children = [a_child(f"{name} Reed") for name in names]
    if len(children) == 1:
        return [open_step("contact.received", by=mo, on=DAY, at=time(8), child=children[0])]
    record_occasion("contact.received", by=mo, on=DAY, at=time(8), authority=children[0].authority,
                    parts=[Part(child, opens=True) for child in children])
    return [Step.objects.get(child=child) for child in children]


def allow(mo, grade, allowed, since=date(2026, 1, 1)):
    return set_answer_time(authority=an_authority(), grade=grade, since_on=since, allowed=allowed,
                           owner="Head of service", approved_on=since, by=mo)


@pytest.mark.covers("S010")
def test_an_answer_is_wanted_by_the_time_that_the_grade_has_here_on_the_day(mo):
    assert answer_due(an_authority().pk, "red", at(9)) == (None, None)
    allow(mo, "", "1 working day")
    allow(mo, "red", "4 hours")
    allow(mo, "red", "2 hours", since=date(2026, 6, 11))
    assert answer_due(an_authority().pk, "red", at(9))[1] == at(13)
    assert answer_due(an_authority().pk, "red", at(9, day=11))[1] == at(11, day=11)
    assert answer_due(an_authority().pk, "amber", at(9)) == (date(2026, 6, 11), None)
    with pytest.raises(RecordError, match="Write a whole number"):
        allow(mo, "red", "soon")


@pytest.mark.covers("S010")
def test_what_was_asked_is_in_or_late_and_the_answer_is_this_childs_alone(mo):
    ana, ben = contact(mo, "Ana", "Ben")
    allow(mo, "", "4 hours")
    with fixed(at(9)):
        ask(steps=[ana, ben], agency="police", by=mo, on=DAY, at=time(9))
        ask(steps=[ana], agency="health", by=mo, on=DAY, at=time(9))
    police, health = checks_of([ana.pk])[ana.pk]
    with fixed(at(10)):
        answer(asked=police.asked, outcome="told", by=mo, on=DAY, words="Seen with Zebulon")
        both = checks_of([ana.pk, ben.pk])
        everything = [*both[ana.pk], *both[ben.pk]]
        # the police have answered of one child and not yet of the other
        assert tally(everything).words == "2 asked, 0 in"
        assert tally(both[ana.pk]).words == "2 asked, 1 in"
    with fixed(at(14)):
        assert tally(everything).words == "2 asked, 0 in, 2 late"
        assert [check.words for check in both[ben.pk]] == [""]
    assert Answered.objects.get().event.child_id == ana.child_id


@pytest.mark.covers("S010")
def test_agencies_are_asked_and_answers_recorded_on_their_page(client, mo):
    ana, ben = contact(mo, "Ana", "Ben")
    client.force_login(mo)
    page = reverse("checks:ask", args=[ana.child_id, ana.pk])
    with fixed(at(9), everywhere=True):
        assert "Ben Reed" in client.get(page).content.decode()
        today = {"on-day": "10", "on-month": "6", "on-year": "2026", "at": ""}
        client.post(page, {"agencies": ["police", "education"], "together": [ben.pk], **today,
                           "whom": "The desk", "what": "Anything since May?"})
        assert Asked.objects.filter(event__step=ben).count() == 2
        asked = Asked.objects.get(event__step=ana, agency="police")
        found = client.post(reverse("checks:answer", args=[ana.child_id, asked.event_id]),
                            {"outcome": "nothing_known", "by_whom": "", "words": "", **today})
        assert found["Location"] == page
        html = client.get(page).content.decode()
    assert "They know nothing of the child" in html
    # another child's check is not reached through this child's page
    theirs = Asked.objects.filter(event__step=ben).first()
    wrong = client.get(reverse("checks:answer", args=[ana.child_id, theirs.event_id]))
    assert wrong.status_code == 404


def test_what_is_asked_after_the_contact_was_closed_is_recorded_all_the_same(mo):
    (ana,) = contact(mo, "Ana")
    record("contact.decided", by=mo, on=DAY, step=ana, outcome="no_further_action")
    (event,) = ask(steps=[ana], agency="health", by=mo, on=DAY)
    assert event.step_id == ana.pk
