"""A form that was sent and could not be taken: what was typed waits here for its writer."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.http import QueryDict

from sightline.base.models import Row


class RefusedPostQuerySet(models.QuerySet["RefusedPost"]):
    """Kept forms, by browser and by person."""

    def typed_by(self, user_id: int | None) -> RefusedPostQuerySet:
        """Those of a person, or of nobody known."""
        return self.filter(user__isnull=True) if user_id is None else self.filter(user=user_id)

    def waiting(self, browser: str, user_id: int | None, now: datetime) -> RefusedPostQuerySet:
        """Those that this person typed in this browser.

        Where nobody knew who was typing, whoever signs in next in the same browser gets it.
        """
        mine = self.typed_by(user_id) | self.typed_by(None)
        return mine.filter(browser=browser, until_at__gt=now)


class RefusedPost(Row):
    """What somebody sent after their session had ended or their form had grown too old.

    `browser` is the SHA-256 of the token in that browser's signed cookie. Passwords and
    form tokens are never among the fields.
    """

    class Why(models.TextChoices):
        """Why the form was not taken."""

        SESSION_ENDED = "session_ended", "Your session had ended"
        FORM_EXPIRED = "form_expired", "The page had been open too long"

    browser = models.CharField(max_length=64)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    path = models.CharField(max_length=1000)
    # a draft: names and values as they were typed, valid or not (one of the four uses of JSON)
    fields = models.JSONField()
    why = models.CharField(max_length=20, choices=Why.choices)
    kept_at = models.DateTimeField()
    until_at = models.DateTimeField(db_index=True)

    objects: ClassVar = RefusedPostQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["browser", "path"], name="kept_post_of_browser")]

    @property
    def data(self) -> QueryDict:
        """What was typed, as a form reads it."""
        typed = QueryDict(mutable=True)
        for name, value in self.fields:
            typed.appendlist(name, value)
        typed._mutable = False
        return typed
