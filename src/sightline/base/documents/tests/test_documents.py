import io
import re
import time
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from sightline.base.documents import (
    Box,
    Bullets,
    Document,
    FieldList,
    Heading,
    Idea,
    LeftOut,
    Paragraph,
    Quote,
    Recipient,
    Signature,
    Table,
    Typed,
    WriteIn,
    html,
    pdf,
    plain_text,
)
from sightline.base.documents.blocks import own_texts, typed_texts
from sightline.base.documents.pdf import source
from sightline.base.moments import at


def plan(**changes) -> Document:
    given = {
        "title": "Outline plan for Ash Example",
        "recipient": Recipient("Dana Example", "mother", ("1 High Street", "Seaborough")),
        "blocks": [
            Heading("What we are worried about"),
            Paragraph("Text with #hash *star* $x$ <b>\nand a second line \\ \"quoted\" @ref"),
            Heading("In more detail", 2),
            Quote("I want to see my nan", "Ash"),
            FieldList([("Category", "Neglect"), ("From", "3 July 2026")]),
            Bullets(["See the doctor", "Ring the school"]),
            Bullets(["First this", "Then that"], numbered=True),
            Table("Actions", ["Who", "What"], [["Dana", "Register with the doctor"]] * 3),
            Signature("Dana Example"),
            WriteIn("Was the child seen?", "Tick one", ("Seen alone", "Not seen"), 0),
            WriteIn("What did the child say?", lines=4),
            Idea("You can ring us", "phone"),
            Idea(Typed("Nobody has drawn this")),
            Box([("The meeting is on", "3 July 2026"), ("Where", "Town hall")], "date"),
        ],
        "sender": "Seaborough Council",
        "reference": "CP-12",
        "about": "Of Ash Example",
        "left_out": [LeftOut("Father's address", "not known to the mother")],
    }  # fmt: skip
    return Document(**(given | changes))


class Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_data(self, data):
        self.found.append(data)


def squeeze(text: str) -> str:
    """The text alone: what a renderer adds (bullets, numbers, dashes) and spacing do not count."""
    return re.sub(r"[\s•–—]", "", re.sub(r"(?m)^\s*\d+\. ", "", text))


def words_of_html(document: Document) -> str:
    reader = Words()
    reader.feed(str(html(document)))
    return squeeze(" ".join(reader.found))


def words_of_pdf(document: Document) -> str:
    pages = PdfReader(io.BytesIO(pdf(document))).pages
    text = "\n".join(page.extract_text() for page in pages)
    footer = re.escape(document.title) + r" +Page \d+ of \d+"
    head = re.escape(document.about) + r"\s*For " + re.escape(document.recipient.name)
    return squeeze(re.sub(head, "", re.sub(footer, "", text)))


def test_screen_and_paper_say_the_same_words_in_the_same_order():
    document = plan()
    expected = squeeze(plain_text(document))
    assert words_of_html(document) == expected
    assert words_of_pdf(document) == expected


def test_what_was_left_out_is_printed_nowhere():
    document = plan()
    for rendered in (plain_text(document), str(html(document)), source(document)):
        assert "Father" not in rendered


def test_a_paper_is_tagged_and_names_its_title():
    reader = PdfReader(io.BytesIO(pdf(plan())))
    assert reader.metadata.title == "Outline plan for Ash Example"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"


def test_the_same_document_makes_the_same_paper():
    document = plan(made_at=at(date(2026, 6, 10)))
    assert source(document) == source(plan(made_at=at(date(2026, 6, 10))))


def test_a_document_without_a_title_is_refused():
    with pytest.raises(ValueError, match="needs a title"):
        plan(title=" ")


def test_headings_go_down_one_at_a_time():
    with pytest.raises(ValueError, match="one at a time"):
        plan(blocks=[Heading("A"), Heading("C", 3)])


