"""Nothing leaks through a hit, a count or a snippet: every role, every kind of shut record."""

from datetime import date

import pytest
from django.urls import reverse

from sightline.access.audit.models import Entry, Payload
from sightline.access.policy.actions import break_glass
from sightline.access.policy.scope import grounds_of, may_read
from sightline.access.roles import ROLES
from sightline.people.relationships.actions import relate
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_child, a_recorder, a_team, a_user, a_worker, an_authority
from sightline.record.drafts import actions as drafts
from sightline.record.search.finding import Narrowed, find_texts
from sightline.record.search.tests.conftest import DAY, noted, worked_with
from sightline.record.spine.actions import Part, record_occasion
from sightline.record.visits.models import ChildPart, Visit

# the two databases search in ways of their own
pytestmark = [pytest.mark.django_db, pytest.mark.on_both]


def shut(child, level):
    restrict(
        person=child, level=level, reason="in danger", custodian=a_worker("Cass Todian"),
        by=a_recorder(), on=date(2026, 6, 1),
    )


@pytest.fixture
def family(worker):
    """Four children with one visit between them: open, no grounds, restricted and sealed."""
    made = {"open": worked_with(worker, "Open Lark")}
    for name in ("elsewhere", "restricted", "sealed"):
        made[name] = a_child(f"{name.title()} Lark")
    made["foreign"] = a_child("Foreign Lark", authority=an_authority("998"))
    for name in ("elsewhere", "restricted", "sealed"):
        relate(person=made["open"], other=made[name], kind="sibling", by=a_recorder(), on=DAY)
    for name, child in made.items():
        noted(child, text=f"Commonword and marker{name} in a note.")
    record_occasion(
        "visit.made", by=a_recorder(), on=DAY, shared=[Visit(summary="Commonword for all of them")],
        parts=[
            Part(child=child, facts=[ChildPart(said=f"Commonword from marker{name}")])
            for name, child in made.items() if name != "foreign"
        ],
    )
    for name in ("restricted", "sealed"):
        shut(made[name], name)
    return made


def page(client, user, **asked):
    client.force_login(user)
    answer = client.get(reverse("search"), asked)
    return answer.status_code, answer.content.decode().split("<main")[-1]


def test_each_role_finds_the_words_of_exactly_the_children_it_may_open(client, family):
    elsewhere, opened = a_team("Somewhere"), 0
    for role in ROLES:
        user = a_user(role)
        a_worker("Role Holder", user=user, team=elsewhere)
        for name, child in family.items():
            status, told = page(client, user, q=f"marker{name}")
            may = may_read(user, child.pk).allowed and user.may("person.find")
            opened += may
            assert ("in a note" in told) == may, (role, name)
            if status == 200 and not may:
                assert f"<mark>marker{name}" not in told, (role, name)
                assert "Nothing in the records open to you" in told or "text" not in told
    assert opened > 5


def test_nothing_shown_tells_a_worker_that_the_others_are_there(client, worker, family):
    status, told = page(client, worker, q="commonword")
    assert status == 200
    assert "2 texts in the records" in told
    for name in ("elsewhere", "restricted", "sealed", "foreign"):
        assert f"marker{name}" not in told
        assert f"{name.title()} Lark" not in told


def test_a_page_is_the_same_whether_or_not_there_is_a_sealed_record(client, worker, family):
    before = page(client, worker, q="commonword marker")
    hidden = a_child("Hidden Lark")
    shut(hidden, "sealed")
    for _ in range(3):
        noted(hidden, text="Commonword marker sealed away")
    assert page(client, worker, q="commonword marker") == before


def test_a_misspelling_is_helped_by_no_text_out_of_reach(worker, family):
    child = worked_with(worker, "Ada Other")
    told = noted(child, text="The orthodontist wrote")
    assert [t.event_id for t in find_texts(worker, "orthodontits").found] == [told.pk]
    # somebody else's text has the very misspelling: nothing changes for this reader
    noted(family["sealed"], text="The orthodontits wrote")
    found = find_texts(worker, "orthodontits")
    assert [t.event_id for t in found.found] == [told.pk]
    assert found.total == 1


