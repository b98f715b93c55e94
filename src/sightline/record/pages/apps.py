"""The generic recording pages as a Django application without tables."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Start, task list, page and check answers."""

    name = "sightline.record.pages"
    label = "pages"
