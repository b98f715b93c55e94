"""SQLite knows how its rows are spread once it has been told to look."""

import pytest
from django.db import connection

from sightline.base.jobs.counts import count_again
from sightline.base.jobs.models import DueTask
from sightline.base.moments import now


@pytest.mark.django_db
def test_the_database_knows_how_many_rows_there_are():
    DueTask.objects.bulk_create([DueTask(key=f"job {n}", run_at=now()) for n in range(30)])
    count_again()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = %s", [DueTask._meta.db_table])
            assert any(int(row[0].split()[0]) >= 30 for row in cursor.fetchall())
