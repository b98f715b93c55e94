"""The jobs app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work that is done later, and work that comes round again."""

    name = "sightline.base.jobs"
    label = "jobs"
