"""Signing in and out."""

from threading import BoundedSemaphore

import pytest
from django.core.cache import cache
from django.test import Client

from sightline.access.sign_in import slowing
from sightline.access.users.actions import create_user, give_role
from sightline.base import moments

pytestmark = [pytest.mark.django_db, pytest.mark.urls("sightline.access.sign_in.tests.pages")]
SECRET = "correct horse battery"


@pytest.fixture(autouse=True)
def nothing_counted():
    """allauth counts wrong codes in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def ben(merrow):
    user = create_user(username="ben", display_name="Ben Okoro", by=None, password=SECRET)
    give_role(user=user, role="team_manager", authority=merrow, by=None, on=moments.today())
    return user


def test_a_person_signs_in_with_a_password_and_goes_where_they_were_going(ben, client):
    page = client.get("/accounts/login/?next=/team/").content.decode()
    assert 'name="next" value="/team/"' in page
    answer = client.post("/accounts/login/", {"login": "Ben", "password": SECRET, "next": "/team/"})
    assert answer["Location"] == "/team/"
    assert client.get("/team/").status_code == 200


def test_a_wrong_password_is_said_without_saying_who_exists(ben, client):
    wrong = client.post("/accounts/login/", {"login": "ben", "password": "no"})
    nobody = client.post("/accounts/login/", {"login": "nobody", "password": "no"})
    for answer in (wrong, nobody):
        assert answer.status_code == 200
        assert "There is a problem" in answer.content.decode()
        assert "no</" not in answer.content.decode()


def test_after_six_wrong_passwords_even_the_right_one_waits(ben, client):
    for name in ("ben", "Ben", "BEN", "beN", " ben", "ben"):
        answer = client.post("/accounts/login/", {"login": name, "password": "wrong"})
    assert answer.status_code == 429
    assert "Too many attempts" in answer.content.decode()
    right = client.post("/accounts/login/", {"login": "ben", "password": SECRET})
    assert right.status_code == 429
    assert client.get("/team/").status_code == 302


def wrongly(client, times, **where):
    for _ in range(times):
        answer = client.post("/accounts/login/", {"login": "ben", "password": "no"}, **where)
    return answer


def test_a_stranger_who_knows_a_name_locks_out_nobody_but_their_own_address(
    ben, client, monkeypatch
):
    monkeypatch.setattr(slowing.time, "sleep", lambda seconds: None)
    assert wrongly(client, 7, REMOTE_ADDR="203.0.113.9").status_code == 429
    answer = client.post("/accounts/login/", {"login": "ben", "password": SECRET})
    assert answer.status_code == 302
    assert client.get("/team/").status_code == 200


def test_behind_our_own_https_the_address_is_whose_the_proxy_says(
    ben, client, settings, monkeypatch
):
    monkeypatch.setattr(slowing.time, "sleep", lambda seconds: None)
    told = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "198.51.100.1, 203.0.113.9"}
    settings.SECURE_COOKIES = True
    assert wrongly(client, 6, **told).status_code == 429
    mine = told | {"HTTP_X_FORWARDED_FOR": "203.0.113.9, 198.51.100.7"}
    right = {"login": "ben", "password": SECRET}
    assert client.post("/accounts/login/", right, **mine).status_code == 302
    # without it, a header is only what somebody claims
    settings.SECURE_COOKIES = False
    assert wrongly(Client(), 6, **told).status_code == 429
    told["HTTP_X_FORWARDED_FOR"] = "198.51.100.8"
    assert Client().post("/accounts/login/", right, **told).status_code == 429


def test_guesses_from_many_addresses_wait_longer_and_longer_and_the_right_password_still_opens(
    ben, client, monkeypatch
):
    waits = []
    monkeypatch.setattr(slowing.time, "sleep", waits.append)
    for place in range(16):
        wrongly(client, 1, REMOTE_ADDR=f"203.0.113.{place}")
    assert waits[0] == 0.25
    assert waits == sorted(waits)
    assert max(waits) == slowing.SLOWEST
    # while as many wait as may, another is told to come again, and the password is not looked at
    monkeypatch.setattr(slowing, "_waiting", BoundedSemaphore(1))
    with slowing.in_turn("ben") as mine:
        assert mine
        busy = client.post("/accounts/login/", {"login": "ben", "password": SECRET})
    assert "The name is not locked" in busy.content.decode()
    answer = client.post("/accounts/login/", {"login": "ben", "password": SECRET})
    assert answer.status_code == 302


def test_a_stranger_who_goes_on_guessing_keeps_nobody_from_an_address_they_signed_in_from(
    ben, client, monkeypatch
):
    monkeypatch.setattr(slowing.time, "sleep", lambda seconds: None)
    right, home = {"login": "Ben", "password": SECRET}, {"REMOTE_ADDR": "198.51.100.7"}
    assert Client().post("/accounts/login/", right, **home).status_code == 302
    for place in range(16):
        wrongly(client, 1, REMOTE_ADDR=f"203.0.113.{place}")
    # every turn is held by guesses: elsewhere one is told to come again, at home one is not
    monkeypatch.setattr(slowing, "_waiting", BoundedSemaphore(1))
    with slowing.in_turn("ben", "203.0.113.77") as theirs:
        assert theirs
        elsewhere = {"REMOTE_ADDR": "198.51.100.8"}
        assert Client().post("/accounts/login/", right, **elsewhere).status_code == 429
        assert Client().post("/accounts/login/", right, **home).status_code == 302


@pytest.mark.parametrize(("stranger", "mine"), [
    ("::ffff:203.0.113.9", "::ffff:198.51.100.7"), ("203.0.113.9:4711", "198.51.100.7:4712"),
    ("[2001:db8:1::1]:4711", "[2001:db8:2::1]:4711"),
])
def test_an_address_in_another_writing_is_still_one_senders_own(
    ben, client, monkeypatch, stranger, mine
):
    monkeypatch.setattr(slowing.time, "sleep", lambda seconds: None)
    assert wrongly(client, 7, REMOTE_ADDR=stranger).status_code == 429
    right = {"login": "ben", "password": SECRET}
    assert Client().post("/accounts/login/", right, REMOTE_ADDR=mine).status_code == 302


def test_who_has_left_is_not_let_in(ben, client):
    from sightline.access.users.actions import stop_sign_in

    stop_sign_in(user=ben, by=ben, reason="Left")
    client.post("/accounts/login/", {"login": "ben", "password": SECRET})
    assert client.get("/team/").status_code == 302


def test_the_demonstration_has_a_button_for_each_invented_person(
    client, settings, person, merrow, ben
):
    settings.SIGHTLINE_DEMO = True
    person("dora", "front_door_worker", authority=merrow)
    person("amira", "social_worker", authority=merrow)
    page = client.get("/accounts/login/?next=/child/1/").content.decode()
    assert "This is a demonstration. Everybody in it is invented" in page
    assert page.index("Sign in as Amira") < page.index("Sign in as Dora")
    assert "Sign in as Ben" not in page
    answer = client.post("/accounts/demonstration/amira/", {"next": "/child/1/"})
    assert answer["Location"] == "/child/1/"
    assert client.get("/accounts/").status_code == 200


def test_one_click_works_only_in_a_demonstration_and_only_for_invented_people(
    client, settings, person, merrow, ben
):
    person("amira", "social_worker", authority=merrow)
    settings.SIGHTLINE_DEMO = False
    assert client.post("/accounts/demonstration/amira/").status_code == 404
    assert "Sign in as" not in client.get("/accounts/login/").content.decode()
    settings.SIGHTLINE_DEMO = True
    assert client.post("/accounts/demonstration/ben/").status_code == 404
    assert client.get("/accounts/demonstration/amira/").status_code == 405
    elsewhere = {"next": "//elsewhere.example/"}
    assert client.post("/accounts/demonstration/amira/", elsewhere)["Location"] == "/"


def test_signing_out_needs_a_button(client, ben):
    client.force_login(ben)
    assert "Sign out" in client.get("/accounts/logout/").content.decode()
    assert client.get("/team/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/team/").status_code == 302


def test_the_account_page_says_what_one_may_do_and_where(client, ben, merrow, tillingham):
    client.force_login(ben)
    page = client.get("/accounts/").content.decode()
    assert "Team manager" in page
    assert "Merrow" in page
    assert "Work here" not in page


def test_somebody_with_two_authorities_chooses_and_is_held_to_it(client, ben, merrow, tillingham):
    give_role(user=ben, role="analyst", authority=tillingham, by=None, on=moments.today())
    client.force_login(ben)
    assert client.get("/team/").status_code == 200
    client.post("/accounts/authority/", {"authority": tillingham.pk})
    assert client.get("/team/").status_code == 403
    client.post("/accounts/authority/", {"authority": 987654})
    assert client.get("/team/").status_code == 403
    client.post("/accounts/authority/", {"authority": merrow.pk})
    assert client.get("/team/").status_code == 200


@pytest.mark.parametrize(
    "address", ["/accounts/password/change/", "/accounts/2fa/", "/accounts/reauthenticate/"]
)
def test_the_pages_of_allauth_stand_in_our_frame(ben, address):
    browser = Client()
    browser.post("/accounts/login/", {"login": "ben", "password": SECRET})
    answer = browser.get(address)
    words = answer.content.decode()
    assert answer.status_code == 200
    assert "govuk-heading-l" in words
    assert "sl-header" in words
    assert words.count("<html") == 1


def test_a_password_is_changed_in_our_own_fields(ben):
    browser = Client()
    browser.post("/accounts/login/", {"login": "ben", "password": SECRET})
    page = browser.get("/accounts/password/change/").content.decode()
    assert 'class="govuk-input" id="id_oldpassword"' in page
    bad = browser.post("/accounts/password/change/", {"oldpassword": "no"}).content.decode()
    assert "govuk-error-message" in bad
    new = "another horse battery"
    browser.post(
        "/accounts/password/change/",
        {"oldpassword": SECRET, "password1": new, "password2": new},
    )
    ben.refresh_from_db()
    assert ben.check_password(new)
