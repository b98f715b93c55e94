"""The audit trail: what was read or changed, what it held, and the chain that seals it.

Rows name what they are about by kind and number, never by key, so that the trail outlives
every room above it. Database triggers (triggers.py) refuse to change or delete them.
"""

from django.db import models

from sightline.base.models import Row


class Entry(Row):
    """One thing somebody did: read a child's page, or changed something.

    `mac` is an HMAC over every other column; `payload_mac` one over the payload, so that a
    payload may one day be destroyed without breaking the chain.
    """

    at = models.DateTimeField(db_index=True)
    user_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=200, blank=True)
    authority_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    ident = models.BigIntegerField(null=True)
    child_id = models.BigIntegerField(null=True)
    page = models.CharField(max_length=100, blank=True)
    ground = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)
    payload_mac = models.CharField(max_length=64, blank=True)
    mac = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["child_id", "at"], name="audit_entry_of_child"),
            models.Index(fields=["user_id", "at"], name="audit_entry_of_user"),
            models.Index(fields=["kind", "ident"], name="audit_entry_of_thing"),
        ]


class Payload(models.Model):
    """What a change held: canonical JSON text, kept as it was sealed.

    Text and not a JSON column, because PostgreSQL would reorder it under its seal.
    """

    entry = models.OneToOneField(
        Entry, models.PROTECT, primary_key=True, db_constraint=False, related_name="payload"
    )
    body = models.TextField()


class Link(models.Model):
    """One link of the chain: the place of an entry and the hash of everything up to it."""

    position = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    hash = models.CharField(max_length=64)
