"""The catalogue as a Django application without tables."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Indicators that belong to no one process, found here when the rooms' own are gathered."""

    name = "sightline.insight.catalogue"
    label = "catalogue"
