"""A form that anybody sends is kept, arrives at the front door, and is answered by a receipt."""

import re
from datetime import date, time, timedelta

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from sightline.access.users.models import User
from sightline.base.moments import fixed, now
from sightline.journey.contact import actions as contact
from sightline.journey.contact import queries
from sightline.people.testing import a_child, a_user
from sightline.portal.referral_form import actions
from sightline.portal.referral_form.models import Submission, SubmissionQuerySet
from sightline.portal.referral_form.tests.conftest import FILLED
from sightline.record.referrers.carrying import referrer_of
from sightline.record.referrers.models import Reply
from sightline.record.spine.models import Event, Occasion, Step
from sightline.record.tasks.models import Task

pytestmark = pytest.mark.covers("S003")


def arrived(merrow):
    return list(queries.undecided(merrow.authority))


@pytest.mark.covers("S007")
def test_a_form_arrives_in_the_front_doors_list_with_everything_on_it(merrow, send):
    send()
    ana, unborn = arrived(merrow)
    assert [step.child.display_name for step in (ana, unborn)][0] == "Ana Reed"
    assert ana.child.born_on == date(2018, 3, 4)
    assert unborn.child.expected_on == date(2026, 9, 1)
    assert ana.owner_team == unborn.owner_team == merrow.door
    assert queries.headline(ana) == "Left alone overnight"
    assert queries.account_of(ana).method == "form"
    assert queries.family_told(ana).why_not == "risk"
    assert queries.family_told(ana).basis == "public_task"
    assert ana.child.addresses.get().lines == "12 Acacia Avenue"
    referrer = referrer_of(ana)
    assert (referrer.source, referrer.name) == ("2A", "Priya Teacher")


def test_a_contact_counts_from_the_moment_the_form_was_sent(merrow, send):
    send()
    first = queries.received(arrived(merrow)[0])
    assert (first.happened_on, first.happened_at) == (date(2026, 6, 10), time(10, 0))
    assert arrived(merrow)[0].clocks.get(key="referral_decision").due_on == date(2026, 6, 11)


def test_the_receipt_says_its_number_and_what_happens_by_when(merrow, send):
    page = send().content.decode()
    submission = Submission.objects.get()
    assert submission.reference in page
    assert "11 June 2026" in page
    assert "020 7946 0999" in page
    assert "2 children" in page
    assert "Working Together" in page
    assert "not confirmed" in page


def test_the_receipt_can_be_printed(client, merrow, send):
    send()
    answer = client.get(reverse("referral_form:printed", args=[Submission.objects.get().secret]))
    assert answer.content.startswith(b"%PDF")


def test_a_receipt_names_no_child_and_ends_after_ninety_days(client, merrow, send):
    page = send().content.decode()
    assert "Ana" not in page
    with fixed(now() + timedelta(days=91), everywhere=True):
        address = reverse("referral_form:receipt", args=[Submission.objects.get().secret])
        assert client.get(address).status_code == 404


def anonymised(page):
    return re.sub(r"RF-\w{4}-\w{4}|receipt/[\w-]+", "", page.content.decode())


def test_nobody_learns_from_the_form_whether_a_child_is_known(merrow, send):
    stranger = anonymised(send(once="one"))
    a_child("Ana Reed", authority=merrow.authority, born_on=date(2018, 3, 4))
    known = anonymised(send(once="two"))
    assert stranger == known


def test_a_sealed_record_is_told_to_its_keeper_and_the_sender_sees_nothing(merrow, send):
    from sightline.people.restriction.actions import restrict
    from sightline.people.workforce.actions import take_on

    stranger = anonymised(send(once="one"))
    child = a_child("Zo Quill", authority=merrow.authority, born_on=date(2017, 1, 2))
    keeper = take_on(name="Kay Keeper", by=merrow.by, on=date(2024, 1, 2), user=merrow.by)
    restrict(
        person=child, level="sealed", custodian=keeper, reason="Adopted", by=merrow.by,
        on=date(2026, 1, 5),
    )
    told = {"child__0__given": "Zo", "child__0__family": "Quill", "child__0__born_on__day": "2",
            "child__0__born_on__month": "1", "child__0__born_on__year": "2017"}
    assert anonymised(send(once="two", **told)) == stranger
    assert Task.objects.filter(owner_worker=keeper, child=child).exists()


