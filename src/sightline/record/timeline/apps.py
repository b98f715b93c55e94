"""The timeline room as a Django application."""

from django.apps import AppConfig

from sightline.kernel.register import processes


class TimelineConfig(AppConfig):
    """The two chronologies: what was recorded, and what mattered."""

    name = "sightline.record.timeline"
    label = "timeline"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the events of this part."""
        from sightline.record.timeline.process import PROCESS

        processes.declare(PROCESS)
