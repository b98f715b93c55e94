"""The genogram room as a Django application."""

from django.apps import AppConfig


class GenogramConfig(AppConfig):
    """The family of a child, drawn."""

    name = "sightline.record.genogram"
    label = "genogram"
    default_auto_field = "django.db.models.BigAutoField"
