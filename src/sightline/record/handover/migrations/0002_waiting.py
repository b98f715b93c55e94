"""Which sendings wait for an answer, kept; worked out here once of what was sent and answered."""

import django.db.models.deletion
from django.db import migrations, models


KINDS = ("handover.sent", "handover.accepted", "handover.returned")


def fill(apps, schema_editor):
    """The latest standing word on each step, where that is that it was sent."""
    told = apps.get_model("spine", "Event").objects.filter(
        voided_at=None, kind__in=KINDS, step__isnull=False
    )
    rows = told.order_by("happened_on", "order", "id").values_list("step_id", "id", "kind")
    last = {step: (pk, kind) for step, pk, kind in rows.iterator()}
    waiting = apps.get_model("handover", "Waiting")
    waiting.objects.bulk_create(
        [waiting(step_id=step, event_id=pk) for step, (pk, kind) in last.items()
         if kind == KINDS[0]],
        batch_size=500,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('handover', '0001_initial'),
        ('spine', '0004_ledger'),
    ]

    operations = [
        migrations.CreateModel(
            name='Waiting',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='spine.event')),
                ('step', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='spine.step')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
