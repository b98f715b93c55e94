"""What the assessment says a child needs because of who they are, beside a protection plan."""

from datetime import date

import pytest
from django.urls import reverse

from sightline.journey.protection_plan.queries.gaps import gaps_of
from sightline.record.identity.models import IdentityNeed
from sightline.record.plans import queries
from sightline.record.plans.actions import submit
from sightline.record.plans.models import Need
from sightline.record.spine.actions import open_step, record
from sightline.record.spine.voiding import void

JUNE, TODAY = date(2026, 6, 1), date(2026, 6, 10)
OPEN = "does not answer {} that the assessment says"


@pytest.fixture
def assessed(borough):
    """Writes needs that come from who the child is into the child's assessment."""

    def make(child, *needs, step=None, on=JUNE):
        step = step or open_step("assessment.started", child=child, by=borough.sam, on=JUNE)
        rows = [
            IdentityNeed(aspect=aspect, text=text, difference="Ada is at ease",
                         action="Ask the imam") for aspect, text in needs
        ]
        return step, record("assessment.written", step=step, by=borough.sam, on=on, facts=rows)

    return make


def lacks(step):
    return " ".join(gaps_of([step])[step.pk])


def write(client, step, typed):
    where = reverse("plans:editor", args=[step.child_id, step.pk])
    answer = client.post(where, typed)
    assert answer.status_code == 302
    return answer, client.get(answer["Location"]).content.decode()


@pytest.mark.covers("S039")
def test_a_need_from_who_the_child_is_goes_into_the_plan_by_one_click(
    borough, on_plan, whole, assessed, client
):
    step = on_plan()
    submit(step=step, plan=whole("agreed"), state="agreed", by=borough.sam, on=JUNE)
    assert OPEN.format("1 need") not in lacks(step)
    assessed(step.child, ("faith", "Ada fasts and needs it planned"))
    assert OPEN.format("1 need") in lacks(step)
    client.force_login(borough.sam)
    where = reverse("plans:editor", args=[step.child_id, step.pk])
    page = client.get(where).content.decode()
    assert "Ada fasts" in page
    # seen, and not yet in the plan
    assert [n.text for n in queries.plan_of(step).needs] == ["Ada needs a dentist"]
    (need,) = IdentityNeed.objects.all()
    answer, page = write(client, step, {"n1-text": "Dentist", "_carry": str(need.pk)})
    assert answer["Location"].endswith("#n2")
    assert "It is need 2 of this plan" in page
    for name, text in (("n2-text", "Ada fasts and needs it planned"),
                       ("n2-o1-text", "Ada is at ease"), ("n2-o1-a1-text", "Ask the imam")):
        assert f'id="{name}"' in page
        assert text in page
    # the worker changes the words, and it answers the need all the same
    typed = {"n1-text": "Ada fasts; school knows", "n1-identity": str(need.pk),
             "n1-o1-text": "She fasts in peace", "_state": "agreed", "p-on-day": "10",
             "p-on-month": "6", "p-on-year": "2026"}
    assert client.post(where, typed).status_code == 302
    assert Need.objects.latest("pk").identity_id == need.pk
    assert "does not answer" not in lacks(step)
    assert "need 1 of this plan" in client.get(
        reverse("plans:show", args=[step.child_id, step.pk])
    ).content.decode()


@pytest.mark.covers("S039")
def test_a_need_is_left_out_with_a_reason_and_stays_left_in_the_next_version(
    borough, on_plan, whole, assessed, client
):
    step = on_plan()
    assessment, event = assessed(step.child, ("language", "Ada signs"), ("faith", "Ada fasts"))
    signs, fasts = IdentityNeed.objects.order_by("pk")
    client.force_login(borough.sam)
    day = {"p-on-day": "10", "p-on-month": "6", "p-on-year": "2026"}
    typed = {"n1-text": "Ada signs", "n1-identity": str(signs.pk), "n1-o1-text": "She is heard",
             f"i{fasts.pk}-left": "Her mother sees to it", "_state": "agreed", **day}
    write(client, step, typed)
    assert "does not answer" not in lacks(step)
    # the page is written again in the same words: the same needs, and still answered
    assessed(step.child, ("language", "Ada signs"), ("faith", "Ada fasts"), step=assessment,
             on=TODAY)
    assert "does not answer" not in lacks(step)
    plan = queries.plan_of(step)
    assert list(plan.left.values()) == ["Her mother sees to it"]
    page = client.get(reverse("plans:editor", args=[step.child_id, step.pk])).content.decode()
    assert "Her mother sees to it" in page
    assert "It is need 1 of this plan" in page
    # a placeholder is no reason
    typed |= {f"i{fasts.pk}-left": "TBC"}
    write(client, step, typed)
    assert OPEN.format("1 need") in lacks(step)
    # taken back in the assessment, it asks for nothing any more
    void(event=event, by=borough.sam, reason="Wrong child")
    assert OPEN.format("1 need") in lacks(step)


@pytest.mark.covers("S039")
def test_a_plan_that_answers_none_of_it_is_recorded_and_made_final(
    borough, on_plan, whole, assessed, client
):
    step = on_plan()
    assessed(step.child, ("culture", "Ada eats halal"))
    submit(step=step, plan=whole(), state="final", by=borough.sam, on=TODAY)
    assert queries.is_final(step)
    assert OPEN.format("1 need") in lacks(step)
    # another child's need is never carried, whatever a browser sends
    other = on_plan(on=date(2026, 4, 1))
    assessed(other.child, ("culture", "XQZ-other"))
    strange = IdentityNeed.objects.get(text="XQZ-other")
    client.force_login(borough.sam)
    where = reverse("plans:editor", args=[step.child_id, step.pk])
    client.post(where, {"n1-text": "Mine", "_carry": str(strange.pk)})
    client.post(where, {"n1-text": "Mine", "n1-o1-text": "x", "n1-identity": str(strange.pk),
                        f"i{strange.pk}-left": "why", "_state": "agreed", "p-on-day": "10",
                        "p-on-month": "6", "p-on-year": "2026"})
    plan = queries.plan_of(step)
    assert [(n.text, n.identity_id) for n in plan.needs] == [("Mine", None)]
    assert plan.left == {}
    assert "XQZ-other" not in client.get(where).content.decode()
