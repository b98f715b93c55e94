"""The allocation room as a Django application."""

from django.apps import AppConfig


class AllocationConfig(AppConfig):
    """Who holds each child."""

    name = "sightline.record.allocation"
    label = "allocation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process, what it follows, and the grounds that it gives."""
        from sightline.kernel.register import processes
        from sightline.record.allocation import grounds, owners
        from sightline.record.allocation.process import PROCESS

        processes.declare(PROCESS)
        owners.declare()
        grounds.declare()
