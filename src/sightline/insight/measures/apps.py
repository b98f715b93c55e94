"""The measures room as a Django application without tables."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """Indicators asked of an engine."""

    name = "sightline.insight.measures"
    label = "measures"
