"""Every recording page can be printed with space to write in."""

import pytest
from django.urls import reverse

from sightline.base.documents import pdf, plain_text
from sightline.kernel.register import processes
from sightline.people.testing import a_user
from sightline.record.documents.blanks import blank


def test_every_page_of_every_process_asks_its_questions_on_paper():
    forms = 0
    for process in processes:
        for page in process.pages:
            said = plain_text(blank(process, page))
            assert page.title in said
            for section in page.sections:
                assert section.title in said
                for label in section.labels.values():
                    assert label[:1].upper() + label[1:] in said, (page.key, label)
            forms += 1
    assert forms > 3


def test_a_choice_has_boxes_and_a_text_has_lines():
    note = processes["note"]
    questions = {b.question: b for b in blank(note, note.page("note")).blocks
                 if hasattr(b, "question")}
    assert "Telephone call" in questions["What is this a note of?"].choices
    assert questions["What happened or was said?"].lines > 3


@pytest.mark.django_db
def test_a_blank_is_printed_by_whoever_may_record(client):
    client.force_login(a_user("social_worker"))
    assert "Write a case note" in client.get(reverse("documents:blanks")).content.decode()
    page = client.get(reverse("documents:blank", args=["note", "note"])).content.decode()
    assert "What happened or was said?" in page
    printed = client.get(reverse("documents:blank_pdf", args=["note", "note"]))
    assert printed.content.startswith(b"%PDF")
    assert client.get(reverse("documents:blank", args=["note", "none"])).status_code == 404
    client.force_login(a_user("analyst"))
    assert client.get(reverse("documents:blanks")).status_code == 403


def test_the_paper_is_a_file_that_a_screen_reader_can_read():
    visit = processes["visit"]
    assert pdf(blank(visit, visit.pages[0])).startswith(b"%PDF")
