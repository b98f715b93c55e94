"""Returns prepared, signed off and kept, as a Django application."""

from django.apps import AppConfig

from sightline.base.components import navigation


class SubmissionsConfig(AppConfig):
    """The list of returns, and the page on which one is signed off."""

    name = "sightline.returns.submissions"
    label = "submissions"
    verbose_name = "Returns prepared and signed off"

    def ready(self) -> None:
        """Offer the returns to those who see them."""
        navigation.register("Returns", "returns", "returns.see", order=80)
