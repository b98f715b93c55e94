"""Easy Read: one idea in a line, days and names in boxes, and nothing rewritten by a machine."""

import pytest

from sightline.base.documents import (
    Box,
    Bullets,
    FieldList,
    Heading,
    Idea,
    Paragraph,
    Quote,
    Table,
    Typed,
)
from sightline.base.documents.pictures import PICTURES, svg
from sightline.record.documents.easy_read import PICTURED, key_of, lay_out, passages, picture_for
from sightline.record.documents.parts import Judged, Nature, Part

TYPED = Typed("Ana was not collected. Mr. Bell rang the home.")


class Nothing:
    """Somebody from whom nothing is kept."""

    def gives_away(self, blocks):
        return None


def laid(*blocks, words=None, key="part"):
    made = lay_out(Judged(kept=[Part(key, "Part", blocks)]), words or {}, Nothing())
    return {part.key: list(part.blocks) for part in made.kept}


def test_each_sentence_is_an_idea_of_its_own_with_the_picture_that_goes_with_it():
    [*ideas] = laid(Paragraph(TYPED))["part"]
    assert [one.text for one in ideas] == ["Ana was not collected.", "Mr. Bell rang the home."]
    assert [one.picture for one in ideas] == ["", "phone"]
    assert all(isinstance(one.text, Typed) for one in ideas)


def test_the_first_idea_below_a_heading_has_the_picture_of_the_heading():
    blocks = laid(Heading("What keeps Ana safe"), Bullets(["A lock", "A light"]))["part"]
    assert [one.picture for one in blocks[1:]] == ["safe", ""]


def test_days_and_names_stand_in_boxes_and_what_is_ahead_in_a_list():
    ahead = FieldList([("The next meeting is on", "3 July 2026")], ahead=True)
    made = laid(FieldList([("Ring", "01632 960 123")]), ahead,
                Table("Who does what", ["Who", "What", "By"],
                      [["Dana", Typed("Go to the doctor"), "3 July 2026"]]),
                Table("Then", ["When", "What"], [["1 May 2026", "We came to see Ana"]]))
    assert made["part"] == [
        Box([("Ring", "01632 960 123")], "phone"),
        Box([("The next meeting is on", "3 July 2026")], "meeting"),
        Box([("Who", "Dana"), ("What", "Go to the doctor"), ("By", "3 July 2026")], "health"),
        Box([("1 May 2026", "We came to see Ana")], "visit"),
    ]
    assert made["easy:next"] == [
        Heading("What happens next"),
        Bullets(["The next meeting is on: 3 July 2026"], numbered=True),
    ]


def test_where_no_day_is_known_it_says_so_and_whom_to_ask():
    [_, *ideas] = laid(Paragraph("Hello."))["easy:next"]
    assert "no day" in ideas[0].text
    assert "Ask the social worker" in ideas[1].text


def test_what_the_reader_can_do_comes_last():
    last = Part("rights", "R", [Bullets(["x"])])
    made = Judged(kept=[Part("a", "A", [Paragraph("Hello.")]), last])
    assert [part.key for part in lay_out(made, {}, Nothing()).kept] == [
        "easy:first", "a", "easy:next", "rights"]


def test_plain_words_stand_where_the_typed_ones_stood_and_only_for_that_wording():
    words = {key_of(TYPED): "Nobody came for Ana.\nMr Bell rang."}
    assert [one.text for one in laid(Paragraph(TYPED), words=words)["part"]] == [
        "Nobody came for Ana.", "Mr Bell rang."]
    other = Typed(TYPED + " Again.")
    assert laid(Paragraph(other), words=words)["part"][0].text == "Ana was not collected."
    ours = Paragraph(str(TYPED))
    assert laid(ours, words=words)["part"][0].text == "Ana was not collected.", "nobody typed it"


def test_what_somebody_said_for_themselves_is_quoted_and_never_put_into_other_words():
    quote = Quote(Typed("i want my nan"), "Ana")
    part = Part("said", "What Ana said", [quote], Nature.CHILD_SAID)
    assert passages([part], {}) == []
    words = {key_of("i want my nan"): "Ana wants her grandmother."}
    assert laid(quote, words=words)["part"] == [quote]


def test_a_passage_is_asked_for_once_and_says_how_hard_it_is():
    parts = [Part("a", "Why", [Paragraph(TYPED)]), Part("b", "Again", [Paragraph(TYPED)]),
             Part("c", "ICPC", [Paragraph(Typed("Outcome of the ICPC pending"))])]
    first, second = passages(parts, {key_of(TYPED): "Nobody came."})
    assert (first.part, first.plain) == ("Why", "Nobody came.")
    assert (second.plain, second.jargon[0][0]) == ("", "icpc")


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_picture_is_a_drawing_that_is_hidden_from_what_reads_aloud(name):
    drawn = svg(name)
    assert drawn.startswith("<svg")
    assert 'aria-hidden="true"' in drawn
    assert "<text" not in drawn, "no letters: they would be another language's too"


def test_every_picture_that_is_looked_for_is_drawn():
    assert {name for _, name in PICTURED} <= set(PICTURES)
    assert picture_for("zq") == ""
    assert svg("nothing") == ""
    assert isinstance(laid(Paragraph("Hello."))["part"][0], Idea)
