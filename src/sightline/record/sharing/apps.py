"""The sharing room as a Django application."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Who of a child's parents was sent what, who was not and why, and what they answered."""

    name = "sightline.record.sharing"
    label = "sharing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process, and that its lines are for professionals."""
        from sightline.kernel.register import processes
        from sightline.record.documents.chronology import natures
        from sightline.record.documents.parts import Nature
        from sightline.record.sharing import grounds
        from sightline.record.sharing.process import PROCESS

        processes.declare(PROCESS)
        grounds.declare()
        natures.add("sharing", Nature.PROFESSIONAL)
