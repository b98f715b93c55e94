"""The relationships room as a Django application."""

from django.apps import AppConfig


class RelationshipsConfig(AppConfig):
    """Dated relationships and parental responsibility."""

    name = "sightline.people.relationships"
    label = "relationships"
    default_auto_field = "django.db.models.BigAutoField"
