"""The worklists as a Django application without tables."""

from django.apps import AppConfig


class WorklistsConfig(AppConfig):
    """Lists of work by worker, by team, at the front door and across the service."""

    name = "sightline.oversight.worklists"
    label = "worklists"

    def ready(self) -> None:
        """Declare the links across the top, and what the conference service may open."""
        from sightline.base.components.navigation import register
        from sightline.oversight.worklists import grounds

        grounds.declare()
        register("My day", "worklists:work", "caseload.view", order=5)
        register("Team", "worklists:teams", "team.view", order=10)
        register("Front door", "worklists:front_door", "frontdoor.view", order=15)
        register("Conferences", "worklists:conferences", "conference.view", order=20)
        register("Service", "worklists:service", "service.view", order=25)
        register("Tonight", "worklists:tonight", "outofhours.view", order=28)
