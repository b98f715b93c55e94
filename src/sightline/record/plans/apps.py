"""The plans room as a Django application."""

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.urls import reverse

if TYPE_CHECKING:
    from sightline.record.drafts.models import Draft


class PlansConfig(AppConfig):
    """Plans and the versions of them."""

    name = "sightline.record.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the register of tasks in line when a plan is voided, and name its drafts."""
        from sightline.record.drafts.naming import places
        from sightline.record.plans import standing

        standing.declare()
        places.add("*.plan", _goes_on)


def _goes_on(draft: "Draft") -> tuple[str, str]:
    """Where an unfinished plan is written."""
    step = draft.step
    if step is None or step.child_id is None:
        return "Plan", ""
    return "Plan", reverse("plans:editor", args=[step.child_id, step.pk])
