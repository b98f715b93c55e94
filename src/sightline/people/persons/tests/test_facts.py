"""Facts about a person are dated, superseded and never edited."""

from datetime import date, datetime

import pytest

from sightline.base.moments import LONDON, fixed, now
from sightline.people.persons import actions
from sightline.people.persons.bulk import AddressGiven, NewPerson
from sightline.people.persons.facts import Address, Identifier, Name
from sightline.people.persons.given import FactRefused, NameGiven
from sightline.people.persons.identity import Disability, Ethnicity, Sex
from sightline.people.persons.person import Person
from sightline.people.persons.summary import summary
from sightline.people.testing import a_child, a_person, a_recorder

pytestmark = pytest.mark.django_db


def home(line, since):
    return AddressGiven(line, "KT1 1EU", since_on=since)


def test_a_person_has_a_reference_that_is_never_blank():
    child = a_child()
    assert child.ref == f"S{child.pk:07d}"


def test_a_new_legal_name_ends_the_old_one_and_both_are_kept():
    child, by = a_child("Ada Example"), a_recorder()
    actions.rename(person=child, by=by, on=date(2026, 3, 1), given="Ada", family="Newname")
    assert child.display_name == "Ada Newname"
    before = Name.objects.standing().in_force(date(2026, 2, 28)).get(person=child)
    after = Name.objects.standing().in_force(date(2026, 3, 1)).get(person=child)
    assert (before.family, after.family) == ("Example", "Newname")


def test_what_we_knew_then_is_not_what_we_know_now():
    child, by = a_child("Ada Example"), a_recorder()
    known = now()
    with fixed(datetime(2026, 6, 11, 9, 0, tzinfo=LONDON)):
        actions.rename(person=child, by=by, on=date(2026, 3, 1), given="Ada", family="Newname")
    then = Name.objects.known_at(known).in_force(date(2026, 3, 2)).get(person=child)
    assert then.family == "Example"
    assert Name.objects.standing().in_force(date(2026, 3, 2)).get(person=child).family == "Newname"


def test_an_alias_stands_beside_the_legal_name():
    child, by = a_child("Ada Example"), a_recorder()
    actions.rename(person=child, by=by, on=None, given="Addie", family="Ex", kind="alias")
    actions.rename(person=child, by=by, on=None, given="Ads", family="Ex", kind="alias")
    assert child.display_name == "Ada Example"
    assert Name.objects.standing().filter(person=child).count() == 3


def test_the_name_gone_by_is_completed_from_the_legal_one():
    child = a_child("Adelaide Example")
    actions.rename(person=child, by=a_recorder(), on=None, given="Addie", kind="known")
    assert child.display_name == "Addie Example"
    assert (child.given_names, child.family_name) == ("Addie", "Example")


def test_an_earlier_address_told_later_ends_where_the_next_one_begins():
    child, by = a_child(), a_recorder()
    now_home, was_home = home("2 New Road", date(2026, 5, 1)), home("1 Old Road", date(2025, 1, 1))
    actions.move_address(person=child, by=by, on=now_home.since_on, address=now_home)
    actions.move_address(person=child, by=by, on=was_home.since_on, address=was_home)
    homes = Address.objects.standing().filter(person=child)
    assert homes.in_force(date(2025, 6, 1)).get().lines == "1 Old Road"
    assert homes.in_force(date(2026, 5, 1)).get().lines == "2 New Road"
    assert homes.get(lines="1 Old Road").until_on == date(2026, 5, 1)


def test_two_addresses_from_one_day_leave_the_later_told_one():
    child, by, on = a_child(), a_recorder(), date(2026, 5, 1)
    actions.move_address(person=child, by=by, on=on, address=home("1 Wrong Road", on))
    actions.move_address(person=child, by=by, on=on, address=home("2 Right Road", on))
    assert Address.objects.standing().get(person=child).lines == "2 Right Road"
    assert Address.objects.filter(person=child).count() == 2


def test_a_missing_address_says_why():
    child = a_child()
    told = AddressGiven(absence="declined")
    actions.move_address(person=child, by=a_recorder(), on=None, address=told)
    assert Address.objects.standing().get(person=child).absence == "declined"


def test_a_pupil_number_that_is_not_known_says_why():
    child = a_child()
    actions.record_identifier(
        person=child, by=a_recorder(), on=None, scheme="upn", unknown_code="UN1"
    )
    held = Identifier.objects.standing().get(person=child)
    assert (held.value, held.absence, held.unknown_code) == ("", "not_known", "UN1")


def test_a_new_pupil_number_takes_the_place_of_the_old():
    child, by = a_child(), a_recorder()
    for value in ("A123456789012", "B123456789012"):
        actions.record_identifier(person=child, by=by, on=None, scheme="upn", value=value)
    assert Identifier.objects.standing().get(person=child).value == "B123456789012"


