"""The pages of a strategy discussion as a person fills them in."""

from datetime import date

import pytest

from sightline.journey.strategy_discussion import actions, queries
from sightline.record.spine.models import Event, Step
from sightline.record.tasks.models import Task

TODAY = date(2026, 6, 10)


@pytest.fixture
def ana(reed):
    return reed(held=True)


@pytest.fixture
def bo(reed, ana, merrow):
    from sightline.people.relationships.actions import relate

    child = reed("Bo", held=True)
    relate(person=ana, other=child, kind="sibling", by=merrow.sam, on=date(2026, 1, 1))
    return child


def took_part(*agencies):
    return [{"agency": a, "name": a.title(), "attendance": "attended"} for a in agencies]


def held(merrow, ana, bo):
    return {
        "event": {"on": TODAY},
        "rows": {
            "meetings.Meeting": [{"chair_id": merrow.tess.worker.pk, "notes": "All was said"}],
            "meetings.Participant": took_part("social_care", "police"),
            "strategy_discussion.Agreed": [{"text": "Checks", "due_on": TODAY}],
            "decisions.Decision": [{"rationale": "A mark on Ana"}],
        },
        "children": {
            ana.pk: {"event": {"outcome": "section47_joint"}, "rows": {
                "strategy_discussion.Discussion": [{"before": "nothing", "harm": "Hitting"}],
                "strategy_discussion.Agreed": [{"text": "A medical", "due_on": TODAY}],
            }},
            bo.pk: {"event": {"outcome": "no_section47"}, "rows": {
                "strategy_discussion.Discussion": [{"before": "nothing", "harm": "None known"}],
            }},
        },
    }


def test_every_page_opens(merrow, ana, drawn):
    assert drawn(merrow.sam, child=ana, process="strategy_discussion") == {
        "request", "held-at-once"
    }
    actions.request(children=[ana], by=merrow.sam, on=TODAY)
    step = queries.open_discussion(ana.pk)
    assert drawn(merrow.tess, step) == {"held"}
    actions.hold(children=[actions.For(ana, "no_section47")], by=merrow.sam, on=TODAY)
    step.refresh_from_db()
    assert drawn(merrow.tess, step) == {"reason", "minutes"}


@pytest.mark.covers("S047")
def test_one_page_records_it_for_brothers_and_sisters_each_with_their_own(
    merrow, ana, bo, hand_in
):
    hand_in(merrow.sam, ana, "held-at-once", held(merrow, ana, bo),
            process="strategy_discussion", also=[bo])
    outcomes = dict(
        Event.objects.filter(kind="strategy_discussion.held").values_list("child", "outcome")
    )
    assert outcomes == {ana.pk: "section47_joint", bo.pk: "no_section47"}
    assert Step.objects.filter(process="section47").get().child == ana
    given = Task.objects.filter(source="strategy_discussion").values_list("child", "text")
    assert (ana.pk, "A medical") in given
    assert (bo.pk, "A medical") not in given
    assert (bo.pk, "Checks") in given
    step = Step.objects.get(child=bo, process="strategy_discussion")
    assert queries.missing_from(step) == ["health"]


def test_the_reason_and_the_minutes_are_recorded_on_their_pages(merrow, ana, bo, hand_in):
    hand_in(merrow.sam, ana, "held-at-once", held(merrow, ana, bo),
            process="strategy_discussion", also=[bo])
    step = Step.objects.get(child=bo, process="strategy_discussion")
    hand_in(merrow.tess, bo, "reason", {"event": {"on": TODAY}, "rows": {
        "strategy_discussion.WhyNotAll": [{"reason": "Night", "view": "Rang the nurse"}],
    }}, step=step)
    hand_in(merrow.sam, bo, "minutes", {"event": {"on": TODAY, "outcome": "police"}}, step=step)
    assert queries.minutes(step).shared == [("police", TODAY)]
    assert Event.objects.filter(
        kind="strategy_discussion.constitution_reason_given", child=ana
    ).exists()


def test_a_danger_ticked_on_the_page_makes_it_due_today(merrow, ana, hand_in):
    hand_in(merrow.sam, ana, "request", {
        "event": {"on": TODAY, "outcome": "three_days"},
        "rows": {"strategy_discussion.Request": [{"worry": "A burn", "injury": "yes"}]},
    }, process="strategy_discussion")
    assert Event.objects.get(kind="strategy_discussion.requested").outcome == "same_day"
