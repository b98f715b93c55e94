"""The handover room as a Django application."""

from django.apps import AppConfig


class HandoverConfig(AppConfig):
    """Work passed on and accepted."""

    name = "sightline.record.handover"
    label = "handover"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process and its ground, and follow what is sent and answered."""
        from sightline.kernel.register import processes
        from sightline.record.allocation import owners
        from sightline.record.handover import grounds
        from sightline.record.handover.actions import waiting
        from sightline.record.handover.models import KINDS
        from sightline.record.handover.process import PROCESS
        from sightline.record.spine.following import Follower, followers

        processes.declare(PROCESS)
        followers.add(
            "handover", Follower(owners.after, kinds=frozenset({"handover.accepted"}))
        )
        followers.add(
            "handover.waiting", Follower(waiting.after, kinds=frozenset(KINDS))
        )
        grounds.declare()
