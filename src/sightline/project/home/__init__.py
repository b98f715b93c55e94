"""The first page after signing in, by the role that a person holds."""

from sightline.project.home.views import home

__all__ = ["home"]
