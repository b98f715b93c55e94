"""The child's page as a Django application without tables."""

from django.apps import AppConfig


class ChildConfig(AppConfig):
    """One child on one page."""

    name = "sightline.record.child"
    label = "child"
