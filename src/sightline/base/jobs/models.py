"""When each recurring piece of work is next due, and how it last went."""

from django.db import models

from sightline.base.models import Row, both_or_neither


class DueTask(Row):
    """A recurring piece of work: claimed by one runner, and due again however it went."""

    key = models.CharField("key", max_length=80, unique=True)
    run_at = models.DateTimeField("next due")
    claimed_at = models.DateTimeField("claimed", null=True, blank=True)
    claimed_by = models.CharField("claimed by", max_length=120, null=True, blank=True)  # noqa: DJ001
    finished_at = models.DateTimeField("last finished", null=True, blank=True)
    fault = models.CharField("what went wrong last", max_length=200, blank=True)

    class Meta:
        constraints = [both_or_neither("claimed_at", "claimed_by")]
