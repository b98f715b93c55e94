"""The sign-in app."""

from django.apps import AppConfig


class SignInConfig(AppConfig):
    """The pages a person meets before the work."""

    name = "sightline.access.sign_in"
    label = "sign_in"
    verbose_name = "Sign in"

    def ready(self) -> None:
        """Offer the review of broken glass; the account is behind one's own name."""
        from sightline.base.components import navigation

        navigation.register("Emergency openings", "glass", "glass.review", order=80)
