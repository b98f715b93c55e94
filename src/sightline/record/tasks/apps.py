"""The tasks room as a Django application."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """The register of every instruction."""

    name = "sightline.record.tasks"
    label = "tasks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process, and follow the events that say what became of a task."""
        from sightline.kernel.register import processes
        from sightline.record.tasks import standing
        from sightline.record.tasks.process import PROCESS

        processes.declare(PROCESS)
        standing.declare()
