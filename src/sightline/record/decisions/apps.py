"""The decisions room as a Django application."""

from django.apps import AppConfig

from sightline.kernel.register import processes


class DecisionsConfig(AppConfig):
    """Decisions and the thresholds they cite."""

    name = "sightline.record.decisions"
    label = "decisions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the events of this part."""
        from sightline.record.decisions.process import PROCESS

        processes.declare(PROCESS)
