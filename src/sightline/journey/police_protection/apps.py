"""The police protection room as a Django application."""

from django.apps import AppConfig

from sightline.kernel.register import processes


class PoliceProtectionConfig(AppConfig):
    """Children whom the police keep safe, for at most seventy-two hours."""

    name = "sightline.journey.police_protection"
    label = "police_protection"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process, the power, and what both say on a child's page."""
        from sightline.journey.police_protection.panels import PANEL
        from sightline.journey.police_protection.process import PROCESS
        from sightline.record.child.panels import register
        from sightline.record.documents.chronology import natures
        from sightline.record.documents.parts import Nature
        from sightline.record.orders.registers import Order, declare

        processes.declare(PROCESS)
        register(PANEL)
        natures.add("police_protection.moved", Nature.PROFESSIONAL)
        declare(Order("police_protection", "Police protection", ("police_protection",)))