def test_a_form_pressed_twice_is_one_contact_and_one_receipt(merrow, send):
    first, second = send(), send()
    assert Occasion.objects.count() == 1
    assert first.redirect_chain == second.redirect_chain


def test_two_presses_at_one_moment_are_one_form(merrow, monkeypatch):
    sent = QueryDict("once=a&worry=Hungry")
    first, _ = actions.keep(authority=merrow.authority, sent=sent)
    looked = []

    def not_there_yet(rows):
        # the first press had not been written when the second one looked
        looked.append(rows)
        return None

    with monkeypatch.context() as patched:
        patched.setattr(SubmissionQuerySet, "first", not_there_yet)
        second, fresh = actions.keep(authority=merrow.authority, sent=sent)
    assert looked
    assert (second, fresh) == (first, False)
    assert Submission.objects.count() == 1


def test_a_form_sent_again_with_changes_adds_to_the_contact(merrow, send):
    send()
    send(detail="She said nobody was home on Monday and Tuesday.", child__2__given="Bo")
    steps = arrived(merrow)
    assert [step.child.given_names for step in steps] == ["Ana", "", "Bo"]
    assert "Tuesday" in queries.account_of(steps[0]).detail
    assert Submission.objects.first().reference in queries.account_of(steps[0]).detail
    assert Event.objects.filter(kind="contact.added_to", step=steps[0]).count() == 1
    assert Submission.objects.filter(occasion=None).count() == 0


@pytest.mark.parametrize("name", ["worry", "described", "address", "name"])
def test_one_answer_is_enough(merrow, send, name):
    name = f"child-0-{name}" if name == "described" else name
    assert send({name: "A boy in a red coat"}).status_code == 200
    (step,) = arrived(merrow)
    assert queries.child_part(step).about == "unidentified"


def test_a_form_on_which_nothing_is_written_is_shown_again(merrow, send):
    page = send({"once": "x", "child-0-given": " "})
    assert page.status_code == 422
    assert "Nothing is written on the form yet" in page.content.decode()
    assert not Submission.objects.exists()


def test_a_child_on_a_form_is_matched_later_without_typing_it_again(merrow, send):
    send()
    known = a_child("Ana Reed", authority=merrow.authority, born_on=date(2018, 3, 4))
    step = contact.match(
        step=arrived(merrow)[0], known=known, by=merrow.by, on=date(2026, 6, 10)
    )
    assert step.child == known
    assert queries.headline(step) == "Left alone overnight"
    assert referrer_of(step).name == "Priya Teacher"


def test_what_cannot_be_read_or_does_not_fit_is_kept_in_words(merrow, send):
    page = send(
        child__0__born_on__day="31", child__0__born_on__month="2", child__0__sex="??",
        worry="w" * 5000, name="ñ" * 300, email="not an address", source="zz",
        told_on__day="32", told_on__month="1", told_on__year="2026",
    )
    step = arrived(merrow)[0]
    detail = queries.account_of(step).detail
    assert "w" * 5000 in detail
    assert "ñ" * 300 in detail
    assert "32 1 2026" in detail
    assert "31 2 2018" in queries.child_part(step).described
    assert "not an address" in referrer_of(step).best_reply
    assert "31 2 2018" in page.content.decode()


def fits(row):
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        if isinstance(value, str) and getattr(column, "max_length", None):
            assert len(value) <= column.max_length, f"{row._meta.label}.{column.name}"
        if isinstance(value, str):
            assert "\x00" not in value


