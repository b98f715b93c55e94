"""The meetings room as a Django application."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings and those who take part in them."""

    name = "sightline.record.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"
