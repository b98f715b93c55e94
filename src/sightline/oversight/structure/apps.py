"""The structure room as a Django application without tables."""

from django.apps import AppConfig


class StructureConfig(AppConfig):
    """The organisation as it is, was and will be."""

    name = "sightline.oversight.structure"
    label = "structure"

    def ready(self) -> None:
        """Declare the link across the top, for who keeps the structure in order."""
        from sightline.base.components.navigation import register

        register("Structure", "structure:tree", "users.manage", order=60)
