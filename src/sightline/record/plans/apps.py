"""The plans room as a Django application."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans and the versions of them."""

    name = "sightline.record.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the register of tasks in line when a plan is voided."""
        from sightline.record.plans import standing

        standing.declare()
