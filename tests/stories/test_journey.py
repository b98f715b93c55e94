"""One child, clicked from the first contact to a reviewed protection plan."""

from datetime import date

import pytest

from tests.stories.plan import GROUP, HELD, REVIEWED, PlannedJourney

pytestmark = pytest.mark.browser


@pytest.fixture
def journey(visit, transactional_db, settings):
    settings.SIGHTLINE_DEMO = True
    told = PlannedJourney(visit)
    yield told
    told.days.close()


def test_one_child_from_the_first_contact_to_a_reviewed_plan(journey):
    journey.given_a_borough_at_work()
    journey.when_the_school_tells_the_front_door()
    journey.then_every_deadline_shows_its_law("Fay Adeyemi")
    journey.when_the_contact_is_accepted()
    journey.then_every_deadline_shows_its_law("Fay Adeyemi")
    journey.when_the_referral_is_to_be_assessed()
    journey.on(date(2026, 6, 11))
    journey.when_the_team_takes_it_over_and_names_a_worker()
    journey.then_every_deadline_shows_its_law("Tess Okafor")
    journey.on(date(2026, 6, 12))
    journey.when_she_is_seen_alone(date(2026, 6, 12), "He hurts me", "To see her")
    journey.then_every_deadline_shows_its_law("Sam Whitcombe")
    journey.on(date(2026, 6, 15))
    journey.when_the_assessment_is_written_section_by_section()
    journey.then_its_author_may_not_authorise_it()
    journey.on(date(2026, 6, 16))
    journey.when_the_manager_authorises_it()
    journey.then_every_deadline_shows_its_law("Tess Okafor")
    journey.when_police_and_health_discuss_it()
    journey.then_every_deadline_shows_its_law("Tess Okafor")
    journey.when_the_enquiry_is_written()
    journey.when_the_task_it_agreed_on_is_done()
    journey.when_the_manager_concludes_it()
    journey.then_every_deadline_shows_its_law("Tess Okafor")
    journey.when_the_conference_is_booked_and_people_invited()
    journey.on(date(2026, 6, 29))
    journey.when_the_report_is_shared_with_her_mother()
    journey.then_every_deadline_shows_its_law(
        "Ada Pell", "Initial child protection conference",
    )
    journey.on(HELD)
    journey.when_the_chair_makes_a_plan()
    journey.then_everybody_sees_at_once_that_she_has_a_plan()
    journey.then_every_deadline_shows_its_law(
        "Uma Lindqvist", "First core group", "First review conference",
        "Decision and outline plan sent out",
    )
    journey.when_the_outline_is_written_and_sent_out()
    journey.on(GROUP)
    journey.when_the_core_group_meets_and_agrees_the_plan()
    journey.then_the_plan_is_not_final_without_its_contingency()
    journey.when_the_contingency_is_agreed_it_is_final()
    journey.when_she_is_seen_alone(GROUP, "He has gone", "To see her for the plan")
    journey.then_every_deadline_shows_its_law(
        "Sam Whitcombe", "Later core groups", "Child protection visits",
    )
    journey.on(REVIEWED)
    journey.when_a_review_conference_continues_the_plan()
    journey.then_she_is_still_on_her_plan_and_the_next_review_is_due()
    journey.then_every_deadline_shows_its_law("Uma Lindqvist", "Later review conferences")
