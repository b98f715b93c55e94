"""The protection plan room as a Django application."""

from django.apps import AppConfig

from sightline.kernel.register import processes


class ProtectionPlanConfig(AppConfig):
    """Child protection plans."""

    name = "sightline.journey.protection_plan"
    label = "protection_plan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process, its plan document and what it says of a child."""
        from sightline.journey.protection_plan import documents, panels
        from sightline.journey.protection_plan.process import PROCESS
        from sightline.record.meetings import booked
        from sightline.record.plans.kinds import register_plan_kind

        processes.declare(PROCESS)
        booked.declare({"protection_plan.started": "First core group"}, what="core_group")
        panels.declare()
        documents.declare()
        register_plan_kind(
            "protection_plan", "protection",
            on_submit={
                "outline": "protection_plan.outlined",
                "agreed": "protection_plan.agreed",
                "final": "protection_plan.finalised",
            },
        )
