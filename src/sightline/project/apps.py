"""The project app: the first page, and what puts the house together."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Carries the pages that belong to no room below."""

    name = "sightline.project"
    label = "project"
    verbose_name = "Project"

    def ready(self) -> None:
        """Watch whether the record still lies where it was opened."""
        from sightline.project import kept_open

        kept_open.watch()
