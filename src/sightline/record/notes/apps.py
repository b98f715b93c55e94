"""The notes room as a Django application."""

from django.apps import AppConfig

from sightline.kernel.register import processes


class NotesConfig(AppConfig):
    """Case notes."""

    name = "sightline.record.notes"
    label = "notes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the events of this part."""
        from sightline.record.notes.process import PROCESS

        processes.declare(PROCESS)
