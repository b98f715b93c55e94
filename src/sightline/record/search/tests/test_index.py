"""The index is worked out from the record: made again it is the same; it never stops a record."""

from datetime import date

import pytest
import typer
from django.apps import apps
from django.db import connection
from typer.testing import CliRunner

from sightline.people.testing import a_child, a_recorder, a_worker
from sightline.record.notes.models import Note
from sightline.record.search import gathering
from sightline.record.search.actions import rebuild
from sightline.record.search.commands import register
from sightline.record.search.models import Passage, Word
from sightline.record.search.tests.conftest import DAY, noted
from sightline.record.spine import bulk
from sightline.record.spine.actions import Part, record_occasion
from sightline.record.spine.models import Event
from sightline.record.spine.voiding import void
from sightline.record.tasks import actions as tasks
from sightline.record.visits.models import ChildPart, Visit

pytestmark = pytest.mark.django_db


def index():
    passages = list(Passage.objects.order_by("pk").values_list())
    return passages, sorted(Word.objects.values_list("word", flat=True))


@pytest.fixture
def written():
    """A few notes, one of them voided, one of two children."""
    ada, ben = a_child("Ada Lark"), a_child("Ben Lark")
    noted(ada, text="A lantern was lit in the hall.")
    noted(ada, ben, text="Both painted the fence.", analysis={ada.pk: "Ada led", ben.pk: "Ben hid"})
    void(noted(ada, text="A mistaken helicopter"), by=a_recorder(), reason="not hers")
    return ada, ben


def test_made_again_the_index_is_the_same(written):
    rebuild()
    before = index()
    again = rebuild()
    assert index() == before
    assert (again.lacking, again.other, again.left_over, again.words_left_over) == (0, 0, 0, 0)


def test_dropped_and_made_again_the_index_is_the_same(written):
    rebuild()
    before = index()
    Passage.objects.all().delete()
    Word.objects.all().delete()
    assert rebuild(check=True).lacking == 3
    assert not Passage.objects.exists()
    rebuild()
    assert index() == before


def test_what_is_recorded_one_by_one_needs_no_rebuilding(written):
    found = rebuild(check=True)
    assert not found.differs
    # the words of what was voided are still known as words, and find nothing
    assert found.words_left_over > 0


def test_a_passage_left_over_or_other_than_the_record_is_put_right(written):
    ada, ben = written
    kept = index()[0]
    mine = Passage.objects.filter(child=ada).order_by("pk").first()
    Passage.objects.filter(pk=mine.pk).update(text="Something else")
    voided = Event.objects.filter(child=ada, voided_at__isnull=False).get()
    Passage.objects.create(
        event=voided, child=ada, process="note", happened_on=DAY, text="left", also="", whose="x"
    )
    found = rebuild(check=True)
    assert (found.other, found.left_over, found.lacking) == (1, 1, 0)
    rebuild()
    assert index()[0] == kept


def test_the_command_says_how_the_index_differs_and_puts_it_right(written):
    app, run = typer.Typer(), CliRunner().invoke
    register(app)
    assert run(app, ["search", "rebuild", "--check"]).exit_code == 0
    Passage.objects.filter(child=written[1]).delete()
    differs = run(app, ["search", "rebuild", "--check"])
    assert differs.exit_code == 1
    assert "1 texts would be added" in differs.output
    assert "1 texts were added" in run(app, ["search", "rebuild"]).output
    assert run(app, ["search", "rebuild", "--check"]).exit_code == 0


def test_what_is_written_in_bulk_is_found_as_what_is_written_one_by_one():
    child = a_child("Ada Lark")
    history = bulk.History(child_id=child.pk, authority_id=child.authority_id, authority="999")
    history.happened = [
        bulk.Happened("note.recorded", date(2026, 5, n), facts=[Note(text=f"Garden {n}")])
        for n in range(1, 30)
    ]
    bulk.write([history])
    assert Passage.objects.filter(child=child).count() == 29
    assert not rebuild(check=True).differs


def test_a_childs_passage_has_what_was_shared_and_nothing_of_a_sibling():
    ada, ben = a_child("Ada Lark"), a_child("Ben Lark")
    record_occasion(
        "visit.made", by=a_recorder(), on=DAY, shared=[Visit(summary="The kitchen was warm")],
        parts=[
            Part(child=ada, facts=[ChildPart(said="I like rabbits")]),
            Part(child=ben, facts=[ChildPart(said="I like trains")]),
        ],
    )
    texts = dict(Passage.objects.values_list("child_id", "text"))
    assert texts == {
        ada.pk: "The kitchen was warm\nI like rabbits",
        ben.pk: "The kitchen was warm\nI like trains",
    }


def test_the_words_of_a_task_are_found_on_the_child_it_is_about():
    child = a_child("Ada Lark")
    tasks.give(
        text="Ring the orthodontist", owner_worker=a_worker(), due_on=DAY, by=a_recorder(),
        child=child, on=DAY,
    )
    assert "orthodontist" in Passage.objects.get(child=child).text


def test_every_table_of_words_is_searched_or_kept_out_for_a_reason():
    searched = {m._meta.label for of in ("event", "occasion") for m, _ in gathering.tables(of)}
    assert {"notes.Note", "visits.Visit", "visits.ChildPart", "plans.Need"} <= searched
    assert {"assessment.Content", "contact.Account", "decisions.Decision"} <= searched
    assert {"conference.ConferenceDecision", "tasks.TaskMark", "meetings.Meeting"} <= searched
    assert "referrers.Referrer" not in searched
    assert all(apps.get_model(label) for label in gathering.kept_out._items)
    assert all(reason.strip() for reason in gathering.kept_out)


def test_a_record_is_kept_though_it_cannot_be_indexed(caplog):
    child = a_child("Ada Lark")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_word RENAME TO search_word_away")
    event = noted(child, text="A secret lantern")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_word_away RENAME TO search_word")
    assert Event.objects.filter(pk=event.pk).exists()
    assert not Passage.objects.exists()
    assert "search rebuild" in caplog.text
    assert "lantern" not in caplog.text
    assert rebuild().lacking == 1
    assert Passage.objects.filter(pk=event.pk).exists()


def test_a_very_long_text_is_recorded_and_found_by_its_beginning():
    child = a_child("Ada Lark")
    words = " ".join(f"w{n:x}q" for n in range(300_000))
    event = noted(child, text=words)
    assert len(Passage.objects.get(pk=event.pk).text) == gathering.LONGEST
