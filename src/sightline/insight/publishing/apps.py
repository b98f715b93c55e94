"""The publishing room as a Django application."""

from datetime import timedelta

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Relations gathered from every room, and kept in step with the record."""

    name = "sightline.insight.publishing"
    label = "publishing"

    def ready(self) -> None:
        """Gather what the rooms publish and count, and say how often it is brought up to date."""
        from sightline.base.jobs.schedule import recurring
        from sightline.insight.publishing import gathering

        gathering.gather()
        recurring("insight.refresh", every=timedelta(minutes=5), work=refresh)
        recurring("insight.rebuild", every=timedelta(days=1), work=rebuild)


# the engine of figures takes half a second to load, and most processes never count anything
def refresh() -> object:
    """Publish what changed."""
    from sightline.insight.publishing import refreshing

    return refreshing.refresh()


def rebuild() -> object:
    """Publish everybody anew, so that nothing can stay wrong for longer than a day."""
    from sightline.insight.publishing import refreshing

    return refreshing.rebuild()
