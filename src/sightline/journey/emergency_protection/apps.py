"""The emergency protection room as a Django application."""

from django.apps import AppConfig

from sightline.kernel.register import processes


class EmergencyProtectionConfig(AppConfig):
    """Orders with which a court keeps a child safe for some days."""

    name = "sightline.journey.emergency_protection"
    label = "emergency_protection"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process, the order, and what both say on a child's page."""
        from sightline.journey.emergency_protection.panels import PANEL
        from sightline.journey.emergency_protection.process import PROCESS
        from sightline.record.child.panels import register
        from sightline.record.documents.chronology import natures
        from sightline.record.documents.parts import Nature
        from sightline.record.orders.registers import Order, declare

        processes.declare(PROCESS)
        register(PANEL)
        natures.add("emergency_protection.moved", Nature.PROFESSIONAL)
        declare(Order(
            "emergency_protection", "Emergency protection order", ("epo", "epo_extension")
        ))
