"""Taking a contact on the screen: search first, add whoever is not known, save with gaps."""

import re
from datetime import date, time

import pytest
from django.urls import reverse

from sightline.journey.contact import queries
from sightline.people.persons.models import Person
from sightline.people.restriction.actions import restrict
from sightline.record.drafts.models import Draft
from sightline.record.referrers.models import Referrer
from sightline.record.spine.models import Event, Step
from sightline.record.tasks.models import Task

pytestmark = pytest.mark.covers("S003")
FIND = "/contacts/record/"


@pytest.fixture
def asha(borough, client):
    client.force_login(borough.asha)
    return client


def begin(client, do="new:child"):
    response = client.post(FIND, {"do": do})
    assert response.status_code == 302
    return response["Location"]


def typed(client, address):
    """Every field of the page as a browser would send it back."""
    html = client.get(address).content.decode()
    fields = {}
    for tag in re.findall(r"<(?:input|textarea|select)[^>]*>", html):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        kind = re.search(r'type="([^"]+)"', tag)
        if name and not (kind and kind[1] in ("radio", "checkbox") and " checked" not in tag):
            fields.setdefault(name[1], []).append(value[1] if value else "")
    return fields


def post(client, address, do="save", **more):
    fields = typed(client, address)
    fields |= {key.replace("__", "-").replace("_DOT_", "."): v for key, v in more.items()}
    return client.post(address, {**fields, "_do": do})


def worry(words, danger="no"):
    return {"contact_DOT_Account__worry": words, "contact_DOT_Account__danger": danger}


def steps():
    return list(Step.objects.filter(process="contact").order_by("pk"))


def test_the_first_thing_is_a_search_and_it_finds_half_remembered_names(asha, child):
    child("Annabel", "Whitlock")
    html = asha.get(FIND, {"q": "whitlok anabel"}).content.decode()
    assert "Annabel Whitlock" in html
    assert "Record a contact about Annabel Whitlock" in html


def test_a_known_child_is_chosen_and_the_contact_recorded(asha, child, borough):
    ana = child()
    address = begin(asha, f"add:{ana.pk}")
    response = post(asha, address, **worry("Left alone overnight"))
    assert response.status_code == 302
    (step,) = steps()
    assert step.child == ana
    assert queries.headline(step) == "Left alone overnight"
    event = queries.received(step)
    assert (event.happened_on, event.happened_at) == (date(2026, 6, 10), time(10, 0))
    assert event.recorded_by == borough.asha
    shown = asha.get(response["Location"]).content.decode()
    assert "Contact recorded" in shown
    assert "decides the response" in shown


def test_a_contact_is_recorded_with_gaps_and_the_gaps_become_a_task(asha, child, borough):
    address = begin(asha, f"add:{child().pk}")
    assert post(asha, address).status_code == 302
    (step,) = steps()
    (task,) = Task.objects.open().filter(step=step)
    assert task.owner_worker == borough.asha.worker
    assert "in one line" in task.text


def test_several_children_known_and_unknown_are_taken_once(asha, child):
    ana = child()
    address = begin(asha, f"add:{ana.pk}")
    address = post(asha, address, "new:child")["Location"].partition("#")[0]
    address = post(asha, address, "new:unborn", n1__given="Bo", n1__family="Reed")["Location"]
    response = post(
        asha, address.partition("#")[0],
        **worry("Shouting and crying"),
        **{
            "n2__family": "Reed", "n2__expected_on-day": "1", "n2__expected_on-month": "9",
            "n2__expected_on-year": "2026",
            f"child-{ana.pk}-contact.ChildPart-where": "At school",
            "child--1-contact.ChildPart-where": "At home with her father",
        },
    )
    assert response.status_code == 302
    assert [s.child.display_name for s in steps()][:2] == ["Ana Reed", "Bo Reed"]
    assert steps()[2].child.expected_on == date(2026, 9, 1)
    where = [queries.child_part(s).where for s in steps()]
    assert where == ["At school", "At home with her father", ""]
    assert len({queries.account_of(s).pk for s in steps()}) == 1


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("unidentified", {"n1__described": "A boy in a red coat"}),
        ("address", {"n1__address": "12 Acacia Avenue"}),
        ("adult", {"n1__given": "Jo", "n1__family": "Reed"}),
    ],
)
def test_anybody_or_nobody_nameable_can_be_recorded(asha, kind, given):
    response = post(asha, begin(asha, f"new:{kind}"), **given)
    assert response.status_code == 302
    assert queries.child_part(steps()[0]).about == kind


