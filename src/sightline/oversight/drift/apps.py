"""The drift room as a Django application."""

from datetime import timedelta

from django.apps import AppConfig


class DriftConfig(AppConfig):
    """Looks for drift; never changes a record."""

    name = "sightline.oversight.drift"
    label = "drift"

    def ready(self) -> None:
        """Declare the detectors and the link to the alerts; look again every five minutes."""
        from sightline.base.changed.queue import followers
        from sightline.base.components.navigation import register
        from sightline.base.jobs.schedule import recurring
        from sightline.oversight.drift import watching
        from sightline.oversight.drift.detectors import declare
        from sightline.oversight.drift.models import FOLLOWER
        from sightline.record.merging.pointers import left_alone

        declare()
        followers.add(FOLLOWER, frozenset({"child"}))
        left_alone.add("drift.found", "is worked out again from who changed")
        recurring("drift.refresh", every=timedelta(minutes=5), work=refresh)
        watching.declare()
        register("Alerts", "drift:alerts", "team.view", order=30)


def refresh() -> object:
    """Look again at whoever changed, and once a day at everybody."""
    from sightline.oversight.drift.keeping import refresh as look_again

    return look_again()
