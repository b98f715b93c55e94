"""The directory room as a Django application."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Pages of search, creation and personal details."""

    name = "sightline.people.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"