def test_nobody_at_all_is_asked_for_and_nothing_typed_is_lost(asha):
    address = begin(asha, "new:child")
    address = post(asha, address, "remove:n1:child")["Location"].partition("#")[0]
    response = post(asha, address, **worry("A baby crying for hours"))
    assert response.status_code == 422
    html = response.content.decode()
    assert "Say whom this is about" in html
    assert "A baby crying for hours" in html
    assert steps() == []


def test_a_date_that_cannot_be_read_is_said_and_kept(asha, child):
    address = begin(asha, "new:child")
    response = post(
        asha, address, n1__family="Reed",
        **{"n1__born_on-day": "31", "n1__born_on-month": "2", "n1__born_on-year": "2020"},
    )
    assert response.status_code == 422
    html = response.content.decode()
    assert "Some of this could not be read" in html
    assert 'value="31"' in html
    assert steps() == []


def test_somebody_already_here_is_offered_and_taken_with_what_was_answered(asha, child):
    ana = child("Ana", "Reed", date(2018, 3, 4))
    address = begin(asha, "new:child")
    address = post(
        asha, address, "stay", n1__given="Anna", n1__family="Reed",
        **{
            "n1__born_on-day": "4", "n1__born_on-month": "3", "n1__born_on-year": "2018",
            "child--1-contact.ChildPart-where": "With her aunt",
        },
    )["Location"].partition("#")[0]
    html = asha.get(address).content.decode()
    assert "May be somebody already here" in html
    assert "This is Ana Reed" in html
    address = post(asha, address, f"same:n1:child:{ana.pk}")["Location"].partition("#")[0]
    assert post(asha, address).status_code == 302
    (step,) = steps()
    assert step.child == ana
    assert queries.child_part(step).where == "With her aunt"


def test_what_is_typed_is_kept_without_recording_anything(asha, child):
    address = begin(asha, f"add:{child().pk}")
    response = post(asha, address, "later", **worry("Bruises seen"))
    assert response["Location"] == FIND
    assert steps() == []
    assert "Bruises seen" in asha.get(FIND).content.decode()
    assert "Bruises seen" in asha.get(address).content.decode()


def test_the_page_is_kept_while_one_types(asha, child):
    address = begin(asha, f"add:{child().pk}")
    fields = typed(asha, address) | {"contact.Account-worry": "Half a sent"}
    answer = asha.post(f"{address}draft", fields).json()
    assert answer["saved_at"] == "10:00"
    assert Draft.objects.get(pk=answer["draft"]).data["contact.Account-worry"] == ["Half a sent"]


def test_another_persons_unfinished_contact_is_not_shown(asha, child, borough, client):
    address = begin(asha, f"add:{child().pk}")
    client.force_login(borough.sam)
    assert client.get(address).status_code == 404


def test_a_contact_set_aside_is_gone_from_the_list_and_nothing_was_recorded(asha, child):
    begin(asha, f"add:{child().pk}")
    draft = Draft.objects.get()
    asha.post(reverse("contact:set_aside", args=[draft.pk]))
    assert "Set aside" not in asha.get(FIND).content.decode().partition("not finished")[2]
    assert steps() == []


def test_a_worker_of_another_team_may_record_a_contact_and_is_told_where_it_went(
    client, borough, open_child
):
    client.force_login(borough.cora)
    response = post(client, begin(client, f"add:{open_child.pk}"), **worry("Seen at night"))
    shown = client.get(response["Location"]).content.decode()
    assert "it has gone at once to the worker and manager" in shown


def test_a_receipt_is_shown_to_whoever_recorded_it_alone(asha, child, borough, client):
    response = post(asha, begin(asha, f"add:{child().pk}"))
    client.force_login(borough.sam)
    assert client.get(response["Location"]).status_code == 404


@pytest.fixture
def kept(borough, child):
    def make(level):
        made = child("Ivy", "Stone", date(2015, 2, 3))
        restrict(
            person=made, level=level, reason="Adopted", custodian=borough.head.worker,
            by=borough.head, on=date(2026, 1, 5),
        )
        return made

    return make


