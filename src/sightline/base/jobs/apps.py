"""The jobs app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work that is done later, and work that comes round again."""

    name = "sightline.base.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Let the database know every day how many rows there are."""
        from datetime import timedelta

        from sightline.base.jobs.counts import count_again
        from sightline.base.jobs.schedule import recurring

        recurring("jobs.count_again", every=timedelta(days=1), work=count_again)
