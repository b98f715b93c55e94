"""The databases that tests stand on."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from tests.databases import fingerprint


def test_a_run_has_a_database_of_its_own(db):
    name = str(connection.settings_dict["NAME"])
    assert "sightline_" in name
    assert fingerprint() not in name


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_a_test_commits_is_gone_in_the_next(turn):
    assert not ContentType.objects.filter(app_label="planted").exists()
    ContentType.objects.create(app_label="planted", model=turn)


@pytest.mark.postgres
def test_postgresql_finds_names_by_likeness(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT similarity('Katherine', 'Catherine') > 0.4")
        assert cursor.fetchone() == (True,)
