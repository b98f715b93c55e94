"""The spine as a Django application."""

from django.apps import AppConfig


class SpineConfig(AppConfig):
    """The four tables that every process shares."""

    name = "sightline.record.spine"
    label = "spine"
    default_auto_field = "django.db.models.BigAutoField"
