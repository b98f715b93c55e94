"""The restriction room as a Django application."""

from django.apps import AppConfig


class RestrictionConfig(AppConfig):
    """Restricted and sealed records, and the barriers they raise."""

    name = "sightline.people.restriction"
    label = "restriction"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Raise the barriers for every page, list and search of the house."""
        from sightline.people.restriction.barrier import declare

        declare()
