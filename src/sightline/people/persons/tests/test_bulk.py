"""Many records are made as fast as a census file needs, and like those made one by one."""

from datetime import date

import pytest
from django.db import connection

from sightline.access.audit.models import Entry
from sightline.base.changed.models import Changed
from sightline.people.persons.bulk import (
    IdentifierGiven,
    NameGiven,
    NewPerson,
    create_people,
)
from sightline.people.persons.facts import Identifier
from sightline.people.persons.identity import Disability, Ethnicity
from sightline.people.persons.index import TABLE
from sightline.people.persons.person import Person
from sightline.people.testing import a_recorder, an_authority

pytestmark = pytest.mark.django_db


def rows(number):
    for n in range(number):
        yield NewPerson(
            names=(NameGiven(absence="source_cannot_say"),),
            born_on=date(2015, 1, 1),
            sex="M",
            ethnicity="NOBT",
            disabilities=("LD",),
            identifiers=(
                IdentifierGiven("la_child_id", f"C{n}"),
                IdentifierGiven.upn_unknown("UN2"),
            ),
            source="cin-census 2023",
        )


def test_many_people_are_made_in_order_with_all_that_was_told():
    ids = create_people(rows(1100), authority=an_authority(), by=a_recorder(), on=date(2026, 6, 1))
    assert len(ids) == 1100
    assert ids == sorted(ids)
    key = Identifier.objects.get(value_key="C1099")
    assert key.person_id == ids[1099]
    assert key.source == "cin-census 2023"
    assert Disability.objects.filter(person_id__in=ids).count() == 1100
    assert set(Ethnicity.objects.values_list("absence", flat=True)) == {"not_asked"}
    assert not Person.objects.filter(ref__isnull=True).exists()


def test_a_name_the_source_cannot_say_is_not_blank():
    [person_id] = create_people(
        rows(1), authority=an_authority(), by=a_recorder(), on=date(2026, 6, 1)
    )
    assert Person.objects.get(pk=person_id).display_name == "Name not known"


def test_many_people_take_few_queries(django_assert_max_num_queries):
    authority, by = an_authority(), a_recorder()
    with django_assert_max_num_queries(80):
        told = {"authority": authority, "by": by, "on": date(2026, 6, 1), "listeners": False}
        create_people(rows(400), **told)


def test_each_record_made_is_in_the_trail_and_waits_to_be_published():
    ids = create_people(rows(3), authority=an_authority(), by=a_recorder(), on=date(2026, 6, 1))
    entries = Entry.objects.filter(action="person.created", child_id__in=ids)
    assert entries.count() == 3
    assert Changed.objects.filter(reader="", subject_kind="person", subject_id__in=ids).count() == 3


def test_each_record_made_has_its_line_in_the_index():
    ids = create_people(rows(3), authority=an_authority(), by=a_recorder(), on=date(2026, 6, 1))
    key = "rowid" if connection.vendor == "sqlite" else "person_id"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {TABLE} WHERE {key} >= %s", [ids[0]])
        assert cursor.fetchone() == (3,)
