"""The index of the parts of words taken away: nothing asked it, and every new word was put in it."""

from django.db import migrations

from sightline.record.search import tables


class Migration(migrations.Migration):

    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(tables.drop_parts, migrations.RunPython.noop)]
