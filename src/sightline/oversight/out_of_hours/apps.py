"""The out of hours room as a Django application."""

from django.apps import AppConfig


class OutOfHoursConfig(AppConfig):
    """The night's episodes, and what the day leaves to the night."""

    name = "sightline.oversight.out_of_hours"
    label = "out_of_hours"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the processes, their ground, and what they say on a child's page."""
        from sightline.kernel.register import processes
        from sightline.oversight.out_of_hours import grounds, panels
        from sightline.oversight.out_of_hours.process import NIGHT, PROCESS
        from sightline.record.documents.chronology import natures
        from sightline.record.documents.parts import Nature
        from sightline.record.orders.registers import placing

        processes.declare(PROCESS)
        processes.declare(NIGHT)
        grounds.declare()
        panels.declare()
        placing.add("out_of_hours", "out_of_hours")
        natures.add("out_of_hours", Nature.PROFESSIONAL)
        natures.add("for_the_night", Nature.PROFESSIONAL)
