"""Why a fact is not there: five answers, each of which says something, and never a blank."""

from collections.abc import Iterable

from django.db import models


class Absence(models.TextChoices):
    """What it means that a fact is missing."""

    NOT_KNOWN = "not_known", "Not known"
    NOT_ASKED = "not_asked", "Not asked"
    DECLINED = "declined", "Declined"
    NOT_APPLICABLE = "not_applicable", "Not applicable"
    SOURCE_CANNOT_SAY = "source_cannot_say", "The source cannot say"


#: Most telling first: an answer given by the person outweighs what nobody has asked.
WEIGHT = (
    Absence.DECLINED,
    Absence.NOT_APPLICABLE,
    Absence.NOT_KNOWN,
    Absence.NOT_ASKED,
    Absence.SOURCE_CANNOT_SAY,
)


def shown(value: object, absence: str = "") -> str:
    """A value as text, or the words for why there is none; never an empty string."""
    text = "" if value is None else str(value).strip()
    if text:
        return text
    return str(Absence(absence).label) if absence else str(Absence.NOT_KNOWN.label)


def merged(absences: Iterable[str]) -> str:
    """What several sources without a value say together: the most telling of their reasons."""
    held = {Absence(code) for code in absences if code}
    for absence in WEIGHT:
        if absence in held:
            return str(absence.value)
    return str(Absence.NOT_KNOWN.value)


def merged_value(pairs: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """(value, absence) of several sources: the first value there is, else the merged reason."""
    held = list(pairs)
    for value, _ in held:
        if value:
            return value, ""
    return "", merged(absence for _, absence in held)
