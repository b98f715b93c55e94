"""The conference room as a Django application."""

from django.apps import AppConfig

from sightline.kernel.register import processes


class ConferenceConfig(AppConfig):
    """Child protection conferences, initial and review."""

    name = "sightline.journey.conference"
    label = "conference"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process, what it says of a child, and what it keeps in line."""
        from sightline.journey.conference import documents, in_line, panels
        from sightline.journey.conference.process import PROCESS
        from sightline.journey.conference.room import home, outline
        from sightline.record.meetings import booked

        processes.declare(PROCESS)
        booked.declare(
            {"conference.booked": "Conference", "conference.adjourned": "Conference, going on",
             "conference.decided": "Review conference"}, what="conference",
            ending=("conference.stood_down", "conference.cancelled"),
            holding=("conference.decided",),
        )
        panels.declare()
        documents.declare()
        in_line.declare()
        outline.declare()
        home.declare()
