"""The children in need census as a Django application."""

from django.apps import AppConfig

from sightline.base.components import navigation


class CinCensusConfig(AppConfig):
    """The census brought in and written out."""

    name = "sightline.returns.cin_census"
    label = "cin_census"
    verbose_name = "Children in need census"

    def ready(self) -> None:
        """Say what such a file can tell, and offer the imports to those who produce returns."""
        from sightline.kernel.relations import reaches
        from sightline.record.spine.deriving import sources
        from sightline.returns.cin_census.source import SOURCE, reach

        sources.add(SOURCE.key, SOURCE)
        reaches.add(SOURCE.key, reach)
        navigation.register("Returns", "returns_imports", "returns.produce", order=80)