def test_sex_and_gender_are_kept_apart():
    child, by = a_child(sex="F"), a_recorder()
    actions.record_gender(person=child, by=by, on=None, words="boy")
    assert child.sex == "F"
    assert Sex.objects.standing().get(person=child).code == "F"


def test_a_refused_ethnicity_is_kept_as_declined():
    child = a_child(ethnicity="REFU")
    held = Ethnicity.objects.standing().get(person=child)
    assert (held.code, held.absence) == ("", "declined")


def test_a_set_of_disabilities_is_told_whole():
    child, by = a_child(disabilities=("AUT", "LD")), a_recorder()
    actions.record_disabilities(person=child, by=by, on=date(2026, 5, 1), codes=["LD", "VIS"])
    standing = Disability.objects.standing().filter(person=child)
    assert set(standing.in_force(date(2026, 5, 1)).values_list("code", flat=True)) == {"LD", "VIS"}
    assert set(standing.in_force(date(2026, 4, 1)).values_list("code", flat=True)) == {"LD", "AUT"}


def test_no_disability_cannot_stand_beside_another():
    with pytest.raises(FactRefused, match="AUT"):
        a_child(disabilities=("NONE", "AUT"))
    child = a_child(disabilities=("AUT",))
    actions.record_disabilities(person=child, by=a_recorder(), on=date(2026, 5, 1), codes=["NONE"])
    in_force = Disability.objects.standing().in_force(date(2026, 5, 1)).filter(person=child)
    assert in_force.get().code == "NONE"


def test_a_disability_told_after_none_takes_its_place():
    child = a_child(disabilities=("NONE",))
    actions.record_disabilities(person=child, by=a_recorder(), on=date(2026, 5, 1), codes=["AUT"])
    in_force = Disability.objects.standing().in_force(date(2026, 5, 2)).filter(person=child)
    assert in_force.get().code == "AUT"


def test_a_correction_needs_a_reason_and_keeps_the_wrong_row():
    child = a_child("Ada Exmaple")
    wrong = Name.objects.standing().get(person=child)
    with pytest.raises(FactRefused):
        actions.correct_fact(row=wrong, by=a_recorder(), reason=" ", changes={"family": "Example"})
    actions.correct_fact(
        row=wrong, by=a_recorder(), reason="misspelt", changes={"family": "Example"}
    )
    child.refresh_from_db()
    assert child.display_name == "Ada Example"
    assert Name.objects.get(pk=wrong.pk).superseded_because == "misspelt"


def test_a_correction_of_what_was_corrected_already_is_refused_in_words():
    child, by = a_child("Ada Exmaple"), a_recorder()
    held, stale = (Name.objects.standing().get(person=child) for _ in range(2))
    actions.correct_fact(row=held, by=by, reason="misspelt", changes={"family": "Example"})
    stale.refresh_from_db()
    with pytest.raises(FactRefused, match="already corrected"):
        actions.correct_fact(row=stale, by=by, reason="again", changes={"family": "Examples"})


def test_a_fact_cannot_end_before_it_began():
    child, by = a_child(), a_recorder()
    on = date(2026, 5, 1)
    row = actions.move_address(person=child, by=by, on=on, address=home("1 Road", on))
    with pytest.raises(FactRefused, match="2026-05-01"):
        actions.end_fact(row=row, by=by, on=date(2026, 4, 1))


def test_a_list_row_is_read_in_one_query(django_assert_num_queries):
    ids = [a_child().pk, a_person("Nobody Known", names=()).pk]
    with django_assert_num_queries(1):
        lines = summary(ids)
    assert lines[ids[1]].display_name == "Name not known"
    assert lines[ids[0]].age == "7 years"


def test_one_by_one_and_in_bulk_write_the_same_rows():
    from sightline.people.persons.bulk import create_people
    from sightline.people.testing import an_authority

    row = NewPerson(
        names=(NameGiven("Ada", "Example"), NameGiven("Addie", "", "known")),
        born_on=date(2019, 1, 1),
        sex="F",
        ethnicity="WBRI",
        disabilities=("AUT",),
        addresses=(home("1 Road", None),),
    )
    told = {"authority": an_authority(), "by": a_recorder(), "on": date(2026, 6, 1)}
    [bulk] = create_people([row], **told)
    told |= {field: getattr(row, field) for field in row.__dataclass_fields__}
    one = actions.create_person(**told).pk
    assert rows_of(bulk) == rows_of(one)


def rows_of(person_id):
    person = Person.objects.filter(pk=person_id).values().get()
    found = {"person": {k: v for k, v in person.items() if k not in {"id", "ref"}}}
    for model in (Name, Address, Sex, Ethnicity, Disability):
        rows = model.objects.filter(person_id=person_id).order_by("id").values()
        found[model.__name__] = [
            {k: v for k, v in row.items() if k not in {"id", "person_id"}} for row in rows
        ]
    return found
