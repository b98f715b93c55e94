"""The pages of a child in need plan open and record what they ask."""

from datetime import date

import pytest
from django.urls import reverse

from sightline.journey.child_in_need import actions
from sightline.journey.child_in_need.forms import PAGES
from sightline.kernel.register import processes
from sightline.people.testing import a_child
from sightline.record.handover.queries import pending_on
from sightline.record.pages.submitting import Submission, submit
from sightline.record.plans.models import Outcome
from sightline.record.plans.queries import progress
from sightline.record.spine.models import Step

TODAY = date(2026, 6, 10)


@pytest.mark.parametrize("page", [page.key for page in PAGES if page.when == "open"])
def test_every_page_of_an_open_plan_opens(client, borough, helped, page):
    step = helped()
    manages = processes["child_in_need"].page(page).permission == "journey.authorise"
    client.force_login(borough.tess if manages else borough.sam)
    answer = client.get(reverse("pages:page", args=[step.child_id, step.pk, page]))
    assert answer.status_code == 200


def hand_in(borough, page, values, *, step=None, child=None):
    process = processes["child_in_need"]
    about = [step.child if step is not None else child]
    return submit(
        Submission(process, process.page(page), values, borough.sam, step=step, children=about)
    )


def test_the_first_page_opens_a_plan(borough):
    child = a_child()
    hand_in(borough, "open", {"event": {"on": TODAY, "outcome": "other"}}, child=child)
    assert actions.open_plan(child.pk).opened_on == TODAY


@pytest.mark.covers("S084")
def test_the_review_page_rates_the_outcomes_it_names(borough, helped, whole):
    step = helped()
    actions.agree(step=step, plan=whole(), by=borough.sam, on=TODAY)
    outcome = Outcome.objects.get()
    hand_in(
        borough, "review",
        {
            "event": {"on": TODAY, "outcome": "continues"},
            "rows": {
                "plans.OutcomeReview": [{"outcome_id": outcome.pk, "progress": "better"}],
                "child_in_need.HelpReview": [{"progress": "Much", "reason": "It helps"}],
            },
        },
        step=step,
    )
    assert progress(step)[0].progress == "better"


def test_the_review_page_steps_up_at_once(borough, helped):
    step = helped()
    hand_in(borough, "review", {"event": {"on": TODAY, "outcome": "conference"}}, step=step)
    assert Step.objects.get(led_from=step).process == "conference"


def test_the_step_down_page_asks_the_team_it_names(borough, helped):
    step = helped()
    row = {"to_team_id": borough.early_help.pk, "reason": "Enough"}
    hand_in(
        borough, "step_down", {"event": {"on": TODAY}, "rows": {"handover.Handover": [row]}},
        step=step,
    )
    assert pending_on(step).to_team == borough.early_help


def test_the_ending_page_ends_the_plan(borough, helped):
    step = helped()
    hand_in(borough, "end", {"event": {"on": TODAY, "outcome": "needs_met"}}, step=step)
    step.refresh_from_db()
    assert step.closed_on == TODAY
