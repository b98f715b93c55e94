"""Nothing typed is lost: the session ends, the form grows old, another person sits down."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from sightline.access.kept.actions import forget_old
from sightline.access.kept.models import RefusedPost
from sightline.base import moments

pytestmark = [pytest.mark.django_db, pytest.mark.urls("sightline.access.sign_in.tests.pages")]
OURS = {"HTTP_ORIGIN": "http://testserver"}
TYPED = {"words": "Mum said she felt safe", "on": "31/02/2026"}


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.SIGHTLINE_DEMO = True


@pytest.fixture
def amira(person, merrow):
    return person("amira", "social_worker", authority=merrow)


@pytest.fixture
def note(world, merrow, amira):
    """The address of the note form of a child allocated to Amira."""
    child = world.Child.objects.create(authority_id=merrow.pk)
    world.Reason.objects.create(kind="allocated", user_id=amira.pk, child_id=child.pk)
    return f"/child/{child.pk}/note/"


@pytest.fixture
def browser():
    return Client()


def sign_in(browser, user, **where):
    return browser.post(f"/accounts/demonstration/{user.username}/", where)


def end_session(browser):
    """The session ends at the server; the browser keeps its cookies."""
    browser.session.flush()


def test_what_was_typed_when_the_session_ended_is_in_the_form_after_signing_in(
    browser, amira, note
):
    sign_in(browser, amira)
    assert "form with []" in browser.get(note).content.decode()
    end_session(browser)
    refused = browser.post(note, TYPED, **OURS)
    assert refused.status_code == 302
    page = browser.get(refused["Location"]).content.decode()
    assert "What you typed has been kept" in page
    after = re.search(r'name="next" value="([^"]*)"', page)[1]
    answer = sign_in(browser, amira, next=after)
    assert answer["Location"] == note
    again = browser.get(note).content.decode()
    assert "form with [Mum said she felt safe] and [31/02/2026]" in again


def test_once_the_form_is_taken_nothing_of_it_is_kept(browser, amira, note):
    sign_in(browser, amira)
    browser.get(note)
    end_session(browser)
    browser.post(note, TYPED, **OURS)
    sign_in(browser, amira)
    assert RefusedPost.objects.count() == 1
    assert browser.post(note, {"words": ""}).status_code == 200
    assert RefusedPost.objects.count() == 1
    browser.post(note, TYPED)
    assert not RefusedPost.objects.exists()


def test_another_person_at_the_same_browser_finds_nothing(browser, amira, note, person, merrow):
    sign_in(browser, amira)
    browser.get(note)
    end_session(browser)
    browser.post(note, TYPED, **OURS)
    door = person("dora", "front_door_worker", authority=merrow)
    sign_in(browser, door)
    assert "form with []" in browser.get(note).content.decode()
    assert "Mum said" not in browser.get("/accounts/kept/").content.decode()
    assert RefusedPost.objects.get().user == amira


def test_the_same_person_at_another_browser_finds_nothing(browser, amira, note):
    sign_in(browser, amira)
    browser.get(note)
    end_session(browser)
    browser.post(note, TYPED, **OURS)
    other = Client()
    sign_in(other, amira)
    assert "form with []" in other.get(note).content.decode()


def test_a_form_that_cannot_be_filled_again_is_sent_again_from_the_kept_page(browser, amira):
    sign_in(browser, amira)
    browser.get("/")
    end_session(browser)
    refused = browser.post("/plain/", TYPED, **OURS)
    assert "next=%2Faccounts%2Fkept%2F" in refused["Location"]
    sign_in(browser, amira)
    page = browser.get("/accounts/kept/").content.decode()
    assert 'action="/plain/"' in page
    assert '<input type="hidden" name="words" value="Mum said she felt safe">' in page
    assert browser.post("/plain/", TYPED)["Location"] == "/taken/"
    assert "Nothing is waiting" in browser.get("/accounts/kept/").content.decode()


def test_kept_work_can_be_thrown_away_by_its_writer_alone(browser, amira, person, merrow):
    sign_in(browser, amira)
    browser.get("/")
    end_session(browser)
    browser.post("/plain/", TYPED, **OURS)
    number = RefusedPost.objects.get().pk
    stranger = Client()
    sign_in(stranger, person("dora", "front_door_worker", authority=merrow))
    assert stranger.post(f"/accounts/kept/{number}/throw-away/").status_code == 404
    sign_in(browser, amira)
    browser.post(f"/accounts/kept/{number}/throw-away/")
    assert not RefusedPost.objects.exists()


def test_passwords_and_form_tokens_are_never_kept(browser, amira):
    sign_in(browser, amira)
    browser.get("/")
    end_session(browser)
    secrets = {"csrfmiddlewaretoken": "x", "password": "y", "new_password1": "z", "words": "kept"}
    browser.post("/plain/", secrets, **OURS)
    assert RefusedPost.objects.get().fields == [["words", "kept"]]


def test_what_another_site_sends_is_not_kept(browser, amira, note):
    sign_in(browser, amira)
    browser.get(note)
    end_session(browser)
    for origin in ({"HTTP_ORIGIN": "https://elsewhere.example"}, {"HTTP_ORIGIN": "null"}, {}):
        answer = browser.post(note, TYPED, **origin)
        assert "kept=1" not in answer["Location"]
    assert not RefusedPost.objects.exists()


def test_the_token_of_the_browser_is_stored_only_as_its_digest(browser, amira):
    sign_in(browser, amira)
    browser.get("/")
    end_session(browser)
    browser.post("/plain/", TYPED, **OURS)
    assert RefusedPost.objects.get().browser not in browser.cookies["sightline_browser"].value
    assert browser.cookies["sightline_browser"]["httponly"]


def test_a_draft_saved_in_the_background_is_told_and_not_sent_away(browser, amira, note):
    sign_in(browser, amira)
    browser.get(note)
    end_session(browser)
    for script in ({"HTTP_HX_REQUEST": "true"}, {"HTTP_SEC_FETCH_MODE": "cors"}):
        answer = browser.post(note, TYPED, **OURS, **script)
        assert answer.status_code == 401
        assert "signed out" in answer.content.decode()
    assert not RefusedPost.objects.exists()


def test_after_fourteen_days_it_is_offered_no_more_and_forgotten(browser, amira, note):
    sign_in(browser, amira)
    browser.get(note)
    end_session(browser)
    browser.post(note, TYPED, **OURS)
    sign_in(browser, amira)
    with moments.fixed(moments.now() + timedelta(days=14)):
        assert "form with []" in browser.get(note).content.decode()
        assert forget_old() == 1


def test_a_form_that_has_grown_too_old_comes_back_with_everything_typed(amira, note):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(amira)
    strict.get(note)
    answer = strict.post(note, {**TYPED, "csrfmiddlewaretoken": "old"}, **OURS)
    assert answer.status_code == 303
    assert answer["Location"] == note
    assert "[Mum said she felt safe]" in strict.get(note).content.decode()


def test_a_stranger_whose_public_form_grew_old_has_it_back_too():
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/referral/", {**TYPED, "csrfmiddlewaretoken": "old"}, **OURS)
    assert answer["Location"] == "/referral/"
    assert "[Mum said she felt safe]" in strict.get("/referral/").content.decode()


def test_a_form_forged_by_another_site_is_refused_in_plain_words(amira, note):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(amira)
    answer = strict.post(note, TYPED, HTTP_ORIGIN="https://elsewhere.example")
    assert answer.status_code == 403
    assert "Nothing was changed" in answer.content.decode()
    assert not RefusedPost.objects.exists()


def test_an_old_sign_in_form_is_shown_again_and_its_password_kept_nowhere():
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/accounts/login/", {"login": "amira", "password": "hush"}, **OURS)
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/"
    assert not RefusedPost.objects.exists()


def test_strangers_cannot_fill_the_disk(monkeypatch):
    monkeypatch.setattr("sightline.access.kept.actions.STRANGERS", 2)
    for _ in range(4):
        Client(enforce_csrf_checks=True).post("/referral/", TYPED, **OURS)
    assert RefusedPost.objects.count() == 2


def test_a_later_refusal_of_the_same_form_replaces_the_earlier(browser, amira, note):
    sign_in(browser, amira)
    browser.get(note)
    end_session(browser)
    browser.post(note, {"words": "first"}, **OURS)
    browser.post(note, {"words": "second"}, **OURS)
    assert RefusedPost.objects.get().data["words"] == "second"


def test_a_very_long_address_does_not_cost_what_was_typed(browser, amira, note):
    sign_in(browser, amira)
    browser.get(note)
    end_session(browser)
    long = f"{note}?x={'a' * 3000}"
    assert browser.post(long, TYPED, **OURS).status_code == 302
    [kept] = RefusedPost.objects.all()
    assert len(kept.path) <= RefusedPost._meta.get_field("path").max_length
    sign_in(browser, amira)
    assert TYPED["words"] in browser.get(long).content.decode()
