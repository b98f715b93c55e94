"""The referral form as a Django application."""

from datetime import timedelta

from django.apps import AppConfig


class ReferralFormConfig(AppConfig):
    """Forms sent by professionals, and how the front door of an authority is reached."""

    name = "sightline.portal.referral_form"
    label = "referral_form"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take in, soon, what somebody wrote and did not press send on again."""
        from sightline.base.jobs.schedule import recurring
        from sightline.portal.referral_form.actions import take_in_left

        recurring("referral_form.left", every=timedelta(minutes=5), work=take_in_left)
