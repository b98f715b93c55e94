"""The timeline room as a Django application."""

from django.apps import AppConfig


class TimelineConfig(AppConfig):
    """The automatic chronology."""

    name = "sightline.record.timeline"
    label = "timeline"
