"""The situation room as a Django application."""

from django.apps import AppConfig

from sightline.kernel.register import processes


class SituationConfig(AppConfig):
    """The situation now, as somebody last wrote it."""

    name = "sightline.record.situation"
    label = "situation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the events of this part."""
        from sightline.record.situation.process import PROCESS

        processes.declare(PROCESS)
