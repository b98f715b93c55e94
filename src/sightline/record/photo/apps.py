"""The photo room as a Django application."""

from django.apps import AppConfig


class PhotoConfig(AppConfig):
    """Photographs of children."""

    name = "sightline.record.photo"
    label = "photo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the photograph in its place on the situation card."""
        from sightline.record.photo.shown import declare

        declare()
