"""Filling in, saving, checking and recording a page; nothing typed is lost on the way."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from sightline.kernel.register import processes
from sightline.people.testing import a_child, a_user
from sightline.record.allocation.actions import allocate
from sightline.record.drafts.models import Draft
from sightline.record.spine.models import Event
from sightline.record.tasks.models import Task

pytestmark = pytest.mark.django_db

TODAY = {"event-on-day": "9", "event-on-month": "6", "event-on-year": "2026"}


def address(step, page="decide", name="page"):
    return reverse(f"pages:{name}", args=[step.child_id, step.pk, page])


def names(browser, step, page="decide"):
    """The names of the questions, read from the page as a browser reads them."""
    import re

    html = browser.get(address(step, page)).content.decode()
    return re.findall(r'name="([^"_][^"]*)"', html)


@pytest.fixture
def filled(browser, step):
    """Fill in the questions of the page by the ends of their names."""
    asked = names(browser, step)

    def fill(**answers):
        found = {}
        for end, value in answers.items():
            name = next(n for n in asked if n.endswith(end.replace("_", "-")) or n.endswith(end))
            found[name] = value
        return found

    return fill


def test_the_page_offers_today(browser, step):
    html = browser.get(address(step)).content.decode()
    assert 'value="10"' in html
    assert 'value="2026"' in html


def test_a_page_begun_by_what_led_to_it_offers_today_and_a_day_left_blank_stays_blank(
    browser, step, worker
):
    from sightline.record.drafts.actions import keep_led

    known = {"rows": {"decisions.Decision": [{"rationale": "As the contact said"}]}}
    keep_led(step=step, page="decide", values=known, by=worker)
    html = browser.get(address(step)).content.decode()
    assert "As the contact said" in html
    assert 'value="2026"' in html
    blank = {f"event-on-{part}": "" for part in ("day", "month", "year")}
    browser.post(address(step), blank | {"_save": "1"})
    assert 'value="2026"' not in browser.get(address(step)).content.decode()


def test_what_was_typed_is_kept_before_anything_is_said_about_it(browser, step, filled):
    typed = filled(day="31", month="2", year="2026", rationale="She said so herself")
    answer = browser.post(address(step), typed | {"_submit": "1"})
    assert answer.status_code == 422
    assert "She said so herself" in answer.content.decode()
    assert not Event.objects.filter(kind="paged.decided").exists()
    draft = Draft.objects.open().get()
    assert ["31"] in draft.data.values()
    assert ["She said so herself"] in draft.data.values()


def test_a_half_filled_page_is_recorded_and_owes_what_is_missing(browser, step, filled):
    typed = filled(day="9", month="6", year="2026")
    answer = browser.post(address(step), typed | {"_submit": "1"}, follow=True)
    assert "Still missing" in answer.content.decode()
    draft = Draft.objects.open().get()
    browser.post(address(step, name="check") + f"?draft={draft.pk}", {"_draft": draft.pk})
    assert Event.objects.get(kind="paged.decided").happened_on == date(2026, 6, 9)
    task = Task.objects.get()
    assert "Why was it decided" in task.text
    assert task.due_on == date(2026, 6, 11)
    assert not Draft.objects.open().exists()


def test_a_gate_says_why_it_holds_and_the_draft_stays(browser, step, worker):
    from sightline.people.testing import RoleHolding, an_authority

    RoleHolding.objects.create(
        user=worker, role="team_manager", authority=an_authority(), since_on=date(2020, 1, 1)
    )
    browser.post(address(step, "end"), {"_submit": "1"})
    draft = Draft.objects.open().get()
    answer = browser.post(address(step, "end", "check") + f"?draft={draft.pk}",
                          {"_draft": draft.pk})
    assert answer.status_code == 409
    assert "No reason was given. Say why." in answer.content.decode()
    assert Draft.objects.open().exists()


def test_a_page_with_a_permission_of_its_own_is_refused_without_it(browser, step):
    assert browser.get(address(step, "end")).status_code == 403
    html = browser.get(reverse("pages:step", args=[step.child_id, step.pk])).content.decode()
    assert "Decide" in html
    assert ">End<" not in html


def test_two_people_on_one_page_both_keep_their_text(browser, client, step, filled, somebody):
    first = browser.post(address(step, name="draft"), filled(rationale="Mine")).json()
    draft = Draft.objects.get(pk=first["draft"])
    other = somebody(name="Olive Other")
    allocate(step=step, worker=other.worker_row, team=None, role="co_worker", reason="test",
             by=other, on=date(2026, 6, 2))
    from django.test import Client

    second = Client()
    second.force_login(other)
    theirs = filled(rationale="Hers") | {"_draft": draft.pk, "_version": draft.version}
    assert second.post(address(step, name="draft"), theirs).status_code == 200
    late = filled(rationale="Mine, longer") | {"_draft": draft.pk, "_version": draft.version}
    answer = browser.post(address(step, name="draft"), late)
    assert answer.status_code == 409
    assert ["Hers"] in answer.json()["theirs"].values()
    kept = [list(d.data.values()) for d in Draft.objects.open().order_by("pk")]
    assert any(["Hers"] in values for values in kept)
    assert any(["Mine, longer"] in values for values in kept)


def test_saving_while_typing_goes_on_with_the_same_draft(browser, step, filled):
    first = browser.post(address(step, name="draft"), filled(rationale="One")).json()
    more = filled(rationale="One two") | {"_version": first["version"]}
    assert browser.post(address(step, name="draft"), more).json()["draft"] == first["draft"]
    assert Draft.objects.count() == 1


def test_a_signed_out_person_finds_what_they_typed(browser, step, filled, worker):
    browser.get(address(step))
    browser.logout()
    answer = browser.post(
        address(step), filled(rationale="Typed too late") | {"_submit": "1"},
        headers={"origin": "http://testserver"},
    )
    assert answer.status_code == 302
    browser.force_login(worker)
    assert "Typed too late" in browser.get(address(step)).content.decode()


def test_somebody_without_grounds_sees_neither_page_nor_draft(client, step, somebody):
    client.force_login(somebody(name="Nosy Neighbour"))
    assert client.get(address(step)).status_code == 403
    assert client.post(address(step, name="draft"), {}).status_code == 403


def test_a_step_of_another_child_is_not_found_through_this_one(browser, step):
    other = a_child("Robin Other")
    assert browser.get(
        reverse("pages:step", args=[other.pk, step.pk])
    ).status_code in (403, 404)


def test_voiding_keeps_the_record_readable_with_its_reason(browser, step, worker):
    from sightline.record.spine.actions import record

    event = record("paged.decided", step=step, by=worker, on=date(2026, 6, 3), outcome="yes")
    void = reverse("pages:void", args=[step.child_id, event.pk])
    assert browser.post(void, {"reason": ""}).status_code == 422
    browser.post(void, {"reason": "Written on the wrong child"})
    html = browser.get(reverse("pages:event", args=[step.child_id, event.pk])).content.decode()
    assert "Written on the wrong child" in html


def test_a_correction_stands_in_the_place_of_the_mistake(browser, step, worker, filled):
    from sightline.record.decisions.models import Decision
    from sightline.record.spine.actions import record

    event = record("paged.decided", step=step, by=worker, on=date(2026, 6, 3), outcome="yes",
                   facts=[Decision(rationale="Because")])
    correct = reverse("pages:correct", args=[step.child_id, event.pk])
    assert "Because" in browser.get(correct).content.decode()
    typed = filled(day="4", month="6", year="2026", outcome="no", rationale="Because of more")
    browser.post(correct, typed | {"reason": "Wrong day"})
    new = Event.objects.standing().get(kind="paged.decided")
    assert (new.happened_on, new.outcome, new.replaces_id) == (date(2026, 6, 4), "no", event.pk)
    assert Decision.objects.standing().get().rationale == "Because of more"


def test_a_decision_is_corrected_only_by_those_who_may_decide_it(
    client, step, child, somebody, paged_process, filled
):
    """Whoever may put mistakes right does not become the chair by it."""
    from sightline.record.decisions.models import Decision
    from sightline.record.spine.actions import record

    processes._items["paged"] = replace(
        paged_process,
        events=tuple(
            replace(kind, permission="conference.chair") if kind.key == "decided" else kind
            for kind in paged_process.events
        ),
    )
    typed = filled(day="4", month="6", year="2026", outcome="no", rationale="Because of more")
    event = record("paged.decided", step=step, by=a_user(), on=date(2026, 6, 3), outcome="yes",
                   facts=[Decision(rationale="Because")])
    correct = reverse("pages:correct", args=[child.pk, event.pk])
    opened = reverse("pages:event", args=[child.pk, event.pk])
    for role, status in (("team_manager", 403), ("conference_chair", 302)):
        user = somebody(role)
        allocate(step=step, worker=user.worker_row, team=None, role="co_worker", reason="test",
                 by=user, on=step.opened_on)
        client.force_login(user)
        offered = "Correct a mistake" in client.get(opened).content.decode()
        assert offered is (status == 302)
        assert client.post(correct, typed | {"reason": "I think not"}).status_code == status
    assert Event.objects.standing().get(kind="paged.decided").outcome == "no"


def test_a_shared_page_is_written_once_and_kept_apart_for_each_child(browser, step, child, worker):
    from sightline.people.relationships.actions import relate

    sister = a_child("Robin Sample")
    relate(person=child, other=sister, kind="sibling", by=worker, on=date(2020, 1, 1))
    from sightline.record.spine.actions import open_step

    hers = open_step("paged.begun", by=worker, on=date(2026, 6, 1), child=sister)
    allocate(step=hers, worker=worker.worker_row, team=None, role="lead", reason="test",
             by=worker, on=date(2026, 6, 1))
    begin = reverse("pages:start_page", args=[child.pk, "paged", "begin"])
    assert "Robin Sample" in browser.get(begin).content.decode()
    browser.post(begin, {"_also_asked": "1", "also": sister.pk, "_submit": "1"})
    draft = Draft.objects.open().get()
    browser.post(reverse("pages:start_check", args=[child.pk, "paged", "begin"]),
                 {"_draft": draft.pk})
    parts = Event.objects.filter(kind="paged.begun", occasion__isnull=False)
    assert {part.child_id for part in parts} == {child.pk, sister.pk}
    assert len({part.occasion_id for part in parts}) == 1


def test_recording_twice_with_one_draft_records_once(browser, step, filled):
    browser.post(address(step), filled(rationale="Once") | {"_submit": "1"})
    draft = Draft.objects.open().get()
    check = address(step, name="check") + f"?draft={draft.pk}"
    browser.post(check, {"_draft": draft.pk})
    browser.post(check, {"_draft": draft.pk})
    assert Event.objects.filter(kind="paged.decided").count() == 1


def test_what_was_done_just_now_is_said_on_the_next_page_and_only_there(browser, step, filled):
    browser.post(address(step), filled(rationale="Once") | {"_submit": "1"})
    draft = Draft.objects.open().get()
    check = address(step, name="check") + f"?draft={draft.pk}"
    said = browser.post(check, {"_draft": draft.pk}, follow=True).content.decode()
    assert said.count("Recorded: decided.") == 1
    assert "Recorded: decided." not in browser.get(f"/child/{step.child_id}/").content.decode()


def test_a_correction_with_a_page_of_its_own_is_offered_only_to_those_it_lets_in(
    client, step, worker, somebody
):
    from sightline.record.pages.correcting import own_corrections
    from sightline.record.spine.actions import record

    event = record("paged.decided", step=step, by=worker, on=date(2026, 6, 3), outcome="yes")
    opened = reverse("pages:event", args=[step.child_id, event.pk])
    own_corrections.add(
        "paged.decided", lambda e: reverse("who_has_looked", args=[e.child_id])
    )
    try:
        client.force_login(worker)
        html = client.get(opened).content.decode()
    finally:
        own_corrections._items.pop("paged.decided")
    assert "Void this record" in html
    assert "Correct a mistake" not in html


def test_whoever_only_reads_is_offered_no_void(client, step, worker, somebody):
    from sightline.record.spine.actions import record

    event = record("paged.decided", step=step, by=worker, on=date(2026, 6, 3), outcome="yes")
    client.force_login(somebody("inspector"))
    html = client.get(reverse("pages:event", args=[step.child_id, event.pk])).content.decode()
    assert "Void this record" not in html
