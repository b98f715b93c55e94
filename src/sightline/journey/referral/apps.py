"""The referral room as a Django application."""

from django.apps import AppConfig

from sightline.kernel.register import processes


class ReferralConfig(AppConfig):
    """Referrals, which are also a child's episodes of need."""

    name = "sightline.journey.referral"
    label = "referral"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the process and what it says on the child's page."""
        from sightline.journey.referral import panels
        from sightline.journey.referral.process import PROCESS
        from sightline.record.documents import outcome

        processes.declare(PROCESS)
        panels.declare()
        outcome.tells("referral", decided="referral.decided", told="referral.referrer_told")
