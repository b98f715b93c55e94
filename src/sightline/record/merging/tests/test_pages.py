"""The pages of merging: side by side, merged, put apart, and each thing given its place."""

import pytest

from sightline.access.users.models import RoleHolding
from sightline.people.matching.actions import compare
from sightline.people.matching.models import Comparison, MergedInto
from sightline.people.persons.models import Person
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_child, a_user, a_worker, an_authority
from sightline.record.merging.models import Unplaced
from sightline.record.notes.actions import record_note
from sightline.record.tasks.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def front(two, client):
    """Whoever may merge, and may open everybody who is not restricted."""
    user = a_user("front_door_manager", "out_of_hours", name="Fay Front")
    client.force_login(user)
    return user


def test_a_double_is_merged_and_parted_on_pages(
    two, front, client, later, django_assert_max_num_queries
):
    ada, eda = two.ada.child, two.eda.child
    merging = f"/child/{ada.pk}/records/merge?other={eda.ref.lower()}"
    with later(1):
        with django_assert_max_num_queries(20):
            page = client.get(merging).content.decode()
        assert "Eda Example" in page
        assert "Helping (Wilma Worker)" in page
        answer = client.post(merging, {"leads": ada.pk, "reason": "The same NHS card"})
    assert answer["Location"] == f"/child/{ada.pk}/records/"
    row = MergedInto.objects.get()
    page = client.get(f"/child/{ada.pk}/records/").content.decode()
    assert "The same NHS card" in page
    assert "Fay Front" in page
    with later(2):
        record_note(by=two.by, on=two.ada.step.opened_on, children=[Person.objects.get(pk=ada.pk)],
                    text="Seen")
    with later(3):
        answer = client.post(f"/child/{ada.pk}/records/{row.pk}/part", {"reason": "Two cousins"})
        placing = f"/child/{ada.pk}/records/{row.pk}/place"
        assert answer["Location"] == placing
        waits = Unplaced.objects.get()
        assert "Case note, 6 May" in client.get(placing).content.decode()
        client.post(placing, {f"thing-{waits.pk}": ""})
        waits.refresh_from_db()
        assert waits.decision == ""
        client.post(placing, {f"thing-{waits.pk}": "goes"})
    waits.refresh_from_db()
    assert waits.decision == "goes"
    page = client.get(f"/child/{ada.pk}/records/").content.decode()
    assert "Two cousins" in page
    assert client.get(f"/child/{eda.pk}/").status_code == 200


def test_a_sealed_double_reads_as_no_record_and_a_restricted_one_asks_its_keeper(
    two, front, client
):
    ada, eda = two.ada.child, two.eda.child
    kay, on = a_worker("Kay Keeper"), two.eda.step.opened_on
    page = f"/child/{ada.pk}/records/merge"
    restrict(person=eda, level="sealed", reason="x", custodian=kay, by=two.by, on=on)
    held = Task.objects.filter(owner_worker=kay)
    assert client.get(page, {"other": eda.ref}).status_code == 422
    # who merely opened an address has told nobody anything
    assert not held.exists()
    none = client.post(page, {"other": "S9999999"})
    sealed = client.post(page, {"other": eda.ref})
    assert sealed.status_code == none.status_code == 422
    assert ada.ref in held.get().text

    def plain(answer, ref):
        text = answer.content.decode().replace(ref, "REF")
        return [line for line in text.splitlines() if "csrf" not in line]

    assert plain(sealed, eda.ref) == plain(none, "S9999999")
    restrict(person=eda, level="restricted", reason="x", custodian=kay, by=two.by, on=on)
    assert client.post(page, {"other": eda.ref})["Location"] == f"{page}?other={eda.ref}"
    asking = client.get(page, {"other": eda.ref})
    assert asking.status_code == 200
    assert "Eda" not in asking.content.decode()
    client.post(f"{page}?other={eda.ref}", {"reason": "One NHS card"})
    assert "Kay Keeper" in client.get(f"/child/{ada.pk}/records/").content.decode()
    assert not MergedInto.objects.exists()


def test_only_those_who_may_merge_do_and_a_merge_of_another_child_is_not_found(two, front, client):
    other = a_child("Bo Else")
    client.post(f"/child/{two.ada.child.pk}/records/merge?other={two.eda.child.ref}",
                {"leads": two.ada.child.pk, "reason": "One"})
    row = MergedInto.objects.get()
    assert client.get(f"/child/{other.pk}/records/{row.pk}/part").status_code == 404
    client.force_login(a_user("out_of_hours"))
    page = client.get(f"/child/{two.ada.child.pk}/records/")
    assert page.status_code == 200
    assert "apart again" not in page.content.decode()
    for path in ("merge", f"{row.pk}/part", f"{row.pk}/place"):
        assert client.post(f"/child/{two.ada.child.pk}/records/{path}").status_code == 403


def test_records_of_two_authorities_are_linked_and_shown_to_those_who_may_open_both(
    two, front, client
):
    """Neither is merged; who works for one authority is not told that the other knows the child."""
    ada, abroad = two.ada.child, an_authority("998", "Northshire")
    theirs = a_child("Ada Sample", authority=abroad, by=two.by)
    page = f"/child/{ada.pk}/records/merge?other={theirs.ref}"
    assert client.get(page).status_code == 422
    for role in ("front_door_manager", "out_of_hours"):
        RoleHolding.objects.create(user=front, role=role, authority=abroad, since_on="2000-01-01")
    client.force_login(front)
    asked = client.get(page)
    assert asked.status_code == 200
    assert "Northshire" in asked.content.decode()
    assert client.post(page, {"reason": "She moved here in May"}).status_code == 302
    for child, said in ((ada, "Northshire"), (theirs, ada.ref)):
        shown = client.get(f"/child/{child.pk}/records/").content.decode()
        assert said in shown
        assert "She moved here in May" in shown
    assert not MergedInto.objects.exists()
    client.force_login(a_user("front_door_manager", "out_of_hours"))
    for words in ("Northshire", "She moved here", theirs.ref):
        assert words not in client.get(f"/child/{ada.pk}/records/").content.decode()


def test_a_link_that_was_wrong_is_taken_away_from_both_with_its_reason(two, front, client):
    ada, abroad = two.ada.child, an_authority("998", "Northshire")
    theirs = a_child("Ada Sample", authority=abroad, by=two.by)
    compare(person=ada, other=theirs, verdict="same", reason="Same number", by=two.by)
    page = f"/child/{ada.pk}/records/linked/{theirs.pk}"
    assert client.get(page).status_code == 404
    RoleHolding.objects.create(user=front, role="out_of_hours", authority=abroad,
                               since_on="2000-01-01")
    client.force_login(front)
    # they may read there and not merge
    assert "Northshire" in client.get(f"/child/{ada.pk}/records/").content.decode()
    assert client.get(page).status_code == 404
    RoleHolding.objects.create(user=front, role="front_door_manager", authority=abroad,
                               since_on="2000-01-01")
    client.force_login(front)
    assert "Same number" in client.get(page).content.decode()
    assert client.post(page, {"reason": ""}).status_code == 422
    assert client.post(page, {"reason": "Twins, one number typed twice"}).status_code == 302
    for child in (ada, theirs):
        assert "Same number" not in client.get(f"/child/{child.pk}/records/").content.decode()
    assert Comparison.objects.get(superseded_at=None).reason.startswith("Twins")
    assert Comparison.objects.filter(reason="Same number", superseded_by=front).exists()
    assert client.get(page).status_code == 404
