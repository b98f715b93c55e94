"""The queue of subjects whose published figures are out of date."""

from django.db import models

from sightline.base import moments
from sightline.base.models import Row


class Changed(Row):
    """A subject that was written to, waiting to be published again; several rows may say the same.

    Rows are only added and taken away whole, so that a mark made while another is being
    published is never lost.
    """

    #: For whom the mark is: empty for the publication of figures, else the name it follows under.
    reader = models.CharField(max_length=20, blank=True, default="")
    subject_kind = models.CharField("kind of subject", max_length=20)
    subject_id = models.BigIntegerField("subject")
    changed_at = models.DateTimeField("changed", default=moments.now)

    class Meta:
        indexes = [models.Index(fields=["reader", "subject_kind", "id"], name="changed_kind_order")]
