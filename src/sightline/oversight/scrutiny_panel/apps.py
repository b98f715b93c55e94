"""The scrutiny panel's room as a Django application."""

from django.apps import AppConfig


class ScrutinyPanelConfig(AppConfig):
    """The multi-agency panel that looks at children whose work may have drifted."""

    name = "sightline.oversight.scrutiny_panel"
    label = "scrutiny_panel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process, its ground, its place on the child's page, and its link."""
        from sightline.base.components.navigation import register
        from sightline.kernel.register import processes
        from sightline.oversight.scrutiny_panel import grounds, panels
        from sightline.oversight.scrutiny_panel.process import KEY, PROCESS
        from sightline.record.documents.chronology import natures
        from sightline.record.documents.parts import Nature

        processes.declare(PROCESS)
        grounds.declare()
        panels.declare()
        natures.add(KEY, Nature.PROFESSIONAL)
        register("Panel", "scrutiny_panel:home", "panel.view", order=22)
