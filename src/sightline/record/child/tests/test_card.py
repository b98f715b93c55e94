"""The situation card: what it says at three in the morning, and that it is never blank."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from sightline.base.documents import plain_text
from sightline.base.moments import at, now
from sightline.people.around.actions import say_around
from sightline.people.organisations.actions import enter_organisation, enter_professional
from sightline.people.persons.actions import record_hazard
from sightline.people.persons.given import AddressGiven
from sightline.people.testing import a_child, a_recorder, an_unborn
from sightline.record.allocation.actions.duty import put_on_duty
from sightline.record.child.duties import duties
from sightline.record.child.panels import Slot, Standing, slots
from sightline.record.child.printed import document
from sightline.record.child.situation import situation
from sightline.record.decisions.actions import record_decision
from sightline.record.spine.models import Clock
from sightline.record.visits.actions import Seen, record_visit

TODAY = date(2026, 6, 10)


def lines(now_is, part):
    return {line.label: line for line in now_is.parts[part].lines}


def visit(child, by, on, seen="seen_alone", **more):
    record_visit(by=by, on=on, children=[Seen(child, seen=seen, **more)], visitor=by.worker)


def test_a_child_of_whom_nothing_was_told_has_no_blank_line(borough):
    now_is = situation(a_child(), borough.nia)
    every = [line for part in now_is.parts.values() for line in part.lines]
    assert [line.label for line in every if not line.words.strip()] == []
    assert lines(now_is, "worry")["Worry"].words == "Not asked: nobody has written it"
    assert lines(now_is, "tonight")["Address"].words == "Not asked"
    assert lines(now_is, "legal")["Legal status"].words.startswith("Not asked")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("not_known", "Not known: we asked and could not find out"),
        ("not_asked", "Not asked yet"),
        ("declined", "They declined to say"),
        ("not_applicable", "Nobody has to be kept from knowing"),
        ("", "Not asked"),
    ],
)
def test_each_reason_for_not_knowing_is_said_in_its_own_words(ada, borough, say, code, words):
    say(ada, kept_from=code)
    assert lines(situation(ada, borough.nia), "tonight")["Must not be told"].words == words


def test_where_with_whom_and_who_must_not_know_are_said_as_written(ada, borough, say, shown):
    say(ada, where_is="relative", where_words="Gran's, 01999 555 047", with_whom="named",
        with_words="Gran", kept_from="named", kept_from_words="Her father: bail")
    page = shown(borough.nia, ada)
    for words in ("With a relative or friend: Gran's, 01999 555 047", "With Gran",
                  "Must not be told Her father: bail", "Left alone at night.", "Gran comes."):
        assert words in page


def test_what_was_written_names_author_and_day_and_is_stale_after_thirty_days(ada, borough, say):
    say(ada, on=TODAY - timedelta(days=30))
    assert situation(ada, borough.nia).parts["worry"].note == "Sam User, 11 May 2026"
    older = a_child("Ben Example")
    say(older, on=TODAY - timedelta(days=31))
    part = situation(older, borough.nia).parts["worry"]
    assert (part.note, part.tone) == (
        "Sam User, 10 May 2026; more than 30 days old, so check it", "soon"
    )


def test_it_is_written_on_a_short_page_opened_with_what_was_last_said(ada, borough, say, client):
    say(ada, worry="Left alone at night.")
    client.force_login(borough.sam)
    page = client.get(reverse("pages:start_page", args=[ada.pk, "situation", "write"]))
    assert "Left alone at night." in page.content.decode()


def test_a_long_worry_is_cut_on_the_card_and_whole_on_the_record(ada, borough, say):
    event = say(ada, worry="word " * 200)
    assert lines(situation(ada, borough.nia), "worry")["Worry"].words.endswith(" …")
    assert event.kind == "situation.written"


def test_last_seen_and_last_seen_alone_say_when_and_by_whom(ada, borough):
    visit(ada, borough.sam, date(2026, 5, 20))
    visit(ada, borough.sam, date(2026, 6, 2), seen="seen")
    visit(ada, borough.sam, date(2026, 6, 5), seen="not_seen", why_not="nobody_in")
    said = lines(situation(ada, borough.nia), "seen")
    assert said["Last seen"].words == "2 June 2026, by Sam Worker"
    assert said["Last seen alone"].words == "20 May 2026, by Sam Worker"
    assert said["Since then"].words == "1 visit did not see the child, the last on 5 June 2026"


def test_an_unborn_child_is_not_to_be_seen_alone(borough):
    baby = an_unborn(expected_on=date(2026, 7, 3))
    now_is = situation(baby, borough.nia)
    assert lines(now_is, "seen")["Last seen alone"].words == "Does not apply: unborn"
    assert now_is.line.age_line == "Unborn, expected 3 July 2026"


def test_a_child_brought_in_by_a_file_says_that_the_source_cannot_say(ada, borough):
    ada.step.source = "cin"
    ada.step.save(update_fields=["source"])
    said = lines(situation(ada, borough.nia), "seen")
    assert said["Last seen"].words == "Not known from this source"


def test_hazards_say_whether_the_person_was_told_and_when_they_are_looked_at(ada, borough, shown):
    record_hazard(person=ada, by=a_recorder(), on=TODAY, kind="animal", detail="A loose dog",
                  not_told_because="he would move it", review_on=date(2026, 7, 1))
    said = ("Hazard: animals A loose dog. Person not told: he would move it. "
            "Since 10 June 2026, to be reviewed by 1 July 2026")
    assert said in shown(borough.nia, ada)


def test_who_to_ring_has_numbers_and_whoever_is_on_duty_now(ada, borough):
    put_on_duty(worker=borough.night, team=borough.night_team, since=at(TODAY),
                until=at(TODAY + timedelta(days=1)), by=borough.nia)
    said = lines(situation(ada, borough.nia), "ring")
    assert said["Lead worker"].words == "Sam Worker, 01999 555 001, North team"
    assert said["Manager"].words == "Tess Manager, 01999 555 002"
    assert said["Chair"].words == "Nobody is named"
    assert said["On duty now"].words == "Nia Night, Night team, 01999 555 003"


def test_the_last_three_decisions_say_who_and_why(ada, borough):
    for day in range(1, 5):
        record_decision(by=borough.sam, on=date(2026, 6, day), about="oversight",
                        rationale=f"Reason {day}", children=[ada], made_by=borough.worker)
    said = situation(ada, borough.nia).parts["decisions"].lines
    assert [line.label for line in said] == ["4 June 2026", "3 June 2026", "2 June 2026"]
    assert "The way the work is going. Reason 4" in said[0].words
    assert said[0].note == "Sam Worker"


@pytest.fixture
def ordered():
    """Puts an order on every child's card until a moment."""
    def put(words, ends_at):
        slots.add("order", Slot("order", "legal", lambda child: [
            Standing(words, since_at=now(), ends_at=ends_at)
        ]))

    yield put
    slots._items.pop("order", None)


