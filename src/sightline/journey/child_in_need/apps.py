"""The child in need room as a Django application."""

from django.apps import AppConfig

from sightline.kernel.register import processes


class ChildInNeedConfig(AppConfig):
    """Child in need plans."""

    name = "sightline.journey.child_in_need"
    label = "child_in_need"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process, its plan document, what it receives and what it says of a child."""
        from sightline.journey.child_in_need import documents, panels
        from sightline.journey.child_in_need.process import PROCESS
        from sightline.record.handover.models import Destination
        from sightline.record.handover.receiving import receiving
        from sightline.record.meetings import booked
        from sightline.record.plans.kinds import register_plan_kind

        processes.declare(PROCESS)
        booked.declare({"child_in_need.reviewed": "Plan review"}, what="child_in_need",
                       holding=("child_in_need.reviewed",))
        panels.declare()
        documents.declare()
        receiving.add(Destination.CHILD_IN_NEED.value, "child_in_need.opened")
        register_plan_kind(
            "child_in_need", "child_in_need",
            on_submit={"agreed": "child_in_need.plan_agreed"},
        )
