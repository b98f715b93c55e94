"""The table that finds people by misspelt names and addresses."""

from django.db import migrations

from sightline.people.persons import index


def make(apps, schema_editor):
    index.make(schema_editor)


def drop(apps, schema_editor):
    index.drop(schema_editor)


class Migration(migrations.Migration):
    """Adds the search table, in the way of the database at hand."""

    dependencies = [("persons", "0001_initial")]

    operations = [migrations.RunPython(make, drop)]
