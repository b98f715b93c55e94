"""The changed app."""

from django.apps import AppConfig


class ChangedConfig(AppConfig):
    """Which subjects have changed since their figures were last published."""

    name = "sightline.base.changed"
    label = "changed"
