"""The triggers that refuse to change or delete the trail."""

from django.db import migrations

from sightline.access.audit import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


def take_down(apps, schema_editor):
    triggers.take_down(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(install, take_down)]
