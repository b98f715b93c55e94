"""The referrers room as a Django application."""

from django.apps import AppConfig


class ReferrersConfig(AppConfig):
    """Referrers and the replies they had."""

    name = "sightline.record.referrers"
    label = "referrers"
    default_auto_field = "django.db.models.BigAutoField"
