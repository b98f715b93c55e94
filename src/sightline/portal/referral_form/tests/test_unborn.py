"""The maternity form: from a midwife's words to a child who is born, and one chronology."""

from datetime import date, time

import pytest
from django.urls import reverse

from sightline.base.moments import at, fixed
from sightline.journey.contact import actions as contact
from sightline.journey.contact import queries
from sightline.people.persons.given import IdentifierGiven, NameGiven
from sightline.people.persons.models import Person
from sightline.people.relationships.lookups import relations
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_user, an_adult, an_unborn
from sightline.people.workforce.actions import take_on
from sightline.portal.referral_form.models import Submission
from sightline.portal.referral_form.tests.conftest import EXPECTING
from sightline.portal.referral_form.tests.test_sending import anonymised
from sightline.record.life.actions import register_birth
from sightline.record.pregnancy.models import Pregnancy
from sightline.record.referrers.carrying import referrer_of
from sightline.record.spine.models import Event
from sightline.record.tasks.models import Task

pytestmark = pytest.mark.covers("S025")
TODAY, BORN, DUE = date(2026, 6, 10), date(2026, 8, 30), date(2026, 9, 1)


@pytest.fixture
def tell(send):
    return lambda **changed: send(EXPECTING, page="unborn", **changed)


@pytest.fixture
def door(merrow, client):
    user = a_user("front_door_worker", authority=merrow.authority)
    client.force_login(user)
    return user


def arrived(merrow):
    return list(queries.undecided(merrow.authority))


def known_mother(merrow, **told):
    told = {"born_on": date(1998, 3, 4)} | told
    return an_adult("Ama Reed", authority=merrow.authority, **told)


def mothers_page(step):
    return reverse("contact:mother", args=[step.child_id, step.pk])


def test_a_pregnancy_arrives_as_a_contact_about_an_unborn_child(merrow, tell, client, door):
    receipt = tell().content.decode()
    (step,) = arrived(merrow)
    assert (step.child.display_name, step.child.expected_on) == ("Baby of Ama Reed", DUE)
    assert step.child.unborn
    assert queries.child_part(step).about == "unborn"
    assert referrer_of(step).name == "Mel Midwife"
    told = Pregnancy.objects.latest_for(step.pk)
    assert (told.mother, told.mother_nhs, told.weeks) == ("Ama Reed", "943 476 5919", 28)
    assert (told.hospital, told.booked_on) == ("Merrow Hospital", date(2026, 3, 2))
    assert "1 unborn baby" in receipt
    assert "Ama" not in receipt
    row = client.get(reverse("worklists:front_door")).content.decode()
    assert "Unborn, expected 1 September 2026" in row
    assert "answered" in row


def test_what_the_form_cannot_say_is_not_asked(merrow, tell, client, door):
    tell()
    (step,) = arrived(merrow)
    assert queries.child_part(step).safe == "not_asked"
    opened = client.get(reverse("worklists:contact", args=[step.child_id, step.pk]))
    assert "Not asked whether safe" in opened.content.decode()


def test_a_pregnancy_of_which_nothing_but_a_worry_is_told_is_taken(merrow, send, client, door):
    send({"worry": "Somebody in flat 3 is pregnant and is beaten"}, page="unborn")
    (step,) = arrived(merrow)
    assert queries.child_part(step).about == "unborn"
    row = client.get(reverse("worklists:front_door")).content.decode()
    assert "Unborn, due date not told" in row
    opened = client.get(reverse("worklists:contact", args=[step.child_id, step.pk]))
    assert "Not told" in opened.content.decode()


def test_from_a_midwifes_form_to_a_birth_it_is_one_child_with_one_chronology(
    merrow, tell, client, door
):
    tell()
    (step,) = arrived(merrow)
    child, mother = step.child, known_mother(merrow)
    page = client.get(mothers_page(step)).content.decode()
    assert "Same date of birth and same name" in page
    client.post(mothers_page(step), {"do": f"mother:{mother.pk}"})
    assert [(r.other.id, r.kind) for r in relations(child.pk)] == [(mother.pk, "mother")]
    contact.decide(step=step, outcome="referral", by=merrow.by, on=TODAY)
    with fixed(at(BORN, time(12)), everywhere=True):
        register_birth(
            person=child, by=merrow.by, on=BORN, name=NameGiven("Kofi", "Reed"), sex="M"
        )
    child.refresh_from_db()
    assert (child.display_name, child.born_on) == ("Kofi Reed", BORN)
    kinds = [e.kind for e in Event.objects.standing().filter(child=child).in_order()]
    assert kinds.index("person.expected") < kinds.index("contact.received")
    assert kinds.index("contact.received") < kinds.index("contact.matched")
    assert kinds[-1] == "person.born"
    assert Person.objects.filter(expected_on=DUE).count() == 1


def test_a_mother_nobody_knows_gets_a_record_of_what_the_form_says(merrow, tell, client, door):
    tell()
    (step,) = arrived(merrow)
    client.post(mothers_page(step), {"do": "new"})
    (mother,) = [r.other for r in relations(step.child_id)]
    person = Person.objects.get(pk=mother.id)
    assert (person.display_name, person.born_on) == ("Ama Reed", date(1998, 3, 4))
    assert person.identifiers.get().value == "943 476 5919"
    assert person.addresses.get().postcode == "ZZ1 1ZZ"
    assert person.contact_points.get().value == "020 7946 0002"


