"""Drafts as a Django application."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """Half-written pages of any process."""

    name = "sightline.record.drafts"
    label = "drafts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the spine how a draft is kept for the step that an event leads to."""
        from sightline.record.drafts.actions import keep_led
        from sightline.record.spine.actions import draft_keepers

        draft_keepers["drafts"] = keep_led
