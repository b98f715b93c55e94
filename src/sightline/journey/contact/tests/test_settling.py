"""The hand-made pages about one contact, and the lists that managers answer for."""

from datetime import date

import pytest
from django.urls import reverse

from sightline.journey.contact import actions, queries
from sightline.journey.contact.actions import About, New
from sightline.journey.contact.models import Account
from sightline.journey.contact.tests.taking import TODAY, take
from sightline.record.drafts.models import Draft
from sightline.record.life import actions as life
from sightline.record.referrers.models import Referrer
from sightline.record.spine.models import Step
from sightline.record.tasks import actions as tasks

pytestmark = pytest.mark.covers("S003")


def page(name, step):
    return reverse(f"contact:{name}", args=[step.child_id, step.pk])


@pytest.fixture
def unnamed(borough):
    occasion = actions.receive(
        authority=borough.authority, by=borough.asha, on=date(2026, 6, 9),
        about=[About(new=New("unidentified", described="About six, red coat"))],
        account=Account(worry="Alone in the park"),
    )
    return Step.objects.get(events__occasion=occasion)


def test_an_unnamed_child_is_found_and_matched_on_one_page(borough, client, child, unnamed):
    known = child("Kit", "Hale")
    client.force_login(borough.asha)
    html = client.get(page("identify", unnamed), {"q": "kit hale"}).content.decode()
    assert "About six, red coat" in html
    assert "This is Kit Hale" in html
    assert client.post(page("identify", unnamed), {"do": f"add:{known.pk}"}).status_code == 302
    matched = queries.matched_to(unnamed)
    assert matched.child == known
    assert queries.headline(matched) == "Alone in the park"


def test_an_unnamed_child_is_named_on_one_page(borough, client, unnamed):
    client.force_login(borough.asha)
    answer = client.post(
        page("identify", unnamed), {"do": "name", "who-given": "Kit", "who-family": "Hale"}
    )
    assert answer.status_code == 302
    unnamed.child.refresh_from_db()
    assert unnamed.child.display_name == "Kit Hale"


def test_naming_nobody_says_what_to_do(borough, client, unnamed):
    client.force_login(borough.asha)
    answer = client.post(page("identify", unnamed), {"do": "name", "who-given": ""})
    assert answer.status_code == 422
    assert "Give a name, or search" in answer.content.decode()


def test_the_moment_of_receipt_is_changed_with_a_reason_and_listed(borough, client, child):
    (step,) = take(borough, child(), on=date(2026, 6, 9))
    client.force_login(borough.mo)
    answer = client.post(
        page("receipt", step),
        {"on-day": "8", "on-month": "6", "on-year": "2026", "time": "16:05",
         "reason": "The email came on Monday"},
    )
    assert answer.status_code == 302
    assert queries.received(step).happened_on == date(2026, 6, 8)
    client.force_login(borough.head)
    html = client.get(reverse("contact:moved")).content.decode()
    assert "The email came on Monday" in html
    assert "8 June 2026 at 16:05" in html


