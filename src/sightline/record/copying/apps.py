"""The copying room as a Django application."""

from datetime import timedelta

from django.apps import AppConfig

#: How soon after a recording it is weighed for the manager's list.
EVERY = timedelta(minutes=10)


class CopyingConfig(AppConfig):
    """How alike what is written is to what was written before."""

    name = "sightline.record.copying"
    label = "copying"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Advise whoever writes, and weigh afterwards what was written."""
        from sightline.base.forms.advising import advisers
        from sightline.base.jobs.schedule import recurring
        from sightline.record.copying.actions import weigh
        from sightline.record.copying.advising import advise

        advisers.add("copying", advise)
        recurring("copying", every=EVERY, work=weigh)
