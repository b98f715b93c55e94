"""A row read from the database is the row that was written, whole or in part."""

import pytest

from sightline.people.persons.models import Person
from sightline.people.testing import a_child

pytestmark = pytest.mark.django_db


def test_a_row_read_whole_is_what_a_constructor_would_make():
    child = a_child("Ada Example")
    read = Person.objects.select_related("authority").get(pk=child.pk)
    columns = [field.attname for field in Person._meta.concrete_fields]
    made = Person(*[getattr(read, name) for name in columns])
    assert all(getattr(made, name) == getattr(read, name) for name in columns)
    assert read.authority == child.authority
    read.display_name = "Ada Other"
    read.save()
    assert Person.objects.only("display_name").get(pk=child.pk).get_deferred_fields()
    assert Person.objects.get(pk=child.pk).display_name == "Ada Other"
