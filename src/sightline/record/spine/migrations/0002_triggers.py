"""The triggers that hold events: never deleted, never edited, voided once."""

from django.db import migrations

from sightline.record.spine import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection, ledger=False)


def take_down(apps, schema_editor):
    triggers.take_down(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("spine", "0001_initial")]

    operations = [migrations.RunPython(install, take_down)]
