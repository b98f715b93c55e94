"""The documents room as a Django application."""

from django.apps import AppConfig

from sightline.kernel.register import processes


class DocumentsConfig(AppConfig):
    """Documents that leave the authority."""

    name = "sightline.record.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the events of this part and the documents that belong to no one process."""
        from sightline.record.documents import chronology, outcome, plain_words, seen
        from sightline.record.documents.process import PROCESS
        from sightline.record.drafts.naming import places

        processes.declare(PROCESS)
        chronology.declare()
        outcome.declare()
        seen.declare()
        places.add(f"{plain_words.PROCESS}.{plain_words.PAGE}", plain_words.goes_on)
