"""The generic recording pages as a Django application without tables."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Start, task list, page and check answers."""

    name = "sightline.record.pages"
    label = "pages"

    def ready(self) -> None:
        """Tell whoever types when words name a brother or sister."""
        from sightline.base.forms.advising import advisers
        from sightline.record.pages.wrong_child import advise

        advisers.add("another child", advise)