def test_an_order_heads_the_page_with_the_hour_it_ends_and_leaves_when_it_has(
    ada, borough, shown, ordered
):
    ordered("Police protection", now() + timedelta(hours=41))
    page = shown(borough.nia, ada)
    said = "Police protection, from 10 June 2026 at 03:00, ends 11 June 2026 at 20:00, 41 hours"
    assert page.count(said) == 1
    slots._items.pop("order")
    ordered("Police protection", now() - timedelta(minutes=1))
    assert "Police protection" not in shown(borough.nia, ada)


def clock(key, due_on, state="running"):
    return Clock(key=key, version="2013-04-15", started_on=date(2026, 5, 1), due_on=due_on,
                 state=state)


def test_what_keeps_a_child_safe_stands_before_paper_and_the_latest_first():
    found = duties([
        clock("referral_acknowledged", date(2026, 5, 2)), clock("cp_visit", date(2026, 6, 8)),
        clock("s47_complete", date(2026, 6, 3)), clock("icpc", date(2026, 6, 19)),
    ])
    assert [one.title for one in found.overdue] == [
        "Section 47 enquiry written up and authorised", "Child protection visits"
    ]
    assert [one.title for one in found.next] == ["Initial child protection conference"]
    assert [one.title for one in found.paper] == ["Referral acknowledged to the referrer"]
    assert found.seeing is found.overdue[1]
    assert found.paper_late == 1


def test_a_confidential_address_is_for_those_who_work_with_people_and_for_no_paper(
    borough, shown, client
):
    child = a_child(addresses=(
        AddressGiven("MARKERADDRESS 7 Hidden Road", "ZZ9 9ZZ", confidential=True),
    ))
    assert "MARKERADDRESS" in shown(borough.nia, child)
    assert "MARKERADDRESS" not in shown(borough.ivy, child)
    assert "Confidential: held on the record" in shown(borough.ivy, child)
    for user in (borough.nia, borough.ivy):
        assert "MARKERADDRESS" not in shown(user, child, "situation/")
    assert "Address: confidential" in shown(borough.nia, child, "situation/")


@pytest.mark.covers("S344")
def test_professionals_stand_with_their_numbers_and_each_service_with_what_is_known_of_it(
    ada, borough, shown
):
    assert lines(situation(ada, borough.nia), "around")["Professionals"].words == (
        "Not asked: no service is recorded")
    by = a_recorder()
    surgery = enter_organisation(name="Wharf Surgery", kind="gp", by=by, on=TODAY,
                                 phone="01999 555 061")
    doctor = enter_professional(name="Dr Fern", organisation=surgery, by=by, on=TODAY)
    told = {"person": ada, "by": by, "on": TODAY}
    say_around(service="gp", state="involved", professional=doctor, **told)
    say_around(service="housing", state="not_involved", **told)
    say_around(service="police", state="unavailable", **told)
    said = {key: line.words for key, line in lines(situation(ada, borough.nia), "around").items()}
    assert said["GP"] == "Dr Fern, Wharf Surgery, 01999 555 061"
    assert (said["Not involved"], said["Source unavailable"]) == ("Housing", "Police")
    assert "Health visitor; Midwife" in said["Not checked"]
    for words in ("GP", "Housing", "Police"):
        assert words not in said["Not checked"].split("; ")
    assert "Dr Fern, Wharf Surgery, 01999 555 061" in shown(borough.nia, ada)
    paper = plain_text(document(situation(ada, borough.nia), borough.nia))
    assert "Dr Fern, Wharf Surgery, 01999 555 061" in paper
