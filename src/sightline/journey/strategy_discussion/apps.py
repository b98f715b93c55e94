"""The strategy discussion room as a Django application."""

from django.apps import AppConfig

from sightline.kernel.register import processes


class StrategyDiscussionConfig(AppConfig):
    """Strategy discussions, asked for or held at once."""

    name = "sightline.journey.strategy_discussion"
    label = "strategy_discussion"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process and what it says on a child's page."""
        from sightline.journey.strategy_discussion.panels import PANEL
        from sightline.journey.strategy_discussion.process import PROCESS
        from sightline.record.child.panels import register
        from sightline.record.documents.chronology import natures
        from sightline.record.documents.parts import Nature

        processes.declare(PROCESS)
        register(PANEL)
        natures.add("strategy_discussion", Nature.STRATEGY)
