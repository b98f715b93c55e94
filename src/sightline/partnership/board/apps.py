"""The board as a Django application."""

from django.apps import AppConfig


class BoardConfig(AppConfig):
    """Bodies of the safeguarding partnership, their seats, meetings and attendance."""

    name = "sightline.partnership.board"
    label = "board"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the board to those who may see its papers."""
        from sightline.base.components import navigation

        navigation.register("Board", "board:bodies", "board.view", order=80)
