"""The users app."""

from django.apps import AppConfig


class UsersConfig(AppConfig):
    """The people who sign in, and the roles they hold."""

    name = "sightline.access.users"
    label = "users"
    verbose_name = "Users"
