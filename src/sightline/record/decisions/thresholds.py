"""The threshold document in force in an authority on a day, and how a decision cites it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sightline.record.decisions.models import Decision, ThresholdFramework


@dataclass(frozen=True, slots=True)
class Level:
    """One level of need, with its name and whom it is for."""

    code: str
    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Framework:
    """The levels of need that were in use on a day; `own` when the authority published them."""

    version: str
    title: str
    levels: tuple[Level, ...]
    own: bool = True

    def level(self, code: str) -> Level | None:
        """The level of that code, if the document has it."""
        return next((level for level in self.levels if level.code == code), None)

    def choices(self) -> list[tuple[str, str]]:
        """The levels as a form offers them."""
        return [(level.code, f"Level {level.code}: {level.name}") for level in self.levels]


#: What a decision is measured against until an authority has recorded its own document.
FOUR_LEVELS = Framework(
    version="Levels 1 to 4",
    title="Levels of need (the authority's own threshold document is not recorded)",
    levels=(
        Level("1", "Universal", "Needs that family and everyday services meet."),
        Level("2", "Early help", "Needs that one or more services meet with the family's consent."),
        Level("3", "Targeted help", "Complex needs that several services meet under one plan."),
        Level(
            "4", "Statutory",
            "A child in need under section 17 of the Children Act 1989, or at risk of "
            "significant harm under section 47.",
        ),
    ),
    own=False,
)


def framework_on(authority_id: int, on: date) -> Framework:
    """The threshold document an authority used on a day; four plain levels if it has none."""
    row = (
        ThresholdFramework.objects.filter(authority_id=authority_id, since_on__lte=on)
        .filter(Q(until_on__isnull=True) | Q(until_on__gt=on))
        .prefetch_related("levels").order_by("-since_on").first()
    )
    if row is None:
        return FOUR_LEVELS
    levels = tuple(Level(level.code, level.name, level.words) for level in row.levels.all())
    return Framework(row.version, row.title, levels)


def versions_since(authority_id: int) -> list[tuple[date, str]]:
    """The version in use from each day on, the newest first; for many decisions at once."""
    rows = ThresholdFramework.objects.filter(authority_id=authority_id)
    ends = {day for row in rows for day in (row.since_on, row.until_on) if day is not None}
    days = [date.min, *sorted(ends)]
    return [(day, framework_on(authority_id, day).version) for day in reversed(days)]


def cited(decision: Decision) -> str:
    """The level and version that a decision cites, in words; empty when it cites none."""
    if not decision.threshold_level:
        return ""
    event = decision.event
    framework = framework_on(event.authority_id, event.happened_on)
    level = framework.level(decision.threshold_level)
    named = f" ({level.name})" if level and framework.version == decision.threshold_version else ""
    version = decision.threshold_version or "version not recorded"
    return f"Level {decision.threshold_level}{named}, {version}"
