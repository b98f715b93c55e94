"""The case note: what was done or said, why, and what it means."""

from django.db import models

from sightline.record.spine.models import EventFacts


class NoteKind(models.TextChoices):
    """What sort of thing the note records."""

    CALL = "call", "Telephone call"
    MESSAGE = "message", "Email, letter or message"
    MEETING = "meeting", "Meeting or conversation"
    DIRECT_WORK = "direct_work", "Direct work with the child"
    INFORMATION = "information", "Information from another agency"
    OVERSIGHT = "oversight", "Management oversight"
    OTHER = "other", "Something else"


class WithWhom(models.TextChoices):
    """Who was on the other side of a call, message or conversation."""

    CHILD = "child", "The child"
    PARENT = "parent", "A parent or carer"
    FAMILY = "family", "Someone else in the family"
    PROFESSIONAL = "professional", "Another professional"
    COLLEAGUE = "colleague", "Someone in our own service"
    OTHER = "other", "Someone else"


class Note(EventFacts):
    """What was done or said about a child, its purpose, and what it means for that child."""

    kind = models.CharField(
        "What is this a note of?", max_length=20, choices=NoteKind, blank=True, default=""
    )
    with_whom = models.CharField(
        "Who was it with?", max_length=20, choices=WithWhom, blank=True, default=""
    )
    purpose = models.TextField(
        "What was it for?", blank=True, default="",
        help_text="Why you made the call, had the talk or did the work.",
    )
    text = models.TextField(
        "What happened or was said?", blank=True, default="",
        help_text="Keep what you saw and heard apart from what you think of it.",
    )
    analysis = models.TextField(
        "What does it mean for the child?", blank=True, default="",
        help_text="What it changes, what you will do about it, and by when.",
    )
