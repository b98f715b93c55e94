"""The workforce room as a Django application."""

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    """Teams and workers, dated."""

    name = "sightline.people.workforce"
    label = "workforce"
    default_auto_field = "django.db.models.BigAutoField"
