"""A note is typed once and kept for each child."""

from datetime import date

import pytest

from sightline.kernel.register import processes
from sightline.people.testing import a_child, a_recorder
from sightline.record.notes import queries
from sightline.record.notes.actions import record_from_page, record_note
from sightline.record.notes.models import Note
from sightline.record.spine.models import Event
from sightline.record.spine.voiding import void
from sightline.record.testing import begun

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 6, 1)


def note(*children, **told):
    told.setdefault("text", "Mum rang.")
    return record_note(by=a_recorder(), on=MONDAY, children=children, **told)


def test_a_note_on_two_children_is_one_occasion_with_a_row_each():
    ada, ben = a_child(), a_child("Ben Example")
    occasion = note(ada, ben, analysis={ada.pk: "She is safer.", ben.pk: "He is not."})
    rows = Note.objects.filter(event__occasion=occasion)
    assert dict(rows.values_list("event__child_id", "analysis")) == {
        ada.pk: "She is safer.", ben.pk: "He is not.",
    }
    assert set(rows.values_list("text", flat=True)) == {"Mum rang."}


def test_a_note_voided_for_one_child_stands_for_the_other():
    ada, ben = a_child(), a_child("Ben Example")
    occasion = note(ada, ben)
    void(occasion.parts.get(child=ben), by=a_recorder(), reason="Not about Ben")
    assert queries.notes_of([ada.pk]).count() == 1
    assert queries.notes_of([ben.pk]).count() == 0


def test_a_note_on_a_siblings_work_falls_on_the_childs_own_step():
    ada, ben = a_child(), a_child("Ben Example")
    step = begun(ada, on=date(2026, 5, 1), by=a_recorder())
    note(ada, ben, step=step)
    on = dict(Event.objects.filter(kind="note.recorded").values_list("child_id", "step_id"))
    assert on == {ada.pk: step.pk, ben.pk: None}


def test_a_note_without_purpose_saves_and_says_what_is_missing():
    note(a_child())
    assert queries.missing(Note.objects.get()) == [
        "what it was for", "what it means for the child",
    ]


def test_talks_with_the_family_are_counted():
    child = a_child()
    note(child, kind="call", with_whom="parent")
    note(child, kind="call", with_whom="professional")
    note(child, kind="information")
    assert queries.family_contacts(child.pk, MONDAY, MONDAY) == 1


def test_the_page_gives_each_child_their_own_meaning():
    ada, ben = a_child(), a_child("Ben Example")
    values = {
        "event": {"on": MONDAY},
        "rows": {"notes.Note": [{"kind": "call", "purpose": "To ask.", "text": "She said no."}]},
        "children": {ada.pk: {"rows": {"notes.Note": [{"analysis": "Less safe."}]}}},
    }
    record_from_page(
        page=processes["note"].page("note"), step=None, child=ada, children=[ada, ben],
        values=values, by=a_recorder(),
    )
    found = {n.event.child_id: (n.purpose, n.analysis) for n in queries.notes_of([ada.pk, ben.pk])}
    assert found == {ada.pk: ("To ask.", "Less safe."), ben.pk: ("To ask.", "")}
