"""The identity room as a Django application."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """What a child needs because of who they are, and what a plan leaves of it and why."""

    name = "sightline.record.identity"
    label = "identity"
    default_auto_field = "django.db.models.BigAutoField"
