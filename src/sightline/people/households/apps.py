"""The households room as a Django application."""

from django.apps import AppConfig


class HouseholdsConfig(AppConfig):
    """Dated membership of a household."""

    name = "sightline.people.households"
    label = "households"
    default_auto_field = "django.db.models.BigAutoField"