def test_hostile_words_are_kept_and_shown_as_words(merrow, send, client):
    nasty = "<script>alert('x')</script>\u202e\U0001f600 '; DROP TABLE" + "é" * 400
    texts = {
        name: nasty for name in (
            "source", "organisation", "name", "role", "phone", "email", "best_reply", "no_reply",
            "danger", "danger_action", "address", "postcode", "others", "worry", "detail", "tried",
            "answer", "agreed_to", "told_who", "why_not", "why_not_words", "basis",
            "child-0-given", "child-0-family", "child-0-described", "child-0-where",
            "child-0-sex", "child-0-safe", "child-0-own_worry", "child-0-born_on-year",
        )
    }
    page = send({**texts, "worry": f"nul \x00 {nasty}", "once": "o" * 500})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    (step,) = arrived(merrow)
    rows = [queries.account_of(step), queries.family_told(step), queries.child_part(step),
            referrer_of(step), step.child, step.child.addresses.get(), *step.child.names.all()]
    for row in rows:
        fits(row)
    client.force_login(a_user("front_door_worker", authority=merrow.authority))
    seen = client.get(reverse("pages:step", args=[step.child_id, step.pk])).content.decode()
    assert "<script>alert" not in seen
    assert "&lt;script&gt;alert" in seen


def test_a_hundred_children_on_one_form_are_all_told(merrow, send):
    send({f"child-{n}-given": f"Child{n}" for n in range(40)})
    steps = arrived(merrow)
    assert len(steps) == 30
    assert "Another child: Child39" in queries.account_of(steps[0]).detail


def test_a_form_a_machine_may_have_sent_arrives_and_says_so(merrow, send):
    send(website="http://buy.example")
    assert "sent by a machine" in queries.account_of(arrived(merrow)[0]).detail


def test_the_twenty_first_form_of_an_hour_arrives_and_says_so(merrow, send):
    for number in range(21):
        send(once=f"form {number}", child__1__family="")
    steps = arrived(merrow)
    said = [s for s in steps if "Many forms" in queries.account_of(s).detail]
    assert {step.opened_on for step in steps} == {date(2026, 6, 10)}
    assert Submission.objects.filter(occasion=None).count() == 0
    assert Submission.objects.exclude(mark="").count() == 1
    assert said


def test_danger_is_told_to_ring_999_and_the_form_is_taken_all_the_same(merrow, send):
    page = send(danger="yes").content.decode()
    assert "Ring 999 now" in page
    assert queries.account_of(arrived(merrow)[0]).danger == "yes"


def test_whoever_leaves_no_way_to_be_reached_is_asked_to_ring(merrow, send):
    page = send(phone="", email="").content.decode()
    assert "You left no way to reach you" in page
    send(phone="", no_reply="My manager may not know", once="two")
    assert "My manager may not know" in referrer_of(arrived(merrow)[-1]).best_reply


def test_a_form_that_cannot_be_made_a_contact_is_kept_and_somebody_is_tasked(
    merrow, send, monkeypatch, client
):
    good = anonymised(send(once="good"))

    def broken(**told):
        raise ValueError("words of the record")

    with monkeypatch.context() as patched:
        patched.setattr(actions.contact, "receive", broken)
        assert anonymised(send(once="bad")) == good
    kept = Submission.objects.get(once="bad")
    assert kept.failure == "ValueError"
    assert kept.sent["worry"] == "Left alone overnight"
    assert kept.reference in Task.objects.get(owner_team=merrow.door).text
    client.force_login(a_user("front_door_worker", authority=merrow.authority))
    page = client.get(reverse("referral_form:waiting")).content.decode()
    assert "Left alone overnight" in page
    with fixed(now() + timedelta(days=1), everywhere=True):
        client.post(reverse("referral_form:waiting"), {"reference": kept.reference})
    kept.refresh_from_db()
    first = Event.objects.filter(occasion=kept.occasion).first()
    assert first.happened_on == date(2026, 6, 10)


