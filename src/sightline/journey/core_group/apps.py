"""The core group room as a Django application."""

from django.apps import AppConfig

from sightline.kernel.register import processes


class CoreGroupConfig(AppConfig):
    """Core groups, whose events stand on the protection plan."""

    name = "sightline.journey.core_group"
    label = "core_group"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process and what it says on the page of a child with a plan."""
        from sightline.journey.core_group import panels
        from sightline.journey.core_group.process import PROCESS
        from sightline.record.meetings import booked

        processes.declare(PROCESS)
        booked.declare({"core_group.held": "Core group", "core_group.missed": "Core group"},
                       what="core_group", holding=("core_group.held",))
        panels.declare()
