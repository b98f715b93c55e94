"""The caseloads room as a Django application."""

from django.apps import AppConfig


class CaseloadsConfig(AppConfig):
    """Weights and caps: local practice, dated by authority."""

    name = "sightline.record.caseloads"
    label = "caseloads"
    default_auto_field = "django.db.models.BigAutoField"
