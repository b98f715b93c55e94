"""The persons room as a Django application."""

from django.apps import AppConfig


class PersonsConfig(AppConfig):
    """Persons and their dated facts, and the grounds their recording gives."""

    name = "sightline.people.persons"
    label = "persons"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the policy where children are kept."""
        from sightline.people.persons.grounds import declare

        declare()
