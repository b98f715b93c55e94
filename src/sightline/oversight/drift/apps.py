"""The drift room as a Django application without tables."""

from django.apps import AppConfig


class DriftConfig(AppConfig):
    """Looks for drift; never changes a record."""

    name = "sightline.oversight.drift"
    label = "drift"

    def ready(self) -> None:
        """Declare the detectors and the link to the alerts."""
        from sightline.base.components.navigation import register
        from sightline.oversight.drift import watching
        from sightline.oversight.drift.detectors import declare

        declare()
        watching.declare()
        register("Alerts", "drift:alerts", "team.view", order=30)
