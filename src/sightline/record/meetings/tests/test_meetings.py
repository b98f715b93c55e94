"""Whether the agencies a meeting needs were there, by the rule of the day."""

from datetime import date

import pytest

from sightline.people.testing import a_child, a_recorder
from sightline.record.meetings import queries
from sightline.record.meetings.constitution import constituted, in_words, missing_agencies
from sightline.record.meetings.models import AgencyView, Meeting, Participant
from sightline.record.meetings.quorum import quorum
from sightline.record.spine.actions import Part, record_occasion

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 1)


def there(agency, **told):
    told.setdefault("attendance", "attended")
    return Participant(agency=agency, **told)


CARE, POLICE = there("social_care"), there("police")


def meeting(*people, views=()):
    child = a_child()
    return record_occasion(
        "note.recorded", by=a_recorder(), on=ON, parts=[Part(child=child, facts=views)],
        shared=[Meeting(place="Town hall"), *people],
    )


@pytest.mark.parametrize(
    ("people", "missing"),
    [
        (["social_care", "police", "health"], []),
        (["social_care", "police"], ["health"]),
        (["social_care", "education"], ["police", "health"]),
        ([], ["social_care", "police", "health"]),
        (["social_care", "police", "health", "education"], []),
    ],
)
def test_social_care_police_and_health_constitute_a_discussion(people, missing):
    assert missing_agencies([there(agency) for agency in people], ON) == missing


@pytest.mark.parametrize("attendance", ["apologies", "absent", "report_only", "unknown", ""])
def test_only_those_who_took_part_count(attendance):
    people = [CARE, POLICE, there("health", attendance=attendance)]
    assert missing_agencies(people, ON) == ["health"]


def test_before_the_15th_of_april_2013_no_agency_is_missing():
    assert missing_agencies([CARE, POLICE], date(2013, 4, 14)) == []
    assert missing_agencies([CARE, POLICE], date(2013, 4, 15)) == ["health"]


def test_a_discussion_that_was_held_says_for_ever_who_was_missing():
    occasion = meeting(there("social_care"), there("police"))
    assert constituted(occasion) == ["health"]
    assert constituted(occasion, date(2012, 1, 1)) == []
    assert in_words(constituted(occasion)) == "Not fully constituted: Health did not take part."
    assert in_words(["police", "health"]) == (
        "Not fully constituted: Police and health did not take part."
    )
    assert in_words([]).startswith("Fully constituted")


def knows(agency, **told):
    return there(agency, direct_contact=True, **told)


def test_social_care_and_two_agencies_that_know_the_child_are_a_quorum():
    found = quorum([CARE, knows("education"), knows("police")])
    assert found.quorate
    assert found.words == (
        "Quorate: social care, and school, nursery or college and police, who work with the "
        "child or family."
    )


def test_each_part_of_health_is_a_discipline_of_its_own():
    gp, visitor = knows("health", health_kind="gp"), knows("health", health_kind="health_visitor")
    assert quorum([CARE, gp, visitor]).others == ("GP", "Health visitor")
    assert quorum([CARE, gp, visitor]).quorate
    assert not quorum([CARE, gp, knows("health", health_kind="gp")]).quorate


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ([knows("education"), knows("police")], "social care did not take part"),
        ([CARE, knows("police")], "only one other agency that works with the child or family took "
         "part (police)"),
        ([CARE], "no other agency that works with the child or family took part"),
        ([CARE, knows("family"), knows("advocate"), knows("legal")], "no other agency"),
        ([CARE, there("education"), knows("police")], "not recorded whether school, nursery or "
         "college work with"),
        ([CARE, knows("police"), there("housing", direct_contact=False)], "only one other"),
        ([CARE, knows("police"), knows("health", attendance="report_only")], "only one other"),
    ],
)
def test_a_conference_below_quorum_says_why_and_that_the_chair_may_go_on(people, words):
    found = quorum(people)
    assert not found.quorate
    assert words in found.words
    assert "If the chair goes on" in found.words


def test_those_invited_who_neither_came_nor_wrote_are_unheard():
    occasion = meeting(
        there("social_care", invited=True),
        there("health", health_kind="gp", name="Dr Gill", invited=True, attendance="absent"),
        there("police", invited=True, attendance="apologies", report_received_on=ON),
        there("education", invited=True, attendance="report_only"),
        there("housing", invited=False, attendance="absent"),
    )
    assert [p.name for p in queries.unheard(occasion)] == ["Dr Gill"]


@pytest.mark.covers("S058")
def test_attendance_is_counted_by_agency_with_the_gp_apart():
    first = meeting(
        there("social_care", invited=True), there("family", invited=True),
        there("health", health_kind="gp", invited=True, attendance="absent"),
        there("health", health_kind="school_nurse", invited=True),
    )
    second = meeting(
        there("health", health_kind="gp", invited=True, attendance="report_only"),
        there("police"),
    )
    found = queries.by_agency([first.pk, second.pk])
    assert [(s.agency, s.invited, s.attended, s.reported) for s in found] == [
        ("Children's social care", 1, 1, 0), ("GP", 2, 0, 1), ("Health", 1, 1, 0),
        ("Police", 1, 1, 0),
    ]
    assert [s.heard for s in found if s.agency == "GP"] == [0.0]


def test_dissent_is_kept_for_the_child_it_is_about():
    views = [
        AgencyView(agency="police", opinion="dissents", words="Too soon."),
        AgencyView(agency="health", opinion="agrees"),
    ]
    occasion = meeting(there("social_care"), views=views)
    [view] = queries.dissent(occasion.parts.get())
    assert view.words == "Too soon."


def test_participants_are_listed_by_agency():
    occasion = meeting(there("family"), there("police"), there("social_care"))
    assert [p.agency for p in queries.participants(occasion)] == ["social_care", "police", "family"]
