"""The board's pages, its file and its command tell the same counts."""

import csv
import json
from io import StringIO

import pytest
from django.urls import reverse
from typer.testing import CliRunner

from sightline.access.audit.models import Entry
from sightline.partnership.board.commands import commands
from sightline.partnership.board.models import Body, Mark, Meeting, Seat
from sightline.people.testing import a_user, an_authority

pytestmark = pytest.mark.covers("F187")


@pytest.fixture
def office(client, manager):
    client.force_login(manager)
    return client


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_grid_says_every_percentage_and_both_averages(office, board):
    page = text(office.get(reverse("board:grid", args=[board.pk])))
    for words in ("23/34", "68%", "17/35", "49%", "62.5%", "62.4%", "108/173"):
        assert words in page
    assert "4 ordinary, 1 extraordinary" in page
    assert "Attended</span>" in page


def test_the_file_has_the_counts_of_the_page(office, board):
    answer = office.get(reverse("board:export", args=[board.pk]))
    rows = list(csv.reader(StringIO(answer.content.decode())))
    said = {row[0]: row[2:] for row in rows if row}
    assert said["Attended"] == ["23", "22", "27", "19", "17", "108"]
    assert said["Of (marked Y, N or Sub)"] == ["34", "34", "35", "35", "35", "173"]
    assert said["Per cent"] == ["68", "65", "77", "54", "49"]
    assert said["Mean of the meetings' percentages"] == ["62.5"]


def test_a_cell_of_the_file_is_never_a_formula(office, small):
    Seat.objects.filter(pk=small.police.pk).update(role="=HYPERLINK(1)")
    answer = office.get(reverse("board:export", args=[small.body.pk])).content.decode()
    assert "'=HYPERLINK(1)" in answer


def test_the_command_tells_the_same_counts(board):
    answer = CliRunner().invoke(commands, ["attendance", "board", "--format", "json"])
    told = json.loads(answer.stdout)
    assert [(m["attended"], m["of"], m["percent"]) for m in told["meetings"]][0] == (23, 34, 68.0)
    assert (told["mean"], told["pooled"], told["seats"]) == (62.5, 62.4, 37)
    assert told["never_marked"] == ["Detective chief inspector"]
    assert "no body" in CliRunner().invoke(commands, ["attendance", "zzz"]).output


def test_a_manager_sets_up_a_body_seats_it_and_marks_a_meeting(office):
    office.post(reverse("board:new_body"), {"name": "Partnership", "kind": "partnership"})
    body = Body.objects.get()
    office.post(reverse("board:seats", args=[body.pk]), {"role": "Doctor", "agency": "Health"})
    seat = Seat.objects.get()
    when = {"held_on-day": "13", "held_on-month": "5", "held_on-year": "2026", "kind": "ordinary"}
    office.post(reverse("board:new_meeting", args=[body.pk]), when)
    meeting = Meeting.objects.get()
    office.post(reverse("board:mark", args=[meeting.pk]), {f"seat-{seat.pk}": "N"})
    page = text(office.get(reverse("board:mark", args=[meeting.pk])))
    assert f'id="seat-{seat.pk}-N" name="seat-{seat.pk}" value="N" checked' in page
    office.post(
        reverse("board:mark", args=[meeting.pk]), {f"seat-{seat.pk}": "Y", "reason": "Came late"}
    )
    page = text(office.get(reverse("board:meeting", args=[meeting.pk])))
    assert "Came late" in page
    assert "1 of 1 marked" in page
    actions = set(Entry.objects.filter(kind="board").values_list("action", flat=True))
    assert actions == {
        "board.founded", "board.seat_added", "board.meeting_recorded", "board.marked",
    }


def test_a_meeting_is_put_right_or_withdrawn_with_a_reason(office, small):
    address = reverse("board:correct", args=[small.meeting.pk])
    when = {"held_on-day": "14", "held_on-month": "5", "held_on-year": "2026", "kind": "joint"}
    assert office.post(address, when).status_code == 422
    office.post(address, {**when, "reason": "As in the minutes"})
    small.meeting.refresh_from_db()
    assert (small.meeting.held_on.day, small.meeting.kind) == (14, "joint")
    office.post(address, {**when, "reason": "Of another board", "_withdraw": "1"})
    page = text(office.get(reverse("board:meeting", args=[small.meeting.pk])))
    assert "Of another board" in page


def test_a_seat_is_ended_from_today(office, small):
    office.post(reverse("board:seats", args=[small.body.pk]), {"_end": small.police.pk})
    small.police.refresh_from_db()
    assert small.police.until_on is not None
    assert "10 June 2026" in text(office.get(reverse("board:seats", args=[small.body.pk])))


def test_who_may_see_the_papers_may_not_change_them(client, small):
    client.force_login(a_user("director", authority=an_authority()))
    page = text(client.get(reverse("board:meeting", args=[small.meeting.pk])))
    assert "Mark who came" not in page
    answer = client.post(
        reverse("board:mark", args=[small.meeting.pk]), {f"seat-{small.police.pk}": "Y"}
    )
    assert answer.status_code == 403
    assert not Mark.objects.exists()


def test_the_board_of_another_authority_is_not_there(client, small):
    client.force_login(a_user("board_manager", authority=an_authority("998")))
    assert client.get(reverse("board:grid", args=[small.body.pk])).status_code == 404
    assert client.get(reverse("board:mark", args=[small.meeting.pk])).status_code == 404


def test_the_board_stands_in_the_navigation_of_those_who_may_see_it(office, client, board):
    assert 'href="/board/"' in text(office.get(reverse("board:bodies")))
    client.force_login(a_user("social_worker", authority=an_authority()))
    assert client.get(reverse("board:bodies")).status_code == 403


def test_the_grid_asks_few_questions_of_the_database(
    office, board, django_assert_max_num_queries
):
    address = reverse("board:grid", args=[board.pk])
    with django_assert_max_num_queries(15):
        office.get(address)
