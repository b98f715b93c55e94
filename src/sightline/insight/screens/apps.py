"""The pages of figures as a Django application without tables."""

from django.apps import AppConfig

from sightline.base.components import navigation


class ScreensConfig(AppConfig):
    """Figures, and the children behind each."""

    name = "sightline.insight.screens"
    label = "screens"

    def ready(self) -> None:
        """Offer the figures to everybody who may see them."""
        navigation.register("Figures", "measures", "insight.view", order=70)
