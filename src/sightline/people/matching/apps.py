"""The matching room as a Django application."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """Search, search before create, and duplicates."""

    name = "sightline.people.matching"
    label = "matching"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A merged record opens for nobody, and leads to the one it is part of."""
        from sightline.people.matching.merged import declare

        declare()
