"""The guard at every page."""

import pytest
from django.conf import settings
from django.urls import resolve

from sightline.access.audit.models import Entry
from sightline.access.policy.models import BreakGlass

pytestmark = [pytest.mark.django_db, pytest.mark.urls("sightline.access.sign_in.tests.pages")]
WHY = "The police are at the door and the mother is missing"


@pytest.fixture
def amira(person, merrow):
    return person("amira", "social_worker", authority=merrow)


@pytest.fixture
def child(world, merrow):
    return world.Child.objects.create(authority_id=merrow.pk)


@pytest.fixture
def browser(client, amira):
    client.force_login(amira, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def may(world, kind, user, child):
    return world.Reason.objects.create(kind=kind, user_id=user.pk, child_id=child.pk)


@pytest.mark.parametrize(
    ("address", "mark"),
    [
        ("/", "signed in"),
        ("/team/", "team.view"),
        ("/child/1/", "child.read"),
        ("/child/1/note/", "journey.record"),
        ("/referral/", "open to all"),
        ("/accounts/login/", "open to all"),
        ("/accounts/2fa/", "signed in"),
        ("/accounts/2fa/authenticate/", "open to all"),
        ("/access/glass/", "glass.review"),
    ],
)
def test_every_page_carries_the_mark_of_its_guard(address, mark):
    assert resolve(address).func.permission == mark


def test_a_stranger_is_sent_to_sign_in_and_back(client):
    answer = client.get("/team/?sort=due")
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=%2Fteam%2F%3Fsort%3Ddue"


def test_a_page_without_the_permission_says_what_is_lacking_and_whom_to_ask(
    browser, person, merrow
):
    person("sam", "system_administrator", authority=merrow)
    answer = browser.get("/team/")
    words = answer.content.decode()
    assert answer.status_code == 403
    assert "see your team&#39;s children and what is due in Merrow" in words
    assert "signed in as social worker" in words
    assert "ask Sam" in words
    assert "team manager" in words


def test_a_permission_opens_its_page(client, person, merrow):
    client.force_login(person("tom", "team_manager", authority=merrow))
    assert client.get("/team/").content == b"the team's children"


def test_opening_a_child_is_written_to_the_trail_with_page_and_ground(browser, amira, world, child):
    may(world, "allocated", amira, child)
    answer = browser.get(f"/child/{child.pk}/")
    assert answer.content.decode().endswith("because You work with this child")
    entry = Entry.objects.get(action="read")
    assert (entry.user_id, entry.child_id, entry.page, entry.ground, entry.role) == (
        amira.pk,
        child.pk,
        "child",
        "allocated",
        "social_worker",
    )


def test_a_record_does_not_stay_in_the_browser_after_signing_out(browser, amira, world, child):
    may(world, "allocated", amira, child)
    assert "no-store" in browser.get(f"/child/{child.pk}/")["Cache-Control"]


def test_a_child_page_asks_few_questions_of_its_own(
    browser, amira, world, child, django_assert_max_num_queries
):
    may(world, "allocated", amira, child)
    browser.get(f"/child/{child.pk}/")
    with django_assert_max_num_queries(6):
        browser.get(f"/child/{child.pk}/")


def test_without_grounds_the_page_names_whom_to_ask_and_offers_the_emergency(browser, child):
    answer = browser.get(f"/child/{child.pk}/")
    words = answer.content.decode()
    assert answer.status_code == 403
    assert "Ben Okoro, allocated worker" in words
    assert f'action="/access/glass/{child.pk}/"' in words
    refused = Entry.objects.get(action="read_refused")
    assert (refused.child_id, refused.reason) == (child.pk, "no_ground")
    assert not Entry.objects.filter(action="read").exists()


def test_a_restricted_record_names_its_keeper(browser, amira, world, child):
    may(world, "allocated", amira, child)
    may(world, "restricted", amira, child)
    words = browser.get(f"/child/{child.pk}/").content.decode()
    assert "This record is restricted" in words
    assert "Ruth Adeyemi, information governance" in words
    assert "Ben Okoro" not in words


def test_a_sealed_child_and_one_of_another_authority_look_like_none_at_all(
    browser, amira, world, merrow, tillingham, settings
):
    sealed = world.Child.objects.create(authority_id=merrow.pk)
    elsewhere = world.Child.objects.create(authority_id=tillingham.pk)
    may(world, "allocated", amira, sealed)
    may(world, "sealed", amira, sealed)
    answers = {browser.get(f"/child/{pk}/").content for pk in (sealed.pk, elsewhere.pk, 987654)}
    assert len(answers) == 1
    assert browser.get(f"/child/{sealed.pk}/").status_code == 404
    assert Entry.objects.filter(action="read_refused", child_id=sealed.pk).exists()


def test_breaking_the_glass_leads_back_to_the_record(browser, child):
    where = f"/child/{child.pk}/"
    short = browser.post(f"/access/glass/{child.pk}/", {"reason": "urgent", "next": where})
    assert short.status_code == 422
    assert "Say in a sentence" in short.content.decode()
    assert "urgent" in short.content.decode()
    answer = browser.post(f"/access/glass/{child.pk}/", {"reason": WHY, "next": where})
    assert answer["Location"] == where
    assert browser.get(where).status_code == 200
    assert Entry.objects.get(action="read").ground == "glass"


def test_broken_glass_never_leads_to_another_site(browser, child):
    answer = browser.post(
        f"/access/glass/{child.pk}/", {"reason": WHY, "next": "https://elsewhere.example/"}
    )
    assert answer["Location"] == "/"


def test_a_reviewer_reads_the_reason_and_records_what_they_make_of_it(
    browser, client, child, person, merrow
):
    browser.post(f"/access/glass/{child.pk}/", {"reason": WHY})
    client.force_login(person("hana", "service_manager", authority=merrow))
    page = client.get("/access/glass/").content.decode()
    assert WHY in page
    grant = BreakGlass.objects.get()
    refused = client.post(f"/access/glass/{grant.pk}/review/", {"outcome": ""})
    assert refused.status_code == 422
    client.post(f"/access/glass/{grant.pk}/review/", {"outcome": "avoidable", "note": "Rota"})
    page = client.get("/access/glass/").content.decode()
    assert "should not have been necessary, Hana: Rota" in page


def test_a_reviewer_of_another_authority_finds_nothing(browser, client, child, person, tillingham):
    browser.post(f"/access/glass/{child.pk}/", {"reason": WHY})
    client.force_login(person("otto", "service_manager", authority=tillingham))
    assert WHY not in client.get("/access/glass/").content.decode()
    number = BreakGlass.objects.get().pk
    answer = client.post(f"/access/glass/{number}/review/", {"outcome": "justified"})
    assert answer.status_code == 404


def test_governance_sees_who_has_looked_and_nothing_of_the_record(
    browser, client, amira, world, child, person, merrow
):
    may(world, "allocated", amira, child)
    browser.get(f"/child/{child.pk}/")
    client.force_login(person("ruth", "information_governance", authority=merrow))
    page = client.get(f"/access/looked/{child.pk}/").content.decode()
    assert "Amira" in page
    assert "You work with this child" in page
    assert client.get(f"/child/{child.pk}/").status_code == 403


def test_the_session_runs_on_while_somebody_works(browser):
    from datetime import timedelta

    from sightline.base import moments

    browser.get("/")
    rolled = browser.session["rolled"]
    browser.get("/")
    assert browser.session["rolled"] == rolled
    with moments.fixed(moments.now() + timedelta(minutes=11)):
        browser.get("/")
    assert browser.session["rolled"] == rolled + 11 * 60
    assert settings.SESSION_COOKIE_AGE == 12 * 60 * 60
