"""The triggers that hold events let a merge move them, as its ledger says; the ledger is held too."""

from django.db import migrations

from sightline.record.spine import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


def as_before(apps, schema_editor):
    triggers.take_down(schema_editor.connection)
    triggers.install(schema_editor.connection, ledger=False)


class Migration(migrations.Migration):
    dependencies = [("spine", "0003_repointed")]

    operations = [migrations.RunPython(install, as_before)]
