"""The on-call room as a Django application."""

from django.apps import AppConfig


class OnCallConfig(AppConfig):
    """Whom to ring when the offices are shut."""

    name = "sightline.people.on_call"
    label = "on_call"
    default_auto_field = "django.db.models.BigAutoField"
