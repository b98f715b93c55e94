"""SQLite finds people by whole words, and keeps a list of the words there are."""

from django.db import migrations

from sightline.people.persons import index


def make(apps, schema_editor):
    index.make_words(schema_editor)


def drop(apps, schema_editor):
    index.drop_words(schema_editor)


class Migration(migrations.Migration):
    """Adds the index of words, and fills it of the one of trigrams."""

    dependencies = [("persons", "0004_flag")]

    operations = [migrations.RunPython(make, drop)]
