"""Whether the agencies that a strategy discussion needs took part, by the law of the day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sightline.record.meetings.models import Agency, Participant
from sightline.record.meetings.words import in_sentence, listed
from sightline.record.spine.models import Occasion


@dataclass(frozen=True, slots=True)
class Rule:
    """Which agencies must take part in a strategy discussion from a day on, and who says so."""

    since: date
    agencies: tuple[Agency, ...]
    cite: str


#: Newest first. Before the first rule a discussion between social care and police sufficed.
RULES = (
    Rule(
        date(2013, 4, 15),
        (Agency.SOCIAL_CARE, Agency.POLICE, Agency.HEALTH),
        "Working Together to Safeguard Children 2013, chapter 1, and the editions since",
    ),
)


def rule_on(on: date) -> Rule | None:
    """The rule in force on a day, if there was one."""
    return next((rule for rule in RULES if rule.since <= on), None)


def missing_agencies(participants: Iterable[Participant], on: date) -> list[str]:
    """The agencies that had to take part on a day and did not; none means fully constituted.

    Only somebody who took part counts: a report, an apology or an unknown is not the agency's
    voice in the room. Works on participants that are not yet saved.
    """
    rule = rule_on(on)
    if rule is None:
        return []
    there = {participant.agency for participant in participants if participant.took_part}
    return [agency.value for agency in rule.agencies if agency not in there]


def constituted(occasion: Occasion, on: date | None = None) -> list[str]:
    """The agencies missing from a discussion that was held; empty when fully constituted."""
    participants = Participant.objects.filter(occasion=occasion)
    return missing_agencies(participants, on or occasion.happened_on)


def in_words(missing: Iterable[str]) -> str:
    """What is said of a discussion with these agencies missing."""
    names = [str(Agency(agency).label) for agency in missing]
    if not names:
        return "Fully constituted: social care, police and health took part."
    named = [names[0], *(in_sentence(name) for name in names[1:])]
    return f"Not fully constituted: {listed(named)} did not take part."
