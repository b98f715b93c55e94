"""The contact room as a Django application."""

from django.apps import AppConfig

from sightline.kernel.register import processes


class ContactConfig(AppConfig):
    """Contacts at the front door, and contacts about children already worked with."""

    name = "sightline.journey.contact"
    label = "contact"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process, its link, and who hears of a match with a sealed record."""
        from sightline.base.components.navigation import register
        from sightline.journey.contact import keepers
        from sightline.journey.contact.process import PROCESS

        processes.declare(PROCESS)
        keepers.declare()
        register("Record a contact", "contact:find", "journey.record", order=20)
