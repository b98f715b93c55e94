"""The children in need census as a Django application."""

from django.apps import AppConfig


class CinCensusConfig(AppConfig):
    """The census brought in and written out."""

    name = "sightline.returns.cin_census"
    label = "cin_census"
    verbose_name = "Children in need census"

    def ready(self) -> None:
        """Say what such a file can tell, and how a return of ours is written and compared."""
        from sightline.kernel.relations import reaches
        from sightline.record.spine.deriving import sources
        from sightline.returns.cin_census.declared import CENSUS
        from sightline.returns.cin_census.source import SOURCE, reach
        from sightline.returns.kit.declared import declared

        sources.add(SOURCE.key, SOURCE)
        reaches.add(SOURCE.key, reach)
        declared.add(CENSUS.key, CENSUS)
