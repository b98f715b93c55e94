"""The chair's alert room as a Django application."""

from django.apps import AppConfig

from sightline.kernel.register import processes


class ChairsAlertConfig(AppConfig):
    """What chairs ask of managers between conferences, answered or taken further up."""

    name = "sightline.journey.chairs_alert"
    label = "chairs_alert"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process, its ground, and what it says on a child's page."""
        from sightline.journey.chairs_alert import grounds
        from sightline.journey.chairs_alert.panels import PANEL
        from sightline.journey.chairs_alert.process import PROCESS
        from sightline.record.child.panels import register
        from sightline.record.documents.chronology import natures
        from sightline.record.documents.parts import Nature

        processes.declare(PROCESS)
        register(PANEL)
        grounds.declare()
        natures.add("chairs_alert", Nature.PROFESSIONAL)
