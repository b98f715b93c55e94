"""The life room as a Django application."""

from django.apps import AppConfig


class LifeConfig(AppConfig):
    """Birth and death on the record."""

    name = "sightline.record.life"
    label = "life"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process; hear of births and deaths, and of what is voided of them."""
        from sightline.kernel.register import processes
        from sightline.record.life import hearing
        from sightline.record.life.process import PROCESS

        processes.declare(PROCESS)
        hearing.declare()
