"""Nobody reaches a child through another's page, by any number in an address or a form."""

import json
import re
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import connection
from django.urls import NoReverseMatch, reverse

from sightline.access.policy import may_read
from sightline.access.roles import ROLES
from sightline.kernel.register import processes
from sightline.people.relationships.actions import relate
from sightline.people.testing import a_child
from sightline.people.workforce.models import Team
from sightline.record.drafts import actions as drafts
from sightline.record.drafts.models import Draft
from sightline.record.notes.actions import record_note
from sightline.record.spine.models import Step
from tests.house.looking import names_read
from tests.house.neighbours import DAY, MARK, SECRETS, numbers, routes

# every address for every role: access/policy asks the same of both databases, in less
pytestmark = pytest.mark.sqlite

# written whatever is refused: who tried, whose session it was, what they had typed
TRAIL = ("audit_", "django_session", "kept_", "axes_")
WRITING = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"')


@contextmanager
def nothing_written(where):
    """Fails where any table of the record was written to."""
    written = []

    def look(execute, sql, params, many, context):
        found = WRITING.match(sql)
        if found and not found[1].startswith(TRAIL):
            written.append(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield
    assert written == [], where


def tell_nothing(answer, child):
    said = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = said.decode("utf-8", "replace")
    for secret in (*SECRETS, child.ref):
        assert secret not in text, (answer.request["PATH_INFO"], secret)


def of_a_child():
    return [(name, needs) for name, needs in routes() if "child_id" in needs]


@pytest.mark.parametrize("role", ROLES)
def test_no_role_opens_or_writes_a_child_it_has_no_grounds_for(role, here, client):
    user = here.users[role]
    client.force_login(user)
    shut = [one for one in here.hidden.values() if not may_read(user, one.child.pk).allowed]
    assert shut
    for n, (name, needs) in enumerate(of_a_child(), start=list(ROLES).index(role)):
        # every role walks every address, and every address is walked to a child of every kind:
        # who is let in is decided before the page, for each of them, in the test below
        one = shut[n % len(shut)]
        address = reverse(name, kwargs=numbers(one, needs))
        with nothing_written(name):
            answers = (client.get(address), client.post(address, POSTED))
        for answer in answers:
            if name not in GLASS:
                assert answer.status_code in {403, 404, 405}, (name, answer.status_code)
            tell_nothing(answer, one.child)


def test_no_permission_is_grounds_for_a_child(here):
    """The guard of every page of a child: whatever the page asks for, the hidden stay hidden."""
    asked = sorted({p for role in ROLES.values() for p in role.permissions})
    for role, user in here.users.items():
        for one in here.hidden.values():
            if may_read(user, one.child.pk).allowed:
                continue
            reaches = {user.authority_ids(permission=key): key for key in asked}
            for key in reaches.values():
                assert not may_read(user, one.child.pk, permission=key).allowed, (role, key)


# the page that asks why the glass is to be broken, and who looked, show nothing of a record
GLASS = {"break_glass", "who_has_looked"}
POSTED = {
    "reason": "because", "text": "x", "on": "1/6/2026", "do": "name", "who-given": "X",
    "how": "mistake", "_submit": "1", "for": "all", "worker": "1", "answer": "accept",
}
OTHERS = ("step_id", "event_id", "draft_id", "involvement_id", "person_id", "row_id", "task_id")


ASKING = ("social_worker", "team_manager", "conference_chair")


@pytest.mark.parametrize("role", ASKING)
def test_no_other_childs_number_passes_below_ones_own_child(role, here, client):
    user = here.users[role]
    client.force_login(user)
    shut = [one for one in here.hidden.values() if not may_read(user, one.child.pk).allowed]
    alone = [one for one in shut if one is here.hidden["plain"]]
    others = [one for one in shut if one is not here.hidden["plain"]]
    assert len(others) == len(ASKING)
    below = [(name, needs) for name, needs in of_a_child() if set(OTHERS) & set(needs)]
    for n, (name, needs) in enumerate(below, start=ASKING.index(role)):
        # of the child whom the want of grounds alone hides, unless the role has grounds, and of one
        # of the others in turn, so that every address is asked of every child by somebody
        for one in (*alone, others[n % len(others)]):
            address = reverse(name, kwargs=numbers(one, needs, child_id=here.ana.pk))
            with nothing_written(name):
                answers = (client.get(address), client.post(address, POSTED))
            for answer in answers:
                assert answer.status_code in {302, 403, 404, 405}, (name, answer.status_code)
                tell_nothing(answer, one.child)


@pytest.mark.parametrize("role", ["social_worker", "inspector", "director", "front_door_worker"])
def test_a_sealed_child_answers_like_a_number_nobody_has(role, here, client):
    client.force_login(here.users[role])
    one, absent = here.hidden["sealed"], 987_654_321

    def plain(answer, number):
        text = answer.content.decode().replace(f"/{number}/", "/N/")
        return re.sub(r'value="[A-Za-z0-9]{60,}"', "", text)

    for name, needs in of_a_child():
        sealed = client.get(reverse(name, kwargs=numbers(one, needs)))
        nobody = client.get(reverse(name, kwargs=numbers(one, needs, child_id=absent)))
        assert sealed.status_code == nobody.status_code, name
        assert plain(sealed, one.child.pk) == plain(nobody, absent), name
        typed = {**POSTED, "reason": "It could not wait until the morning."}
        sealed = client.post(reverse(name, kwargs=numbers(one, needs)), typed)
        nobody = client.post(reverse(name, kwargs=numbers(one, needs, child_id=absent)), typed)
        assert sealed.status_code == nobody.status_code, name
        assert plain(sealed, one.child.pk) == plain(nobody, absent), name


@pytest.mark.parametrize("role", ROLES)
def test_no_list_count_or_export_tells_of_a_child_one_may_not_open(
    role, here, client, monkeypatch
):
    user = here.users[role]
    client.force_login(user)
    forbidden = [o for o in here.hidden.values() if not may_read(user, o.child.pk).allowed]
    own = {"child_id": here.ana.pk, "step_id": here.ana_step.pk, "event_id": here.ana_event.pk}
    teams = Team.objects.order_by("pk").first()
    opened = 0
    for name, needs in routes():
        if not set(needs) <= {*own, "team_id", "process", "page"}:
            continue
        told = {**own, "team_id": teams.pk, "process": "note", "page": "note"}
        try:
            address = reverse(name, kwargs={need: told[need] for need in needs})
        except NoReverseMatch:
            continue
        for query in ("", "?q=Zebulon"):
            with names_read(monkeypatch) as read:
                answer = client.get(address + query)
            assert answer.status_code < 500, (name, answer.status_code)
            said = answer.content.decode("utf-8", "replace") if not answer.streaming else ""
            said = said.replace("q=Zebulon", "").replace('value="Zebulon"', "")
            opened += answer.status_code == 200
            for one in forbidden:
                assert one.text not in said, (name, query)
                # the identity line of an unrestricted child of one's own authority may be found
                if one.child.restriction or one.child.authority_id != here.authority.pk:
                    assert one.child.display_name not in said, (name, query, one.text)
                    assert one.child.ref not in said, (name, query)
            if "q" not in read:
                # it looks for nothing, so asking it for somebody is the same page again
                break
    assert opened


def test_a_draft_of_another_child_is_not_opened_by_its_number(here, client):
    client.force_login(here.users["front_door_worker"])
    ours = reverse("pages:start_page", args=[here.ana.pk, "contact", "receive"])
    theirs = here.hidden["sealed"].draft
    for address in (f"{ours}?draft={theirs.pk}", f"{ours}check?draft={theirs.pk}"):
        assert "XYZZY-TEXT" not in client.get(address).content.decode()
    client.post(ours, {"_draft": theirs.pk, "_version": "1", "contact.Account-worry": "ours"})
    theirs.refresh_from_db()
    assert theirs.data == {"contact.Account-worry": [here.hidden["sealed"].text]}
    client.post(f"{ours}check?draft={theirs.pk}")
    assert Draft.objects.get(pk=theirs.pk).finished_at is None


def test_no_part_of_a_hidden_sibling_comes_back_with_a_shared_draft(here, client):
    """Somebody who sees both children types for both; a reader of one sees that one's answers."""
    hidden = here.hidden["restricted"].child
    process = processes["core_group"]
    page = reverse("pages:start_page", args=[here.ana.pk, process.key, process.pages[0].key])
    place = drafts.Place(process.key, process.pages[0].key, here.authority, child=here.ana)
    user = here.users["social_worker"]
    kept = drafts.save(place, typed={
        f"child-{hidden.pk}-core_group.ChildsProgress-progress": ["XYZZY-TEXT"],
        f"child-{here.ana.pk}-core_group.ChildsProgress-progress": ["fine"],
        "also": [str(hidden.pk)],
    }, by=user).draft
    client.force_login(user)
    shown = client.get(f"{page}?draft={kept.pk}")
    assert shown.status_code == 200
    tell_nothing(shown, hidden)
    clash = client.post(f"{page}draft", {"_draft": kept.pk, "_version": "99", "x": "y"})
    assert clash.status_code == 409
    tell_nothing(clash, hidden)
    assert str(hidden.pk) not in json.loads(clash.content)["theirs"].get("also", [])


def test_nobody_voids_the_record_of_a_child_they_may_not_open(here, client):
    hidden = here.hidden["restricted"].child
    both = record_note(by=here.recorder, on=DAY, children=[here.ana, hidden], text="Both")
    own = both.parts.get(child=here.ana)
    client.force_login(here.users["team_manager"])
    address = reverse("pages:void", args=[here.ana.pk, own.pk])
    client.post(address, {"reason": "mistake", "for": "all"})
    assert both.parts.get(child=here.ana).voided_at is not None
    assert both.parts.get(child=hidden).voided_at is None


def test_a_task_of_what_is_missing_speaks_of_no_other_child(here, client):
    bea = a_child("Beatrix Otherside", authority=here.authority, by=here.recorder)
    relate(person=here.ana, other=bea, kind="sibling", by=here.recorder, on=DAY)
    user = here.users["front_door_worker"]
    client.force_login(user)
    address = reverse("pages:start_page", args=[here.ana.pk, "note", "note"])
    typed = {"_also_asked": "1", "also": [bea.pk], "notes.Note-text": "Seen.", "_submit": "1"}
    check = client.post(address, typed)
    assert check.status_code == 302
    client.post(check["Location"])
    step = Step.objects.filter(child=here.ana).first()
    assert step is not None
    for task in apps.get_model("tasks.Task").objects.exclude(text__contains=MARK):
        assert "Beatrix" not in task.text, task.text
        assert "Ana" not in task.text, task.text


def test_a_mistake_of_somebody_else_is_put_right_by_those_answerable(here, client):
    client.force_login(here.users["social_worker"])
    for name in ("pages:void", "pages:correct"):
        address = reverse(name, args=[here.ana.pk, here.ana_event.pk])
        for answer in (client.get(address), client.post(address, {"reason": "because"})):
            assert answer.status_code == 403, name
    here.ana_event.refresh_from_db()
    assert here.ana_event.stands


def test_my_work_names_nobody_whose_record_was_since_closed_to_me(here, client):
    user = here.users["social_worker"]
    for one in here.hidden.values():
        drafts.save(
            drafts.Place("note", "note", one.child.authority, child=one.child),
            typed={"notes.Note-text": ["mine"]}, by=user,
        )
    client.force_login(user)
    said = client.get(reverse("worklists:work")).content.decode()
    assert "Half written" not in said
    assert "Zebulon" not in said
