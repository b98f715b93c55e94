"""The kept app."""

from django.apps import AppConfig


class KeptConfig(AppConfig):
    """What was typed when a session or a form ran out."""

    name = "sightline.access.kept"
    label = "kept"
    verbose_name = "Kept work"

    def ready(self) -> None:
        """Forget every day what nobody came back for."""
        from datetime import timedelta

        from sightline.access.kept.actions import forget_old
        from sightline.base.jobs.schedule import recurring

        recurring("kept.forget_old", every=timedelta(days=1), work=forget_old)
