"""The authorities app."""

from django.apps import AppConfig


class AuthoritiesConfig(AppConfig):
    """The local authorities of this installation."""

    name = "sightline.access.authorities"
    label = "authorities"
    verbose_name = "Authorities"
