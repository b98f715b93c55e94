"""The pages of a core group open from the child and record on the child's plan."""

from datetime import date

import pytest
from django.urls import reverse

from sightline.journey.core_group.models import ChildsProgress, Missed, NotesSent
from sightline.kernel.register import processes
from sightline.record.pages.submitting import Submission, submit

TODAY = date(2026, 6, 10)


@pytest.mark.parametrize("page", ["held", "missed", "notes"])
def test_every_page_opens_from_the_child(client, borough, on_plan, page):
    step = on_plan()
    client.force_login(borough.sam)
    answer = client.get(reverse("pages:start_page", args=[step.child_id, "core_group", page]))
    assert answer.status_code == 200


def hand_in(borough, children, page, values):
    process = processes["core_group"]
    return submit(
        Submission(process, process.page(page), values, borough.sam, children=children)
    )


def test_the_page_records_one_meeting_on_each_childs_plan(borough, on_plan):
    ada, ben = on_plan("Ada Example"), on_plan("Ben Example")
    values = {
        "event": {"on": TODAY, "for_on": date(2026, 7, 8)},
        "rows": {"meetings.Meeting": [{"notes": "All of it"}]},
        "children": {
            ben.child_id: {"rows": {"core_group.ChildsProgress": [{"progress": "Sleeps"}]}}
        },
    }
    event = hand_in(borough, [ada.child, ben.child], "held", values)
    parts = {part.step_id: part for part in event.occasion.parts.all()}
    assert set(parts) == {ada.pk, ben.pk}
    assert ChildsProgress.objects.get().event == parts[ben.pk]


def test_the_pages_for_a_missed_one_and_for_its_notes_record_what_they_ask(borough, on_plan):
    step = on_plan()
    hand_in(
        borough, [step.child], "missed",
        {"event": {"on": TODAY}, "rows": {"core_group.Missed": [{"reason": "Snow"}]}},
    )
    hand_in(
        borough, [step.child], "notes",
        {"event": {"on": TODAY}, "rows": {"core_group.NotesSent": [{"name": "Mum"}]}},
    )
    assert Missed.objects.get().reason == "Snow"
    assert NotesSent.objects.get().event.step == step