def test_receipt_is_not_moved_without_a_reason_nor_into_the_future(borough, client, child):
    (step,) = take(borough, child())
    client.force_login(borough.mo)
    answer = client.post(
        page("receipt", step), {"on-day": "1", "on-month": "7", "on-year": "2026", "reason": ""}
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "in the future" in html
    assert "required" in html
    assert queries.received(step).happened_on == TODAY


def test_a_front_door_worker_may_not_move_the_moment_of_receipt(borough, client, child):
    (step,) = take(borough, child())
    client.force_login(borough.asha)
    assert client.get(page("receipt", step)).status_code == 403


@pytest.mark.covers("D001")
def test_the_front_door_manager_sees_work_behind_a_closed_contact(borough, client, child):
    (step,) = take(borough, child(), on=date(2026, 6, 1))
    actions.decide(step=step, outcome="advice", by=borough.mo, on=date(2026, 6, 2))
    tasks.give(
        text="Ring the health visitor", due_on=TODAY, by=borough.asha, on=TODAY, step=step,
        owner_worker=borough.asha.worker,
    )
    client.force_login(borough.mo)
    html = client.get(reverse("contact:hidden")).content.decode()
    assert "Ana Reed" in html
    assert "Open for 9 days" in html
    assert "Not finished: Ring the health visitor" in html


@pytest.mark.covers("S014")
def test_the_reply_to_the_referrer_is_drafted_at_the_decision_without_naming_the_family(
    borough, child
):
    (step,) = take(
        borough, child(), on=date(2026, 6, 9), referrer=Referrer(source="2A", name="Mrs Lane")
    )
    actions.decide(step=step, outcome="advice", by=borough.mo, on=TODAY)
    draft = Draft.objects.get(step=step, page="tell")
    words = " ".join(text for texts in draft.data.values() for text in texts)
    assert "given advice and information" in words
    assert "Mrs Lane" in words
    assert "Reed" not in words


def test_no_reply_is_drafted_to_a_nameless_referrer(borough, child):
    (step,) = take(borough, child(), referrer=Referrer(source="9", identity="anonymous"))
    actions.decide(step=step, outcome="advice", by=borough.mo, on=TODAY)
    assert not Draft.objects.filter(step=step, page="tell").exists()


def test_the_generic_pages_of_a_contact_decide_it(borough, client, child):
    (step,) = take(borough, child(), referrer=Referrer(source="2A"))
    client.force_login(borough.mo)
    where = reverse("pages:page", args=[step.child_id, step.pk, "decide"])
    assert client.get(where).status_code == 200
    answer = client.post(where, {
        "event-on-day": "10", "event-on-month": "6", "event-on-year": "2026",
        "event-outcome": "early_help", "decisions.Decision-rationale": "Help is welcome",
        "decisions.Decision-threshold_level": "2",
        "handover.Handover-to_team": str(borough.early_help.pk),
    })
    assert answer.status_code == 302
    assert client.post(answer["Location"], {}).status_code == 302
    step.refresh_from_db()
    assert step.closed_on == TODAY
    from sightline.record.handover.queries import pending_on

    assert pending_on(step).to_team == borough.early_help


def test_what_is_learnt_since_is_added_on_the_generic_page(borough, client, child):
    (step,) = take(borough, child(), account=Account(worry="Bruises"))
    client.force_login(borough.asha)
    where = reverse("pages:page", args=[step.child_id, step.pk, "more"])
    answer = client.post(where, {
        "event-on-day": "10", "event-on-month": "6", "event-on-year": "2026",
        "contact.Account-worry": "Bruises in the shape of a hand",
    })
    assert client.post(answer["Location"], {}).status_code == 302
    assert queries.headline(step) == "Bruises in the shape of a hand"


def test_correcting_a_receipt_leads_to_the_page_that_changes_it_for_everybody(
    borough, client, child
):
    (step,) = take(borough, child())
    client.force_login(borough.mo)
    event = queries.received(step)
    answer = client.get(reverse("pages:correct", args=[step.child_id, event.pk]))
    assert answer["Location"] == page("receipt", step)


def test_the_childs_page_says_what_a_contact_lacks_and_that_nobody_knows_who_this_is(
    borough, client, unnamed
):
    client.force_login(borough.asha)
    html = client.get(reverse("put_right", args=[unnamed.child_id])).content.decode()
    assert "Nobody knows yet who this is" in html
    assert "What the family was told and agreed to is not recorded" in html
    assert page("identify", unnamed) in html


def test_the_childs_page_says_that_somebody_is_in_immediate_danger(borough, client, child):
    (step,) = take(borough, child(), account=Account(worry="Locked out", danger="yes"))
    client.force_login(borough.asha)
    html = client.get(reverse("put_right", args=[step.child_id])).content.decode()
    assert "in immediate danger: Locked out" in html


def test_only_a_contact_passed_on_offers_the_workers_decision(
    borough, client, child, open_child
):
    (new,), (passed,) = take(borough, child()), take(borough, open_child)
    client.force_login(borough.mo)
    offered = {}
    for step in (new, passed):
        shown = client.get(reverse("pages:step", args=[step.child_id, step.pk]))
        offered[step] = reverse("pages:page", args=[step.child_id, step.pk, "worker-decision"]) in (
            shown.content.decode()
        )
    assert offered == {new: False, passed: True}


@pytest.mark.parametrize("ending", ["death", "pregnancy"])
def test_when_a_life_has_ended_its_page_reminds_nobody(borough, client, child, ending):
    if ending == "death":
        about = child()
        (step,) = take(borough, about, account=Account(worry="Locked out", danger="yes"))
        life.register_death(person=about, by=borough.asha, on=TODAY)
    else:
        new = New("unborn", family="Reed", expected_on=date(2026, 9, 1))
        occasion = actions.receive(authority=borough.authority, by=borough.asha, on=TODAY,
                                   about=[About(new=new)], account=Account(worry="Hit"))
        step = Step.objects.get(events__occasion=occasion)
        life.end_pregnancy(person=step.child, by=borough.asha, on=TODAY)
    client.force_login(borough.asha)
    html = client.get(reverse("child", args=[step.child_id])).content.decode()
    assert "Overdue: nothing" in html
    assert "Due next: nothing" in html
    assert "Needs putting right" not in html
    assert "Contact to be decided" not in html
    assert ("Died 10 June 2026" in html) or ("The pregnancy ended 10 June 2026" in html)
