"""The interpreters room as a Django application."""

from django.apps import AppConfig


class InterpretersConfig(AppConfig):
    """For whom an interpreter is needed, who was asked, and whether they came."""

    name = "sightline.record.interpreters"
    label = "interpreters"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process, its warnings on a child's page, and its advice beside pages."""
        from sightline.base.forms.advising import advisers
        from sightline.kernel.register import processes
        from sightline.record.child.panels import known_wrong
        from sightline.record.documents.chronology import natures
        from sightline.record.documents.parts import Nature
        from sightline.record.interpreters.advising import advise
        from sightline.record.interpreters.process import PROCESS
        from sightline.record.interpreters.wanting import warnings

        processes.declare(PROCESS)
        natures.add("interpreter", Nature.PROFESSIONAL)
        known_wrong.add("interpreters", warnings)
        advisers.add("interpreters", advise)
