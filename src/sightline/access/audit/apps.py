"""The audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit trail and its seal."""

    name = "sightline.access.audit"
    label = "audit"
    verbose_name = "Audit trail"
