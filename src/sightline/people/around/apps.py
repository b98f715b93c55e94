"""The around room as a Django application."""

from django.apps import AppConfig


class AroundConfig(AppConfig):
    """Professionals and organisations around a child."""

    name = "sightline.people.around"
    label = "around"
    default_auto_field = "django.db.models.BigAutoField"
