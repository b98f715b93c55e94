"""The project app: the first page, and what puts the house together."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Carries the pages that belong to no room below."""

    name = "sightline.project"
    label = "project"
    verbose_name = "Project"
