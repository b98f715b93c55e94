"""The section 47 room as a Django application."""

from django.apps import AppConfig

from sightline.kernel.register import processes


class Section47Config(AppConfig):
    """Child protection enquiries."""

    name = "sightline.journey.section47"
    label = "section47"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process and what it says on a child's page."""
        from sightline.journey.section47 import documents
        from sightline.journey.section47.panels import PANEL
        from sightline.journey.section47.process import PROCESS
        from sightline.journey.section47.reporting import tell
        from sightline.record.child.panels import register
        from sightline.record.meetings import booked
        from sightline.record.reports.drafting import tellers

        processes.declare(PROCESS)
        booked.declare({"section47.review_set": "Review after the enquiry"}, what="section47",
                       ending=("section47.reviewed", "section47.review_not_needed"))
        register(PANEL)
        tellers.add("section47", tell)
        documents.declare()
