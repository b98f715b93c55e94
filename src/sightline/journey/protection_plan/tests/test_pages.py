"""The pages of a protection plan open and record what they ask."""

from datetime import date

import pytest
from django.urls import reverse

from sightline.journey.protection_plan import actions
from sightline.journey.protection_plan.forms import PAGES
from sightline.journey.protection_plan.models import Finding
from sightline.kernel.register import processes
from sightline.record.allocation.actions import allocate
from sightline.record.harm.models import Harm
from sightline.record.pages.submitting import Submission, submit

TODAY = date(2026, 6, 10)


@pytest.mark.parametrize("page", [page.key for page in PAGES])
def test_every_page_of_a_plan_opens(client, borough, on_plan, page):
    step = on_plan()
    allocate(step=step, worker=borough.chair, role="chair", by=borough.tess, on=TODAY)
    chairs = processes["protection_plan"].page(page).permission == "conference.chair"
    client.force_login(borough.cal if chairs else borough.sam)
    answer = client.get(reverse("pages:page", args=[step.child_id, step.pk, page]))
    assert answer.status_code == 200


def test_the_plans_outcomes_are_offered_where_progress_is_asked(
    client, borough, on_plan, whole
):
    step = on_plan()
    actions.write(step=step, plan=whole(), by=borough.sam, on=TODAY)
    client.force_login(borough.sam)
    address = reverse("pages:page", args=[step.child_id, step.pk, "review"])
    page = client.get(address).content.decode()
    assert "1.1 Ada&#39;s teeth no longer hurt" in page


@pytest.mark.covers("S059")
def test_the_plan_is_written_in_the_editor(client, borough, on_plan):
    step = on_plan()
    client.force_login(borough.sam)
    page = client.get(reverse("plans:editor", args=[step.child_id, step.pk])).content.decode()
    assert "Make this plan final" in page


def hand_in(borough, step, page, values):
    process = processes["protection_plan"]
    return submit(
        Submission(
            process, process.page(page), values, borough.cal, step=step, children=[step.child]
        )
    )


def test_the_visiting_page_sets_the_rhythm(borough, on_plan):
    event = hand_in(
        borough, on_plan(), "visiting", {"event": {"on": TODAY, "outcome": "every_week"}}
    )
    assert event.outcome == "every_week"


def test_the_category_page_takes_a_single_category_as_the_main_one(borough, on_plan):
    event = hand_in(
        borough, on_plan(), "category",
        {"event": {"on": TODAY}, "rows": {"harm.Harm": [{"category": "SAB"}]}},
    )
    assert (event.outcome, Harm.objects.get(event=event).main) == ("SAB", True)


def test_the_audit_page_gives_each_finding_as_a_task(borough, on_plan):
    step = on_plan()
    event = hand_in(
        borough, step, "audit",
        {
            "event": {"on": TODAY},
            "rows": {"protection_plan.Finding": [{"text": "No visit alone", "action": "See her"}]},
        },
    )
    assert Finding.objects.get(event=event).action == "See her"
    assert step.tasks.get().text == "See her"


def test_the_ending_page_ends_the_plan(borough, on_plan):
    step = on_plan()
    hand_in(borough, step, "end", {"event": {"on": TODAY, "outcome": "moved_abroad"}})
    step.refresh_from_db()
    assert step.closed_on == TODAY
