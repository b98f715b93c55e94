"""The assessment room as a Django application."""

from django.apps import AppConfig

from sightline.kernel.register import processes


class AssessmentConfig(AppConfig):
    """Assessments: single, and the initial and core assessments of before."""

    name = "sightline.journey.assessment"
    label = "assessment"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process, what it says on a child's page, and that it takes hand-overs."""
        from sightline.base.forms.advising import advisers
        from sightline.journey.assessment import census, documents
        from sightline.journey.assessment.advising import advise
        from sightline.journey.assessment.panels import PANEL, beside
        from sightline.journey.assessment.process import PROCESS
        from sightline.journey.assessment.reporting import tell
        from sightline.record.child.panels import register
        from sightline.record.handover.models import Destination
        from sightline.record.handover.receiving import receiving
        from sightline.record.pages import homes
        from sightline.record.reports.drafting import tellers

        processes.declare(PROCESS)
        census.declare()
        documents.declare()
        register(PANEL)
        homes.beside.add("assessment", beside)
        advisers.add("assessment", advise)
        tellers.add("assessment", tell)
        receiving.add(Destination.ASSESSMENT.value, "assessment.reassessment_decided")
