"""The checks room as a Django application."""

from django.apps import AppConfig


class ChecksConfig(AppConfig):
    """What other agencies were asked about a child, and what came back."""

    name = "sightline.record.checks"
    label = "checks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process, and that its lines are for professionals."""
        from sightline.kernel.register import processes
        from sightline.record.checks.process import PROCESS
        from sightline.record.documents.chronology import natures
        from sightline.record.documents.parts import Nature

        processes.declare(PROCESS)
        natures.add("agency_check", Nature.PROFESSIONAL)
