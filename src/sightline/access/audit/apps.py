"""The audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit trail and its seal."""

    name = "sightline.access.audit"
    label = "audit"
    verbose_name = "Audit trail"

    def ready(self) -> None:
        """Seal the trail and note its head every five minutes, for as long as the house stands."""
        from datetime import timedelta

        from sightline.access.audit.noting import seal_and_note
        from sightline.base.jobs.schedule import recurring

        recurring("audit.seal", every=timedelta(minutes=5), work=seal_and_note)
