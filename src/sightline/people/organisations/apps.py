"""The organisations room as a Django application."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Organisations and professionals."""

    name = "sightline.people.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"