@pytest.mark.parametrize("name", ["elsewhere", "restricted", "sealed", "foreign"])
def test_narrowing_to_a_child_out_of_reach_says_the_same_as_for_no_such_child(
    client, worker, family, name
):
    nobody = page(client, worker, q="commonword", child=999_999)
    assert page(client, worker, q="commonword", child=family[name].pk) == nobody
    assert "No record of that number is open to you" in nobody[1]
    narrowed = Narrowed(child_id=family[name].pk, family=True)
    assert find_texts(worker, "commonword", narrowed).total == 0


def test_a_familys_texts_are_of_those_children_that_the_reader_may_open(worker, family):
    narrowed = Narrowed(child_id=family["open"].pk, family=True)
    found = find_texts(worker, "commonword", narrowed)
    assert found.child_ids == [family["open"].pk]
    assert found.total == 2


def test_broken_glass_opens_the_words_of_that_child_and_no_other(everywhere, family):
    assert "markerrestricted" not in words(everywhere, "commonword")
    break_glass(
        child_id=family["restricted"].pk, by=everywhere, reason="She is missing and it is night"
    )
    assert "markerrestricted" in words(everywhere, "markerrestricted")
    assert "markersealed" not in words(everywhere, "markersealed")


def words(user, text):
    return " ".join(str(found.words) for found in find_texts(user, text).found)


def test_a_draft_is_found_by_nobody(worker):
    child = worked_with(worker, "Ada Lark")
    place = drafts.Place("note", "note", child.authority, child=child)
    drafts.save(place, typed={"notes.Note-text": ["An unfinished zeppelin"]}, by=worker)
    assert find_texts(worker, "zeppelin").total == 0


def test_a_referrer_is_not_found_by_name(everywhere):
    from sightline.record.referrers.models import Referrer
    from sightline.record.spine.actions import record

    child = a_child("Ada Lark")
    record(
        "note.recorded", by=a_recorder(), on=DAY, child=child,
        facts=[Referrer(name="Nosy Neighbour", best_reply="by letter to Nosy Neighbour")],
    )
    assert find_texts(everywhere, "neighbour").total == 0


def test_each_search_and_each_child_shown_is_in_the_trail_and_no_word(client, worker, family):
    page(client, worker, q="commonword zanzibar")
    page(client, worker, q="commonword")
    searched = Entry.objects.filter(action="searched", user_id=worker.pk)
    assert searched.count() == 2
    read = Entry.objects.filter(action="read", page="search").values_list("child_id", "ground")
    assert set(read) == {(family["open"].pk, may_read(worker, family["open"].pk).ground)}
    kept = [body for body in Payload.objects.values_list("body", flat=True)]
    kept += [str(row) for row in Entry.objects.values_list()]
    assert not [one for one in kept if "commonword" in one or "zanzibar" in one]


def test_opening_a_hit_is_a_read_of_that_child(client, worker, family):
    [text] = find_texts(worker, "markeropen in a note").found
    before = Entry.objects.filter(action="read", child_id=family["open"].pk).count()
    client.force_login(worker)
    address = reverse("pages:event", args=[family["open"].pk, text.event_id])
    assert client.get(address).status_code == 200
    assert Entry.objects.filter(action="read", child_id=family["open"].pk).count() == before + 1


def test_the_ground_of_each_child_is_the_one_that_opens_it(worker, family):
    everybody = [child.pk for child in family.values()]
    held = grounds_of(worker, everybody)
    decided = {pk: may_read(worker, pk) for pk in everybody}
    assert held == {
        pk: (found.ground, found.authority_id) for pk, found in decided.items() if found.allowed
    }
