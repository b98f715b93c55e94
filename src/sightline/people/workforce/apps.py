"""The workforce room as a Django application."""

from datetime import timedelta

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    """Teams and workers, dated."""

    name = "sightline.people.workforce"
    label = "workforce"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What was told of the structure for a later day comes to hold on that day."""
        from sightline.base.jobs.schedule import recurring
        from sightline.people.workforce.actions import settle_all

        recurring("workforce.structure", every=timedelta(hours=1), work=settle_all)
