"""Words of the record are found in any inflection, slightly misspelt, and only by their readers."""

from datetime import date

import pytest

from sightline.people.relationships.actions import relate
from sightline.people.testing import a_child, a_recorder, a_user, an_authority
from sightline.record.search.finding import Narrowed, find_texts
from sightline.record.search.models import Passage
from sightline.record.search.tests.conftest import noted, worked_with
from sightline.record.spine.voiding import correct, void

pytestmark = pytest.mark.django_db

TOLD = "Zoë’s mother was shouting at Mr O'Neill; the dentist’s letters about decay went unopened."


@pytest.fixture
def zoe(worker):
    """A child with one note among others."""
    child = worked_with(worker, "Zoe Lark")
    noted(child, text="We talked about school and a bicycle.")
    child.told = noted(child, text=TOLD, analysis="Neglect of her teeth.")
    noted(child, text="Telephone call about transport to the swimming bath.")
    return child


def ids(user, text, **narrowed):
    return [found.event_id for found in find_texts(user, text, Narrowed(**narrowed)).found]


@pytest.mark.parametrize(
    "text",
    [
        "dentist",
        "dentists",
        "shouted mother",
        "DECAY letter",
        "unopen",
        "zoe's",
        "Zoë teeth",
        "oneill",
        "O'Neill",
        "o’neill",
        '"neglect of her teeth"',
        "the dentist",
        "neglecting",
    ],
)
def test_a_text_is_found_by_its_words(worker, zoe, text):
    assert ids(worker, text) == [zoe.told.pk]


@pytest.mark.parametrize("text", ["dentsit", "dentest decay", "shuoting", "neglct teeth"])
def test_a_text_is_found_by_its_words_misspelt_and_it_is_said(worker, zoe, text):
    found = find_texts(worker, text)
    assert [one.event_id for one in found.found] == [zoe.told.pk]
    assert "spelt nearly" in found.nearly


def test_another_word_is_no_misspelling(worker):
    noted(worked_with(worker, "Ada Lark"), text="She has no other shoes.")
    assert ids(worker, "mother") == []


def test_one_word_too_many_still_finds_and_it_is_said(worker, zoe):
    found = find_texts(worker, "dentist decay letters helicopter")
    assert [one.event_id for one in found.found] == [zoe.told.pk]
    assert "some of them" in found.nearly


@pytest.mark.parametrize("text", ['"teeth neglect"', "helicopter", "", "   "])
def test_nothing_is_found_where_there_is_nothing(worker, zoe, text):
    assert ids(worker, text) == []


def test_the_words_found_are_marked_and_everything_else_is_harmless(worker):
    child = worked_with(worker, "Ada Lark")
    noted(child, text="He wrote <script>alert('bruise')</script> & bruises on the \x02wall\x03.")
    [found] = find_texts(worker, "bruise").found
    assert "<mark>bruise</mark>" in found.words
    assert "<mark>bruises</mark>" in found.words
    assert "<script>" not in found.words
    assert "&lt;script&gt;" in found.words
    assert "<mark>wall" not in found.words


def test_a_long_text_is_cut_to_where_the_words_are(worker):
    child = worked_with(worker, "Ada Lark")
    noted(child, text=f"{'Nothing of note. ' * 400}Then the kettle scalded her. {'Calm. ' * 300}")
    [found] = find_texts(worker, "scalding kettle").found
    assert "<mark>kettle</mark> <mark>scalded</mark>" in found.words
    assert found.words.startswith("… ")
    assert found.words.endswith(" …")
    assert len(found.words) < 400


def test_what_was_voided_is_found_no_more_from_that_moment(worker, zoe):
    void(zoe.told, by=a_recorder(), reason="another child")
    assert ids(worker, "dentist") == []
    assert not Passage.objects.filter(pk=zoe.told.pk).exists()


def test_a_correction_takes_the_place_of_what_it_corrects(worker, zoe):
    other = date(2026, 5, 30)
    new = correct(zoe.told, by=a_recorder(), reason="the day before", on=other)
    assert ids(worker, "dentist") == [new.pk]
    assert ids(worker, "dentist", since=date(2026, 5, 31)) == []
    assert ids(worker, "dentist", until=other) == [new.pk]


def test_a_search_is_narrowed_to_a_child_their_family_a_kind_and_days(worker):
    ada, ben, cal = (worked_with(worker, f"{name} Lark") for name in ("Ada", "Ben", "Cal"))
    relate(person=ada, other=ben, kind="sibling", by=a_recorder(), on=date(2026, 6, 1))
    told = {c.pk: noted(c, text="A broken window", on=date(2026, 5, c.pk % 20 + 1)).pk
            for c in (ada, ben, cal)}
    everything = sorted(told.values())
    assert sorted(ids(worker, "window")) == everything
    assert ids(worker, "window", child_id=ada.pk) == [told[ada.pk]]
    assert sorted(ids(worker, "window", child_id=ada.pk, family=True)) == sorted(
        [told[ada.pk], told[ben.pk]]
    )
    assert sorted(ids(worker, "window", process="note")) == everything
    assert ids(worker, "window", process="contact") == []
    day = date(2026, 5, cal.pk % 20 + 1)
    assert told[cal.pk] in ids(worker, "window", since=day, until=day)


def test_a_note_about_several_is_one_text_with_a_way_to_each(worker):
    ada, ben = worked_with(worker, "Ada Lark"), worked_with(worker, "Ben Lark")
    noted(ada, ben, text="Both children painted the fence.")
    found = find_texts(worker, "fence")
    assert found.total == 1
    assert {line.display_name for line, _ in found.found[0].children} == {"Ada Lark", "Ben Lark"}


def test_texts_are_paged_and_counted(everywhere):
    child = a_child("Ada Lark")
    for n in range(23):
        noted(child, text=f"Garden visit number {n}")
    first, second = (find_texts(everywhere, "garden", page=page) for page in (1, 2))
    assert (len(first.found), len(second.found), first.total) == (20, 3, 23)
    assert not {t.event_id for t in first.found} & {t.event_id for t in second.found}
    assert len(find_texts(everywhere, "garden", page=99).found) == 3


def test_more_than_are_weighed_is_said_and_the_newest_are_shown(everywhere, monkeypatch):
    monkeypatch.setattr("sightline.record.search.finding.WEIGHED", 5)
    child = a_child("Ada Lark")
    last = [noted(child, text=f"Garden visit number {n}") for n in range(8)][-1]
    found = find_texts(everywhere, "garden")
    assert (found.total, found.more) == (5, True)
    assert last.pk in {text.event_id for text in found.found}


def test_the_scope_comes_before_the_limit(worker, monkeypatch):
    monkeypatch.setattr("sightline.record.search.finding.WEIGHED", 5)
    mine = worked_with(worker, "Mine Own")
    told = noted(mine, text="The lantern was lit.")
    for n in range(12):
        noted(a_child(f"Other{n} Child", by=a_user()), text="The lantern was lit.")
    found = find_texts(worker, "lantern")
    assert [text.event_id for text in found.found] == [told.pk]
    assert (found.total, found.more) == (1, False)


def test_another_authoritys_texts_are_not_found(everywhere):
    noted(a_child("Far Away", authority=an_authority("998")), text="A lantern")
    assert ids(everywhere, "lantern") == []
