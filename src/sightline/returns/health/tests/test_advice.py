"""What is typed wrong is answered with advice in plain words, and recorded all the same."""

from __future__ import annotations

from datetime import date

import pytest

from sightline.base.forms import advising
from sightline.people.testing import a_child
from sightline.record.spine.actions import open_step, record
from sightline.record.spine.models import Event
from sightline.returns.health.actions import refresh

BEFORE = "The assessment started before the referral it belongs to was received."


def on(day: date) -> dict[str, str]:
    return {"event-on-day": str(day.day), "event-on-month": str(day.month),
            "event-on-year": str(day.year)}


def start(child, page="start", process="assessment"):
    return f"/child/{child.pk}/start/{process}/{page}/"


def words(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def wilma(client, here):
    client.force_login(here.wilma)
    return client


def test_an_assessment_before_its_referral_is_advised_upon_and_saved(wilma, here):
    child = here.ada.child
    wrong = on(date(2026, 5, 4))
    told = words(wilma.post(f"{start(child)}advice", wrong))
    assert BEFORE in told
    assert "Referral received: 11 May 2026 (Monday)" in told
    assert "/returns/rules/1103/" in told
    asked = wilma.post(start(child), wrong | {"_submit": "1"})
    checked = words(wilma.get(asked["Location"]))
    assert BEFORE in checked
    assert "this holds nothing up" in checked
    assert "When did it start?" in checked
    assert "4 May 2026" in checked.replace("4 May 2026 (Monday)", "")
    wilma.post(asked["Location"])
    event = Event.objects.standing().get(kind="assessment.started", child=child)
    assert event.happened_on == date(2026, 5, 4)
    refresh()
    assert BEFORE in words(wilma.get(f"/child/{child.pk}/put-right/"))
    assert BEFORE in words(wilma.get("/returns/health/"))


def test_what_is_typed_right_has_no_advice(wilma, here):
    told = wilma.post(f"{start(here.ada.child)}advice", on(date(2026, 5, 12)))
    assert words(told).strip() == ""


def test_a_day_of_another_year_is_compared_with_what_stands_and_is_itself_no_fault(wilma, here):
    told = words(wilma.post(f"{start(here.ada.child)}advice", on(date(2019, 5, 7))))
    assert BEFORE in told
    assert "census year" not in told


def test_while_a_day_is_half_typed_nothing_is_said(wilma, here):
    told = wilma.post(f"{start(here.ada.child)}advice",
                      {"event-on-day": "4", "event-on-month": "", "event-on-year": ""})
    assert told.status_code == 200
    assert words(told).strip() == ""


def test_asking_for_advice_keeps_nothing_of_what_was_typed(wilma, here):
    from sightline.record.drafts.models import Draft

    wilma.post(f"{start(here.ada.child)}advice", on(date(2026, 5, 4)))
    assert not Draft.objects.exists()
    assert not Event.objects.filter(kind="assessment.started").exists()


def test_what_stands_on_the_record_counts_and_what_else_is_wrong_with_it_does_not(client, here):
    # the child's record has no disability told, which is no business of this page
    client.force_login(here.manager)
    open_step("assessment.started", by=here.recorder, on=date(2026, 5, 12),
              child=here.ada.child, led_from=here.ada.referral)
    address = f"/child/{here.ada.child.pk}/step/{here.ada.referral.pk}/close/"
    told = words(client.post(
        f"{address}advice", on(date(2026, 6, 1)) | {"event-outcome": "RC7"}))
    assert "The episode closed with an assessment that is not authorised." in told
    assert "disability" not in told


def test_a_closing_without_its_reason_is_told_where_the_answers_are_checked(client, here):
    client.force_login(here.manager)
    address = f"/child/{here.ada.child.pk}/step/{here.ada.referral.pk}/close/"
    missing = "The episode has a closure date and no reason for closure."
    assert missing not in words(client.post(f"{address}advice", on(date(2026, 6, 1))))
    asked = client.post(address, on(date(2026, 6, 1)) | {"_submit": "1"})
    assert missing in words(client.get(asked["Location"]))


def test_a_rule_that_fails_is_silent_and_the_page_goes_on(wilma, here, monkeypatch):
    def fails(answers):
        raise RuntimeError(str(answers))

    monkeypatch.setitem(advising.advisers._items, "census", fails)
    asked = wilma.post(start(here.ada.child), on(date(2026, 5, 4)) | {"_submit": "1"})
    assert wilma.get(asked["Location"]).status_code == 200
    wilma.post(asked["Location"])
    assert Event.objects.filter(kind="assessment.started").exists()


def test_nobody_without_grounds_is_advised(client, here):
    client.force_login(here.wilma)
    stranger = a_child("Stran Ger", authority=here.authority)
    answer = client.post(f"{start(stranger)}advice", on(date(2026, 5, 4)))
    assert answer.status_code == 403
    assert "Stran" not in words(answer)


def test_a_pupil_number_that_cannot_be_is_kept_and_told(wilma, here):
    typed = {"scheme": "upn", "value": "R247962919251"}
    answer = wilma.post(f"/people/{here.ada.child.pk}/identifier", typed, follow=True)
    assert "Look at this again: The first letter of the unique pupil number" in words(answer)
    assert "R247962919251" in words(answer)


def test_a_conference_on_a_saturday_is_advised_upon(here):
    enquiry = open_step("section47.started", by=here.recorder, on=date(2026, 5, 12),
                        child=here.ada.child, led_from=here.ada.referral, outcome="strategy")
    asked = open_step("conference.requested", by=here.recorder, on=date(2026, 5, 20),
                      child=here.ada.child, outcome="initial", led_from=enquiry)
    told = advising.advice_on(advising.Answers(
        "conference.decided", [here.ada.child.pk],
        {"event": {"on": date(2026, 5, 30)}, "rows": {},
         "children": {here.ada.child.pk: {"event": {"outcome": "no_plan"}, "rows": {}}}},
        frozenset({"on", "outcome"}), step_id=asked.pk))
    assert [each.words for each in told] == [
        "The initial child protection conference is said to have been held on a Saturday or a "
        "Sunday."]


def test_retired_and_contrary_factors_are_told_when_the_assessment_is_handed_in(here):
    step = open_step("assessment.started", by=here.recorder, on=date(2026, 5, 12),
                     child=here.ada.child, led_from=here.ada.referral)
    told = advising.advice_on(advising.Answers(
        "assessment.submitted", [here.ada.child.pk],
        {"event": {"on": date(2026, 6, 9)}, "children": {},
         "rows": {"assessment.Factor": [{"code": "21"}, {"code": "1A"}]}},
        frozenset({"on", "assessment.Factor.code"}), step_id=step.pk))
    assert "The assessment found no factors (21), and yet gives others." in [
        each.words for each in told]
    record("referral.closed", by=here.recorder, on=date(2026, 6, 9), step=here.ben.referral,
           outcome="RC7")
