"""The policy app."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """Grounds, barriers, broken glass and the guard at every page."""

    name = "sightline.access.policy"
    label = "policy"
    verbose_name = "Policy"

    def ready(self) -> None:
        """Tell the frame of the page who is signed in; declare the authority-wide grounds."""
        from sightline.access.policy import here, wide
        from sightline.base.components.navigation import frame

        frame.identity = here.identity
        frame.holds = here.holds
        wide.declare()
