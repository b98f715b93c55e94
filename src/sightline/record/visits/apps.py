"""The visits room as a Django application."""

from django.apps import AppConfig

from sightline.kernel.register import processes


class VisitsConfig(AppConfig):
    """Visits to children."""

    name = "sightline.record.visits"
    label = "visits"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the events of this part."""
        from sightline.record.meetings import booked
        from sightline.record.visits.process import PROCESS

        processes.declare(PROCESS)
        booked.declare({"visit.made": "Visit"}, what="visit", holding=("visit.made",))
