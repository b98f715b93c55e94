"""The harm room as a Django application."""

from django.apps import AppConfig


class HarmConfig(AppConfig):
    """Categories of harm, shared by conferences and protection plans."""

    name = "sightline.record.harm"
    label = "harm"
    default_auto_field = "django.db.models.BigAutoField"