def test_a_baby_already_expected_here_is_matched_with_nothing_typed_again(
    merrow, tell, client, door
):
    mother = known_mother(merrow)
    baby = an_unborn(mother, expected_on=date(2026, 9, 5), by=merrow.by)
    tell()
    (step,) = arrived(merrow)
    assert baby.display_name in client.get(mothers_page(step)).content.decode()
    answer = client.post(
        mothers_page(step), {"do": f"mother:{mother.pk}:{baby.pk}"}, follow=True
    )
    (goes_on,) = arrived(merrow)
    assert goes_on.child == baby
    assert Pregnancy.objects.latest_for(goes_on.pk).hospital == "Merrow Hospital"
    assert queries.headline(goes_on) == "Her first child was removed"
    baby.refresh_from_db()
    assert baby.expected_on == date(2026, 9, 5), "a date on the record is changed by a person"
    assert "The form says due 1 September 2026" in answer.content.decode()
    # and what the midwife adds to the form goes on there
    tell(detail="She came to the appointment today.")
    assert "came to the appointment" in queries.account_of(goes_on).detail
    assert len(arrived(merrow)) == 1


def test_a_due_date_changed_on_the_form_makes_no_second_child(merrow, tell):
    tell()
    tell(**{"pregnancy-expected_on-day": "8"})
    (step,) = arrived(merrow)
    assert Pregnancy.objects.latest_for(step.pk).due_on == date(2026, 9, 8)


def test_twins_are_two_children_of_one_mother(merrow, tell, client, door):
    tell(**{"pregnancy-babies": "2"})
    first, second = arrived(merrow)
    mother = known_mother(merrow)
    client.post(mothers_page(first), {"do": f"mother:{mother.pk}"})
    for step in (first, second):
        assert [r.other.id for r in relations(step.child_id) if r.kind == "mother"] == [mother.pk]


def test_nobody_learns_from_the_form_whether_the_mother_is_known(merrow, tell):
    stranger = anonymised(tell(once="one"))
    known_mother(merrow)
    assert anonymised(tell(once="two")) == stranger


def sealed_mother(merrow, level="sealed"):
    mother = known_mother(merrow, identifiers=(IdentifierGiven("nhs", "9434765919"),))
    keeper = take_on(name="Kay Keeper", by=merrow.by, on=date(2024, 1, 2), user=merrow.by)
    restrict(person=mother, level=level, custodian=keeper, reason="At risk", by=merrow.by,
             on=date(2026, 1, 5))
    return mother, keeper


def test_a_sealed_mother_is_told_to_her_keeper_and_found_by_nobody_else(merrow, tell, client):
    stranger = anonymised(tell(once="one"))
    mother, keeper = sealed_mother(merrow)
    assert anonymised(tell(once="two")) == stranger
    assert Task.objects.filter(owner_worker=keeper, child=mother).exists()
    step = arrived(merrow)[-1]
    client.force_login(a_user("front_door_worker", authority=merrow.authority))
    page = client.get(mothers_page(step)).content.decode()
    assert "Kay Keeper" not in page
    assert "Nobody here is like her" in page
    answer = client.post(mothers_page(step), {"do": f"mother:{mother.pk}"})
    assert answer.status_code == 404
    assert relations(step.child_id) == []


def test_a_baby_of_a_mother_whose_record_is_kept_no_longer_says_whose_it_is(
    merrow, tell, client
):
    mother, _ = sealed_mother(merrow, "restricted")
    tell()
    (step,) = arrived(merrow)
    contact.name_mother(step=step, mother=mother, by=merrow.by, on=TODAY)
    step.child.refresh_from_db()
    assert step.child.display_name == "Unborn baby"
    assert not step.child.names.standing().filter(given__contains="Ama").exists()


def test_what_does_not_fit_a_column_goes_on_in_words(merrow, tell):
    page = tell(**{"pregnancy-weeks": "about thirty", "pregnancy-expected_on-month": "13",
                   "mother-given": "n" * 300})
    assert page.status_code == 200
    (step,) = arrived(merrow)
    detail = queries.account_of(step).detail
    assert "about thirty" in detail
    assert "1 13 2026" in detail
    assert "n" * 300 in detail


def test_the_maternity_form_asks_again_in_the_same_way(merrow, tell):
    page = tell(asked=None, **{"pregnancy-hospital": ""}).content.decode()
    assert "Not sent yet: 1 question not answered" in page
    assert 'value="pregnancy-hospital"' in page
    tell(**{"pregnancy-hospital": "", "unknown": "pregnancy-hospital"})
    assert Submission.objects.exclude(occasion=None).count() == 2
    assert len(arrived(merrow)) == 1


def test_the_two_forms_lead_to_each_other(client, merrow):
    assert "the maternity form" in client.get("/refer/999/").content.decode()
    page = client.get("/refer/999/unborn/").content.decode()
    assert "Tell Merrow about a baby not yet born" in page
    assert 'name="mother-given"' in page
