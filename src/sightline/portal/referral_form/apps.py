"""The referral form as a Django application."""

from django.apps import AppConfig


class ReferralFormConfig(AppConfig):
    """Forms sent by professionals, and how the front door of an authority is reached."""

    name = "sightline.portal.referral_form"
    label = "referral_form"
    default_auto_field = "django.db.models.BigAutoField"
