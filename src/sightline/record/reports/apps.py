"""The reports room as a Django application."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports to conferences, and what each room of the record has to say in one."""

    name = "sightline.record.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"
