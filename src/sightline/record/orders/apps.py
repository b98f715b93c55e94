"""The orders room as a Django application."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    """Orders and powers that hold a child, and where the child is."""

    name = "sightline.record.orders"
    label = "orders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill the places of the situation card."""
        from sightline.record.orders import slots

        slots.declare()
