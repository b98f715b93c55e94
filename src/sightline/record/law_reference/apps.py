"""The law reference as a Django application without tables."""

from django.apps import AppConfig

from sightline.base.components import navigation


class LawReferenceConfig(AppConfig):
    """Every clock on one page."""

    name = "sightline.record.law_reference"
    label = "law_reference"

    def ready(self) -> None:
        """Offer the law in the navigation of everybody who may read it."""
        navigation.register("Law", "law", "law.view", order=90)
