"""Whether enough agencies that know the child were at a conference for it to decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sightline.record.meetings.models import Agency, HealthKind, Participant
from sightline.record.meetings.words import in_sentence, listed

#: How many agencies or key disciplines beside social care must know the child or family.
OTHERS_NEEDED = 2
#: Those who take part for themselves or to advise, and make no agency present.
NOT_AGENCIES = frozenset(
    {Agency.FAMILY, Agency.CHILD, Agency.ADVOCATE, Agency.LEGAL, Agency.SOCIAL_CARE}
)


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether a conference was quorate, the agencies counted, and the words for it."""

    quorate: bool
    others: tuple[str, ...]
    words: str


def discipline(participant: Participant) -> str:
    """The agency or key discipline somebody speaks for; each part of health is its own."""
    if participant.agency == Agency.HEALTH and participant.health_kind:
        return str(HealthKind(participant.health_kind).label)
    if participant.agency == Agency.OTHER and participant.role:
        return participant.role
    return str(Agency(participant.agency).label) if participant.agency else participant.role


def quorum(participants: Iterable[Participant]) -> Quorum:
    """Social care, and two other agencies or key disciplines with direct contact with the family.

    The rule is the one that statistics on reviews are returned by. It decides nothing: below it
    the chair may go on, with a reason on the record.
    """
    there = [p for p in participants if p.took_part]
    social_care = any(p.agency == Agency.SOCIAL_CARE for p in there)
    agencies = [p for p in there if p.agency and p.agency not in NOT_AGENCIES]
    others = _names(p for p in agencies if p.direct_contact)
    unsaid = _names(p for p in agencies if p.direct_contact is None)
    unsaid = tuple(name for name in unsaid if name not in others)
    quorate = social_care and len(others) >= OTHERS_NEEDED
    return Quorum(quorate, others, _words(quorate, social_care, others, unsaid))


def _names(participants: Iterable[Participant]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(discipline(p) for p in participants))


def _words(
    quorate: bool, social_care: bool, others: Sequence[str], unsaid: Sequence[str]
) -> str:
    named = listed([in_sentence(name) for name in others])
    if quorate:
        return f"Quorate: social care, and {named}, who work with the child or family."
    lacks = [] if social_care else ["social care did not take part"]
    if not others:
        lacks.append("no other agency that works with the child or family took part")
    elif len(others) < OTHERS_NEEDED:
        lacks.append(
            f"only one other agency that works with the child or family took part ({named})"
        )
    said = f"Not quorate: {listed(lacks)}."
    if unsaid:
        asked = listed([in_sentence(name) for name in unsaid])
        said += f" It was not recorded whether {asked} work with the child or family."
    return f"{said} If the chair goes on, the reason and an early review are recorded."
