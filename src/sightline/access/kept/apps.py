"""The kept app."""

from django.apps import AppConfig


class KeptConfig(AppConfig):
    """What was typed when a session or a form ran out."""

    name = "sightline.access.kept"
    label = "kept"
    verbose_name = "Kept work"
