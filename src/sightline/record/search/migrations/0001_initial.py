"""Passages and words, with the full-text tables of the database at hand."""

import django.db.models.deletion
from django.db import migrations, models

from sightline.record.search import tables


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('persons', '0002_search'),
        ('spine', '0002_triggers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('word', models.CharField(db_index=True, max_length=30)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='spine.event')),
                ('process', models.CharField(max_length=40)),
                ('happened_on', models.DateField()),
                ('text', models.TextField()),
                ('also', models.TextField(verbose_name='the same words without accents and apostrophes')),
                ('whose', models.CharField(max_length=24, verbose_name='the child, as a word of the index')),
                ('child', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='persons.person')),
                ('occasion', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='spine.occasion')),
            ],
            options={
                'indexes': [models.Index(fields=['child', 'event'], name='passage_of_child')],
            },
        ),
        migrations.RunPython(tables.make, tables.drop),
    ]