def newcomer(client, do="save"):
    return post(
        client, begin(client, "new:child"), do, n1__given="Ivy", n1__family="Stone",
        **{"n1__born_on-day": "3", "n1__born_on-month": "2", "n1__born_on-year": "2015"},
    )


def test_a_sealed_record_never_blocks_nor_shows_and_its_keeper_is_told(asha, borough, kept):
    sealed = kept("sealed")
    address = newcomer(asha, "stay")["Location"].partition("#")[0]
    html = asha.get(address).content.decode()
    assert "already here" not in html
    assert sealed.ref not in html
    assert post(asha, address).status_code == 302
    assert steps()[0].child != sealed
    told = Task.objects.filter(source="match", owner_worker=borough.head.worker)
    assert [task.child for task in told] == [sealed]
    duty = Task.objects.get(source="match", owner_worker=borough.mo.worker)
    assert duty.child is None
    assert "Ivy" not in duty.text


def test_a_restricted_record_shows_whom_to_ask_and_its_keeper_is_told_of_the_contact(
    asha, borough, kept
):
    restricted = kept("restricted")
    address = newcomer(asha, "stay")["Location"].partition("#")[0]
    html = asha.get(address).content.decode()
    assert "Restricted: ask Head" in html
    assert restricted.ref not in html
    assert post(asha, address).status_code == 302
    assert Task.objects.filter(source="match", child=restricted).count() == 1


def test_a_contact_may_be_put_on_a_restricted_record_without_seeing_it(asha, borough, kept):
    restricted = kept("restricted")
    html = asha.get(FIND, {"q": "Ivy Stone 3/2/2015"}).content.decode()
    (signed,) = re.findall(r'value="restricted:([^"]+)"', html)
    address = begin(asha, f"restricted:{signed}")
    page = asha.get(address).content.decode()
    assert "Restricted record: ask Head" in page
    assert restricted.ref not in page
    response = post(asha, address, **worry("Seen near the old address"))
    assert steps()[0].child == restricted
    shown = asha.get(response["Location"]).content.decode()
    assert "Restricted record" in shown
    assert "Ivy" not in shown


def test_a_restricted_record_is_not_chosen_by_guessing_its_number(asha, kept):
    restricted = kept("restricted")
    address = begin(asha, f"add:{restricted.pk}")
    assert post(asha, address).status_code == 422
    assert not Event.objects.filter(child=restricted, kind="contact.received").exists()


def test_the_referrer_is_asked_on_the_same_page(asha, child):
    address = begin(asha, f"add:{child().pk}")
    post(
        asha, address,
        **{"referrers.Referrer-source": "1A", "referrers.Referrer-identity": "withheld",
           "referrers.Referrer-identity-withheld-name": "Gran"},
    )
    row = Referrer.objects.get()
    assert (row.source, row.identity) == ("1A", "withheld")


def test_the_page_asks_few_queries(asha, child, django_assert_max_num_queries):
    address = begin(asha, f"add:{child().pk}")
    asha.get(address)
    with django_assert_max_num_queries(15):
        asha.get(address)


@pytest.mark.parametrize(
    ("born_on", "about"), [(date(1990, 1, 1), "adult"), (date(2018, 3, 4), "child")]
)
def test_a_known_adult_is_recorded_as_one(asha, child, born_on, about):
    known = child("Jo", "Reed", born_on)
    address = begin(asha, f"add:{known.pk}")
    post(asha, address, **worry("Rang about money"),
         **{f"child-{known.pk}-contact.ChildPart-where": "At home"})
    part = queries.child_part(steps()[0])
    assert (part.about, part.where) == (about, "At home")


def test_a_button_pressed_twice_records_one_contact(asha):
    address = begin(asha, "new:child")
    typed = {"n1__given": "Bo", "n1__family": "Reed"}
    first = post(asha, address, **worry("Shouting"), **typed)
    second = post(asha, address, **worry("Shouting"), **typed)
    assert second["Location"] == first["Location"]
    assert Person.objects.filter(family_name="Reed").count() == 1
    assert len(steps()) == 1
    # going back to the page leads to what was recorded too
    assert asha.get(address)["Location"] == first["Location"]
