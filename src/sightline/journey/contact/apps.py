"""The contact room as a Django application."""

from django.apps import AppConfig

from sightline.kernel.register import processes


class ContactConfig(AppConfig):
    """Contacts at the front door, and contacts about children already worked with."""

    name = "sightline.journey.contact"
    label = "contact"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process, its pages, and who hears of a match with a sealed record."""
        from sightline.base.components.navigation import register
        from sightline.journey.contact import background, keepers, panels
        from sightline.journey.contact.process import PROCESS
        from sightline.record.documents import outcome
        from sightline.record.documents.chronology import natures
        from sightline.record.documents.parts import Nature
        from sightline.record.pages.correcting import own_corrections

        processes.declare(PROCESS)
        keepers.declare()
        background.declare()
        panels.declare()
        own_corrections.add("contact.received", panels.receipt_page)
        outcome.tells("contact", decided="contact.decided", told="contact.referrer_told")
        for kind in ("contact.graded", "contact.matched", "contact.passed_on"):
            natures.add(kind, Nature.PROFESSIONAL)
        register("Record a contact", "contact:find", "journey.record", order=20)
