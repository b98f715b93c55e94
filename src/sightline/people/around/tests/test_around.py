"""The professionals around a child: four states, numbers, and what is not checked is said."""

from datetime import date

import pytest

from sightline.people.around.actions import end_around, say_around
from sightline.people.around.lookups import around
from sightline.people.around.models import AroundPerson
from sightline.people.organisations.actions import enter_organisation
from sightline.people.organisations.models import Organisation, Professional
from sightline.people.persons.given import FactRefused
from sightline.people.testing import a_child, a_user

pytestmark = pytest.mark.django_db
MAY, JUNE = date(2026, 5, 6), date(2026, 6, 1)


@pytest.fixture
def sam():
    return a_user("social_worker", name="Sam Worker")


@pytest.fixture
def ada(sam):
    # whoever made a record may open it for a day
    return a_child(by=sam)


def states(child, service):
    return [one.state for one in around(child.pk) if one.service == service]


def test_a_service_nobody_asked_about_is_not_checked_and_never_blank(ada, sam):
    assert {one.state for one in around(ada.pk)} == {"not_checked"}
    say_around(person=ada, service="police", state="unavailable", by=sam, on=JUNE)
    say_around(person=ada, service="housing", state="not_involved", by=sam, on=JUNE)
    assert states(ada, "police") == ["unavailable"]
    assert states(ada, "housing") == ["not_involved"]
    assert states(ada, "gp") == ["not_checked"]


def test_two_of_one_service_stand_beside_each_other_until_it_is_not_involved(ada, sam):
    first, second = (
        enter_organisation(name=name, kind="school", by=sam, on=MAY, phone="01999 555 010")
        for name in ("Elm School", "Oak School")
    )
    say_around(person=ada, service="school", state="not_involved", by=sam, on=MAY)
    for school in (first, second):
        row = say_around(person=ada, service="school", state="involved", by=sam, on=JUNE,
                         organisation=school)
    assert [(one.where, one.number) for one in around(ada.pk) if one.service == "school"] == [
        ("Elm School", "01999 555 010"), ("Oak School", "01999 555 010")]
    assert [one.state for one in around(ada.pk, MAY) if one.service == "school"] == ["not_involved"]
    end_around(row=row, by=sam, on=date(2026, 6, 5))
    assert states(ada, "school") == ["involved"]
    say_around(person=ada, service="school", state="not_involved", by=sam, on=date(2026, 6, 9))
    assert states(ada, "school") == ["not_involved"]
    with pytest.raises(FactRefused, match="who is involved"):
        say_around(person=ada, service="gp", state="involved", by=sam, on=JUNE)


def test_a_professional_is_recorded_with_their_number_on_one_page(ada, sam, client):
    client.force_login(sam)
    gp = enter_organisation(name="Merrow Surgery", kind="gp", by=sam, on=MAY, phone="01999 555 020")
    enter_organisation(name="Elm School", kind="school", by=sam, on=MAY)
    page = f"/people/{ada.pk}/professionals/gp"
    asked = client.get(page).content.decode()
    assert "Merrow Surgery" in asked
    assert "Elm School" not in asked
    assert "Say who is involved" in client.post(page, {"state": "involved"}).content.decode()
    typed = {"state": "involved", "name": "Dr Gina Peel", "organisation": gp.pk,
             "how": "The surgery told us"}
    assert client.post(page, typed).status_code == 302
    client.post(f"/people/{a_child('Bo Else', by=sam).pk}/professionals/gp", typed)
    assert Professional.objects.filter(name="Dr Gina Peel").count() == 1
    shown = client.get(f"/people/{ada.pk}/professionals/").content.decode()
    for words in ("Dr Gina Peel", "01999 555 020", "The surgery told us", "Not checked"):
        assert words in shown
    row = AroundPerson.objects.get(person=ada)
    put = f"/people/{ada.pk}/professionals/row/{row.pk}"
    client.post(put, {"how": "withdrawn", "reason": "Another child's"})
    assert not AroundPerson.objects.standing().filter(person=ada).exists()
    # a row of one child is not there below another
    other = AroundPerson.objects.get(person__display_name="Bo Else")
    assert client.get(f"/people/{ada.pk}/professionals/row/{other.pk}").status_code == 404


def test_an_organisation_is_entered_found_and_closed(sam, client):
    client.force_login(sam)
    client.post("/organisations/new", {"name": "Elm School", "kind": "school"})
    row = Organisation.objects.get(name="Elm School")
    assert "Elm School" in client.get("/organisations/?q=elm&kind=school").content.decode()
    assert "Elm School" not in client.get("/organisations/?kind=gp").content.decode()
    client.post(f"/organisations/{row.pk}/close",
                {"on-day": "1", "on-month": "6", "on-year": "2026"})
    assert "Closed 1 June 2026" in client.get("/organisations/").content.decode()
    client.force_login(a_user("inspector"))
    assert client.get("/organisations/new").status_code == 403
