"""The base app: its templates, components and style sheets."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """Carries the layout, the components and the static files of the whole house."""

    name = "sightline.base"
    label = "base"
    verbose_name = "Base"
