"""The merging room as a Django application."""

from django.apps import AppConfig


class MergingConfig(AppConfig):
    """Merging two records of one person, parting them, and placing what came between."""

    name = "sightline.record.merging"
    label = "merging"
    default_auto_field = "django.db.models.BigAutoField"