def test_another_authoritys_waiting_form_cannot_be_taken_in(merrow, client):
    from sightline.people.testing import an_authority

    kept, _ = actions.keep(authority=merrow.authority, sent=QueryDict("worry=Hungry"))
    elsewhere = a_user("front_door_worker", authority=an_authority("998"))
    client.force_login(elsewhere)
    assert kept.reference not in client.get(reverse("referral_form:waiting")).content.decode()
    answer = client.post(reverse("referral_form:waiting"), {"reference": kept.reference})
    assert answer.status_code == 404


def test_a_browser_without_cookies_sends_the_form_all_the_same(merrow):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(reverse("referral_form:refer", args=["999"]),
                         {"worry": "Hungry", "asked": "1"})
    assert answer.status_code == 302
    assert len(arrived(merrow)) == 1


def test_nobody_signs_in_as_the_form(merrow, send):
    send()
    user = User.objects.get(username=actions.USERNAME)
    assert not user.has_usable_password()
    assert not user.demonstration


def test_the_front_doors_answer_is_read_on_the_receipt(client, merrow, send):
    send()
    step = arrived(merrow)[0]
    contact.acknowledge(
        step=step, by=merrow.by, on=date(2026, 6, 10),
        reply=Reply(way="portal", words="We have it and will ring you."),
    )
    address = reverse("referral_form:receipt", args=[Submission.objects.get().secret])
    assert "We have it and will ring you." in client.get(address).content.decode()


def test_adding_and_removing_a_child_keeps_everything_typed(client, merrow, send):
    page = send(_do="add").content.decode()
    assert 'name="child-2-given"' in page
    assert "Left alone overnight" in page
    page = send(_do="remove:0").content.decode()
    assert 'value="Ana"' not in page
    assert 'name="child-1-family"' in page
    assert not Step.objects.exists()


def test_the_form_is_found_without_signing_in(client, merrow):
    page = client.get("/refer/", follow=True)
    assert "Tell Merrow about a child" in page.content.decode()
    assert "ring 999 now" in page.content.decode()
    assert client.get("/refer/111/").status_code == 404
    assert client.get("/refer/receipt/guess/").status_code == 404


def test_whoever_only_looks_at_the_front_door_takes_nothing_in(merrow, client):
    kept, _ = actions.keep(authority=merrow.authority, sent=QueryDict("worry=Hungry"))
    client.force_login(a_user("director", authority=merrow.authority))
    answer = client.post(reverse("referral_form:waiting"), {"reference": kept.reference})
    assert answer.status_code == 403
    kept.refresh_from_db()
    assert kept.occasion is None


def test_a_flood_from_one_connection_is_told_to_ring_and_keeps_its_words(
    merrow, send, client, monkeypatch
):
    monkeypatch.setattr(actions, "MOST_FORMS", 2)
    first = send(once="a")
    send(once="b")
    held = send(once="c", detail="He has not eaten since Monday.")
    assert held.status_code == 429
    page = held.content.decode()
    assert "ring us on 020 7946 0999 (020 7946 0998 at night and weekends)" in page
    assert "He has not eaten since Monday." in page
    assert Submission.objects.count() == 2
    assert send(once="a").redirect_chain == first.redirect_chain, "a receipt is shown again"
    where, whole = reverse("referral_form:refer", args=["999"]), FILLED | {"asked": "1"}
    claimed = client.post(where, whole | {"once": "d"}, headers={"X-Forwarded-For": "192.0.2.9"})
    assert claimed.status_code == 429, "a header that anybody may write is not believed"
    other = client.post(where, whole | {"once": "e"}, REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 302
    with fixed(now() + timedelta(days=1, minutes=1), everywhere=True):
        assert send(once="c").status_code == 200


def test_so_many_letters_in_a_day_are_a_flood_too(merrow, send, monkeypatch):
    monkeypatch.setattr(actions, "MOST_LETTERS", 3000)
    assert send(once="a").status_code == 200
    assert send(once="b", detail="x" * 2500).status_code == 429
