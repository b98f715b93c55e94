"""What duty is to do for a child without a worker is listed while the gap lasts, done and not."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from sightline.oversight.worklists.tests.test_lists import TODAY
from sightline.people.restriction.actions import restrict
from sightline.people.workforce.actions import be_away, come_back, cover
from sightline.record.allocation.actions import allocate, keep_in_view
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task

DUE = {"due_on-day": "12", "due_on-month": "6", "due_on-year": "2026"}


@pytest.fixture
def tess(borough, client):
    client.force_login(borough.tess)
    return client


def text(client, borough):
    html = client.get(reverse("worklists:duty", args=[borough.north.pk])).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def ask(client, borough, step, what):
    answer = client.post(
        reverse("worklists:duty_task", args=[step.child_id]), {"text": what, **DUE}
    )
    assert answer["Location"] == reverse("worklists:duty", args=[borough.north.pk])
    return Task.objects.get(child=step.child, text=what)


@pytest.mark.covers("S023")
def test_duty_sees_what_to_do_for_each_child_without_a_worker_and_what_was_done(
    tess, borough, north
):
    step, idle = north("Ben"), north("Cid", days=3)
    north("Held", worker=borough.sam.worker)
    assert "Nobody has said what duty is to do" in text(tess, borough)
    task = ask(tess, borough, step, "Ring the school each morning")
    assert (task.owner_team, task.owner_worker) == (borough.north, None)
    page = text(tess, borough)
    assert "What duty is to do (1)" in page
    assert "Ring the school each morning By 12 Jun 2026" in page
    assert "Held Marsh" not in page
    assert page.index("Ben Marsh") < page.index(idle.child.display_name)
    tasks.finish(task=task, by=borough.sam, on=TODAY, evidence="Spoke to Mrs Lane")
    page = text(tess, borough)
    assert "What duty is to do (0)" in page
    assert "All of it is done" in page
    assert "Sam: Spoke to Mrs Lane" in page
    assert reverse("worklists:duty", args=[borough.north.pk]) in tess.get(
        reverse("worklists:team", args=[borough.north.pk])
    ).content.decode()


def test_who_covers_for_the_manager_sees_the_list_for_those_days(client, borough, north):
    north("Ben")
    client.force_login(borough.sam)
    page = reverse("worklists:duty", args=[borough.north.pk])
    assert client.get(page).status_code == 403
    cover(worker=borough.tess.worker, covered_by=borough.sam.worker, by=borough.tess, on=TODAY)
    assert "Ben Marsh" in client.get(page).content.decode()


@pytest.mark.covers("S023")
def test_what_duty_had_still_to_do_goes_to_the_worker_who_is_named(tess, borough, north):
    step = north("Ben")
    task = ask(tess, borough, step, "Visit with the nurse")
    allocate(step=step, worker=borough.sam.worker, by=borough.tess, on=TODAY)
    task.refresh_from_db()
    assert task.owner_worker == borough.sam.worker
    assert "Visit with the nurse" not in text(tess, borough)


@pytest.mark.covers("S023")
def test_a_child_whose_worker_is_away_while_nobody_covers_is_dutys_too(tess, borough, north):
    step, sam = north("Ben", worker=borough.sam.worker), borough.sam.worker
    assert "Ben Marsh" not in text(tess, borough)
    gone = be_away(worker=sam, by=borough.tess, on=TODAY - timedelta(days=3))
    page = text(tess, borough)
    assert f"{sam} is away and nobody covers, since 7 Jun 2026" in page
    assert "3 days" in page
    assert "Nothing has been written down" in page
    ask(tess, borough, step, "Ring each morning")
    keep_in_view(step=step, risk="Gran is there", by=borough.tess, on=TODAY)
    assert "Gran is there Written 10 Jun 2026" in text(tess, borough)
    come_back(absence=gone, by=borough.tess, on=TODAY)
    page = text(tess, borough)
    assert "is there again" in page, "duty said that it would ring"
    assert "Ring each morning" in page


def test_nothing_is_told_of_a_child_whom_the_reader_may_not_open(tess, borough, north):
    step = north("Kay")
    ask(tess, borough, step, "Watch for the father")
    assert "Kay" in text(tess, borough)
    restrict(person=step.child, level="restricted", custodian=borough.head.worker,
             reason="Threats", by=borough.head, on=TODAY)
    page = text(tess, borough)
    assert "Kay" not in page
    assert "Watch for the father" not in page
    assert tess.post(
        reverse("worklists:duty_task", args=[step.child_id]), {"text": "x", **DUE}
    ).status_code in (403, 404)


def test_another_teams_list_is_not_shown_and_the_page_takes_at_most_fifteen_queries(
    tess, borough, north, django_assert_max_num_queries
):
    assert tess.get(
        reverse("worklists:duty", args=[borough.early_help.pk])
    ).status_code == 404
    for number in range(12):
        ask(tess, borough, north(f"Kit{number}"), f"Call {number}")
    # what was said after each is read once, and leaves the session
    text(tess, borough)
    with django_assert_max_num_queries(15):
        tess.get(reverse("worklists:duty", args=[borough.north.pk]))


@pytest.mark.covers("S341")
def test_what_one_person_was_told_is_not_told_to_the_next_at_the_same_browser(
    client, borough, north
):
    step = north("Zebulon")
    client.force_login(borough.tess)
    client.post(reverse("worklists:duty_task", args=[step.child_id]), {"text": "Call", **DUE})
    # a cookie outlives the session, and is read by whoever sits there
    assert "messages" not in client.cookies
    client.post(reverse("account_logout"))
    client.force_login(borough.cora)
    assert "Zebulon" not in client.get(reverse("worklists:away")).content.decode()
    client.force_login(borough.tess)
    client.post(reverse("worklists:duty_task", args=[step.child_id]), {"text": "Ring", **DUE})
    assert "Duty is asked to do it for Zebulon Marsh" in client.get(
        reverse("worklists:away")
    ).content.decode()
