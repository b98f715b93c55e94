"""It is said on a page what must be kept from whom, and who must keep away."""

from datetime import date

import pytest
from django.urls import reverse

from sightline.people.relationships.actions import relate, withhold
from sightline.people.relationships.models import ContactLimit, Withheld
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_child, a_recorder, a_user, a_worker, an_adult

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


@pytest.fixture
def family(client):
    child, father = a_child("Ana Reed"), an_adult("Rob Stone")
    relate(person=child, other=father, kind="father", by=a_recorder(), on=DAY)
    client.force_login(a_user("front_door_worker"))
    return child, father


def test_an_address_and_a_school_are_kept_from_the_father(client, family):
    child, father = family
    answer = client.post(reverse("person_withhold", args=[child.pk]), {
        "about": child.pk, "other": father.pk, "name": "", "reason": "He came to the school",
        "what": ["address", "school"],
    })
    assert answer.status_code == 302
    assert sorted(Withheld.objects.values_list("what", flat=True)) == ["address", "school"]
    page = client.get(answer["Location"]).content.decode()
    assert "kept from Rob Stone" in page
    row = Withheld.objects.first()
    where = reverse("person_put_right", args=[child.pk, "withheld", row.pk])
    ended = client.post(where, {"how": "withdrawn", "reason": "Wrong man"})
    assert ended.status_code == 302
    assert Withheld.objects.standing().count() == 1


def test_an_order_is_recorded_against_somebody_who_has_no_record(client, family):
    child, _ = family
    answer = client.post(reverse("person_limit", args=[child.pk]), {
        "about": child.pk, "other": "", "name": "Max Unknown", "kind": "restraining",
        "detail": "Not to come near the school",
    })
    assert answer.status_code == 302
    assert ContactLimit.objects.get().other_name == "Max Unknown"
    neither = client.post(reverse("person_limit", args=[child.pk]),
                          {"about": child.pk, "other": "", "name": "", "kind": "bail"})
    assert neither.status_code == 422
    assert "Choose one person, or give one name." in neither.content.decode()


def test_a_row_that_names_a_sealed_person_is_not_shown(client, family):
    child, _ = family
    hidden = an_adult("Zed Hidden")
    row = withhold(person=child, what="address", by=a_recorder(), on=DAY, from_person=hidden)
    restrict(person=hidden, level="sealed", reason="danger", custodian=a_worker("Cass Todian"),
             by=a_recorder(), on=DAY)
    assert "Zed" not in client.get(reverse("person", args=[child.pk])).content.decode()
    where = reverse("person_put_right", args=[child.pk, "withheld", row.pk])
    assert client.get(where).status_code == 404
