"""Search as a Django application."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The index of words, kept in line with what stands, and the page that asks it."""

    name = "sightline.record.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follow every event of a child, and say which typed rows are never searched."""
        from sightline.record.search import gathering, standing

        gathering.kept_out.add("referrers.Referrer", "who reported a worry is found on its contact")
        standing.declare()
