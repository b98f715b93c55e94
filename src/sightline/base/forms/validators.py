"""What a typed row may refuse about a value that was read."""

from datetime import date, datetime

from django.core.exceptions import ValidationError

from sightline.base import moments


def not_in_future(value: date | datetime) -> None:
    """A date or moment of something that has happened."""
    now = moments.now() if isinstance(value, datetime) else moments.today()
    if value > now:
        raise ValidationError("This has not happened yet: the date cannot be in the future.")
