"""The child's page as a Django application without tables."""

from django.apps import AppConfig


class ChildConfig(AppConfig):
    """One child on one page."""

    name = "sightline.record.child"
    label = "child"

    def ready(self) -> None:
        """Say what of the rooms beneath flags a child."""
        from sightline.record.child import flagging

        flagging.declare_all()
