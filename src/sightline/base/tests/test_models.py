import pytest
from django.db import IntegrityError, models, transaction
from django.test.utils import isolate_apps

from sightline.base.jobs.models import DueTask
from sightline.base.models import Row, in_order, known_or_why, one_of
from sightline.base.moments import now


def test_a_claim_without_a_claimant_is_refused_by_the_database(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        DueTask.objects.create(key="k", run_at=now(), claimed_at=now())


def test_a_pair_that_is_whole_or_empty_is_kept(db):
    DueTask.objects.create(key="empty", run_at=now())
    DueTask.objects.create(key="whole", run_at=now(), claimed_at=now(), claimed_by="a")
    assert DueTask.objects.count() >= 2


@isolate_apps("sightline.base")
def test_a_constraint_is_named_after_its_table_and_columns():
    class Kind(models.TextChoices):
        UPN = "upn", "UPN"

    class Number(Row):
        kind = models.CharField(max_length=5)
        value = models.CharField(max_length=5)
        reason = models.CharField(max_length=5)
        since_on = models.DateField()
        until_on = models.DateField()

        class Meta:
            app_label = "base"
            constraints = [
                in_order("since_on", "until_on"),
                known_or_why("value", "reason"),
                one_of("kind", Kind),
            ]

    assert [c.name for c in Number._meta.constraints] == [
        "base_number_since_on_before_until_on",
        "base_number_value_or_reason",
        "base_number_kind_declared",
    ]