def test_a_row_of_a_table_has_a_cell_for_every_column():
    with pytest.raises(ValueError, match="has 1 cells; it needs 2"):
        Table("Actions", ["Who", "What"], [["Dana"]])


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=60))
def test_no_words_of_a_person_can_break_or_steer_the_paper(text):
    document = plan(blocks=[Paragraph(text), Bullets([text]), FieldList([(text, text)])])
    assert pdf(document).startswith(b"%PDF")
    assert "<script" not in html(plan(blocks=[Paragraph(f"<script>{text}")]))


def test_a_title_that_looks_like_a_place_in_the_style_is_printed_as_it_is():
    document = plan(title="Plan {author} {y}", sender='The "Council"')
    assert words_of_pdf(document) == squeeze(plain_text(document))


def test_a_letter_that_no_font_can_show_does_not_stop_the_paper():
    assert pdf(plan(blocks=[Paragraph("\u0d00")])).startswith(b"%PDF")


def test_a_name_in_another_script_is_printed():
    assert "Зоя" in words_of_pdf(plan(blocks=[Paragraph("Зоя")]))


def test_a_long_report_is_set_in_a_moment():
    rows = [["Dana", "Register with the doctor"]] * 400
    document = plan(blocks=[Table("Actions", ["Who", "What"], rows)])
    started = time.perf_counter()
    pdf(document)
    assert time.perf_counter() - started < 5


def test_every_page_after_the_first_says_whose_it_is_and_for_whom():
    rows = [["Dana", "Register with the doctor"]] * 60
    document = plan(blocks=[Table("Actions", ["Who", "What"], rows)], title="Plan")
    sheets = [page.extract_text() for page in PdfReader(io.BytesIO(pdf(document))).pages]
    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, 1):
        assert f"Page {number} of {len(sheets)}" in sheet
        assert "For" in sheet
        assert "Dana Example" in sheet
    assert all("Of Ash Example" in sheet for sheet in sheets[1:])


def test_easy_read_says_the_same_larger_with_its_pictures_kept_from_what_reads_aloud():
    document = plan(easy=True, blocks=[Idea("You can ring us", "phone"), Box([("On", "Monday")])])
    assert words_of_pdf(document) == words_of_html(document) == squeeze(plain_text(document))
    drawn = html(document)
    assert "sl-document--easy" in drawn
    assert drawn.count("<svg") == drawn.count('aria-hidden="true"') == 1
    assert pdf(document, accessible=True).startswith(b"%PDF")
    assert "size: 16pt" in source(document)
    assert "size: 20pt" in source(plan(easy=True, large=True))


def test_a_document_knows_which_of_its_words_somebody_typed():
    blocks = [Heading("Why"), Paragraph(Typed("She is ill")), Quote("I am sad", "Ash"),
              FieldList([("Led by", "Kit")])]
    assert list(typed_texts(blocks)) == ["She is ill", "I am sad"]
    assert list(own_texts(blocks)) == ["Why", "Ash", "Led by", "Kit"]


def test_a_compact_document_fills_one_side_in_letters_as_large_as_it_holds():
    def side(rows):
        facts = FieldList([("Worker", "Kit Keeper, 01632 960 123")] * rows)
        return PdfReader(io.BytesIO(pdf(plan(compact=True, blocks=[facts])))).pages

    sizes = []
    for rows in (10, 70):
        [sheet] = side(rows)
        found = []
        sheet.extract_text(visitor_text=lambda text, cm, tm, font, size, found=found: found.append(
            round(size * abs(cm[3] * tm[3]), 1)) if "Kit" in text else None)
        sizes.append(max(found))
    assert sizes[0] > sizes[1] > 7
    assert len(side(400)) > 1, "what no size holds goes on overleaf"


def test_large_print_says_the_same_and_takes_more_room():
    small, large = plan(), plan(large=True)
    # a table that goes on overleaf says its columns again
    said = [words_of_pdf(one).replace("WhoWhat", "") for one in (large, small)]
    assert said[0] == said[1]
    rows = [["Dana", "Register with the doctor"]] * 30
    long = [plan(large=one, blocks=[Table("Actions", ["Who", "What"], rows)])
            for one in (False, True)]
    pages = [len(PdfReader(io.BytesIO(pdf(one))).pages) for one in long]
    assert pages[0] < pages[1]
    assert "sl-document--large" in html(large)
