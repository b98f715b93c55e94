"""The safety agreement room as a Django application."""

from django.apps import AppConfig

from sightline.kernel.register import processes


class SafetyAgreementConfig(AppConfig):
    """Promises that keep a child safe for now."""

    name = "sightline.journey.safety_agreement"
    label = "safety_agreement"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process, and what it says on a child's page."""
        from sightline.journey.safety_agreement.panels import PANEL, SLOT
        from sightline.journey.safety_agreement.process import PROCESS
        from sightline.record.child.panels import register, slots
        from sightline.record.documents.chronology import natures
        from sightline.record.documents.parts import Nature

        processes.declare(PROCESS)
        register(PANEL)
        slots.add("safety_agreement", SLOT)
        natures.add("safety_agreement", Nature.PROFESSIONAL)
