"""The pregnancy room as a Django application."""

from django.apps import AppConfig


class PregnancyConfig(AppConfig):
    """What was told of a pregnancy, and whose baby it is."""

    name = "sightline.record.pregnancy"
    label = "pregnancy"
    default_auto_field = "django.db.models.BigAutoField"
