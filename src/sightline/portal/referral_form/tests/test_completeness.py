"""What a form leaves out is asked once more, scored, and never holds a referral back."""

from datetime import date, time, timedelta

import pytest
from django.http import QueryDict

from sightline.base.jobs.schedule import tick
from sightline.base.moments import fixed, now
from sightline.journey.contact import queries
from sightline.journey.contact.models import Completeness
from sightline.portal.referral_form import actions
from sightline.portal.referral_form.complete import score
from sightline.portal.referral_form.models import Submission
from sightline.portal.referral_form.tests.conftest import FILLED
from sightline.record.spine.models import Event

pytestmark = pytest.mark.covers("S007")


def arrived(merrow):
    return list(queries.undecided(merrow.authority))


def told(answers, form="child"):
    sent = QueryDict(mutable=True)
    for name, value in answers.items():
        sent.setlist(name, value if isinstance(value, list) else [value])
    return score(sent, form)


def test_the_score_counts_what_was_told_and_what_nobody_knows_apart():
    answers = FILLED | {"unknown": ["child-0-sex", "tried"], "danger": "not_known"}
    found = told(answers)
    assert {each.whose for each in found.not_known} == {
        "Is anyone in immediate danger?", "Child 1: Sex", "What has been tried already?",
    }
    assert {each.whose for each in found.left_out} == {
        "Child 1: Where is this child now, and with whom?",
        "Who else is in the family or the home?",
    }
    assert found.told + 3 + 2 == found.asked
    # an unborn child is asked for neither a sex nor whether it is safe now
    assert not [each for each in found.questions if each.key in ("child-1-sex", "child-1-safe")]


def test_ticking_i_do_not_know_beside_an_answer_takes_nothing_away():
    found = told(FILLED | {"unknown": ["address", "made-up", "child-0-sex"], "child-0-sex": "F"})
    assert [each.key for each in found.not_known] == []


def test_what_is_left_out_is_asked_again_with_everything_typed_still_there(merrow, send):
    page = send(asked=None)
    words = page.content.decode()
    assert "Not sent yet: 4 questions not answered" in words
    assert "She said nobody was home." in words
    assert 'name="unknown" type="checkbox" value="child-0-where"' in words
    assert words.count('name="child-0-where"') == 1
    assert arrived(merrow) == []


def test_pressed_again_it_is_sent_whatever_is_left(merrow, send):
    send(asked=None)
    receipt = send(unknown=["child-0-where"], child__0__sex="F").content.decode()
    assert "We have your form" in receipt
    assert "Not answered" in receipt
    assert "What has been tried already?" in receipt
    assert "You did not know" in receipt
    assert "Ana" not in receipt
    first, _ = arrived(merrow)
    row = Completeness.objects.latest_for(first.pk)
    assert row.form == "child"
    assert "Where is this child now" in row.not_known
    assert "What has been tried already?" in row.left_out
    assert Event.objects.filter(kind="contact.received").count() == 2
    assert not Submission.objects.filter(occasion=None).exists()


def test_pressed_again_with_nothing_changed_it_is_one_contact(merrow, send):
    send(asked=None)
    send()
    assert Event.objects.filter(kind="contact.received").count() == 2
    assert Submission.objects.count() == 1


def test_a_child_s_score_says_nothing_of_another_child_on_the_form(merrow, send):
    send()
    ana, unborn = (Completeness.objects.latest_for(step.pk) for step in arrived(merrow))
    assert "Where is this child now" in ana.left_out
    assert "Where is this child now" not in unborn.left_out
    assert ana.asked - unborn.asked == 4


@pytest.mark.parametrize("said", [{"danger": "yes"}, {"child__0__safe": "no"}])
def test_where_somebody_is_in_danger_nothing_is_asked_again_first(merrow, send, said):
    assert "We have your form" in send(asked=None, **said).content.decode()
    assert len(arrived(merrow)) == 2


def test_whoever_closes_the_page_has_told_us_all_the_same(merrow, send):
    send(asked=None)
    assert list(Submission.objects.waiting()) == []
    with fixed(now() + timedelta(minutes=10), everywhere=True):
        actions.take_in_left()
        assert arrived(merrow) == []
    with fixed(now() + timedelta(minutes=16), everywhere=True):
        assert list(Submission.objects.waiting()) == [Submission.objects.get()]
        assert "referral_form.left" in tick()
        first, _ = arrived(merrow)
        received = queries.received(first)
        # from the moment at which it reached us, and not at which somebody gave up waiting
        assert (received.happened_on, received.happened_at) == (date(2026, 6, 10), time(10, 0))
        assert "did not press send again" in queries.account_of(first).detail
        send(tried="We rang home")
        assert len(arrived(merrow)) == 2
        assert "We rang home" in queries.account_of(first).detail
        assert "What has been tried" not in Completeness.objects.latest_for(first.pk).left_out


def test_a_contact_counts_from_the_first_time_the_form_reached_us(merrow, send):
    send(asked=None)
    with fixed(now() + timedelta(minutes=9), everywhere=True):
        send(tried="We rang home")
    received = queries.received(arrived(merrow)[0])
    assert received.happened_at == time(10, 0)


def test_a_whole_form_is_not_asked_again(merrow, send):
    whole = {"child__0__sex": "F", "child__0__where": "School", "others": "Grandmother",
             "tried": "We rang"}
    assert "We have your form" in send(asked=None, **whole).content.decode()
    row = Completeness.objects.latest_for(arrived(merrow)[0].pk)
    assert (row.told, row.left_out) == (row.asked, "")
