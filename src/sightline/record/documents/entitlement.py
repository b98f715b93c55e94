"""Who may be given what: the one place where a part meets a recipient."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sightline.base.documents.blocks import Block, block_texts
from sightline.people.persons.models import Person
from sightline.people.persons.plain import plain
from sightline.people.relationships.keeping import (
    Kept,
    concerns,
    kept_words,
    limits_on,
    withheld,
)
from sightline.people.relationships.models import ContactLimit
from sightline.record.documents.models import ForWhom
from sightline.record.documents.parts import Judged, Left, Nature, Part
from sightline.record.documents.recipients import FAMILY, Circle, To
from sightline.record.meetings.models import Agency
from sightline.record.referrers.models import Identity, Referrer

N = Nature
#: Agencies that may be given what police know, and what a strategy discussion said.
POLICE_FOR = frozenset({Agency.POLICE.value, Agency.SOCIAL_CARE.value})
STRATEGY_FOR = POLICE_FOR | {Agency.HEALTH.value}

FAMILY_NEVER_UNASKED = {
    N.PROFESSIONAL: "It is for professionals only",
    N.POLICE: "It holds what police know",
    N.STRATEGY: "It is the record of a strategy discussion",
    N.CONFIDENTIAL: "It was said in the confidential part of a meeting",
    N.REFERRER: "It could tell who told us",
    N.OTHER_CHILD: "It is another child's own",
}
PLACE = "It gives away an address that is kept from {name}"
NUMBER = "It gives away a telephone number or email that is kept from {name}"
TOLD_US = "It names somebody who told us and must not be named to the family"
UNNAMED = "It names somebody who is named in no document"


@dataclass
class Standing:
    """All that stands between one recipient and one child's record, read once."""

    to: To
    circle: Circle
    kept: Kept
    limits: list[ContactLimit] = field(default_factory=list)
    #: (plain words, why, whether it may be shared) of people not to be named to this recipient
    unnamed: list[tuple[str, str, bool]] = field(default_factory=list)

    @property
    def child_id(self) -> int:
        """The child whose document it is."""
        return self.circle.child.pk

    def why_not(self, part: Part) -> tuple[str, bool] | None:
        """(why, may be shared) when this recipient is not given the part by itself."""
        if self.to.kind == ForWhom.REFERRER:
            if part.nature is N.REPLY:
                return None
            return "Whoever tells us of a worry is told the outcome and no more", False
        if part.nature is N.WHEREABOUTS and (part.whose or self.child_id) in self.kept.addresses_of:
            return PLACE.format(name=self.to.name), False
        if part.nature is N.SCHOOL and (part.whose or self.child_id) in self.kept.schools_of:
            return f"The school is kept from {self.to.name}", False
        why = self._family(part) if self.to.family else self._agency(part)
        return (why, True) if why else None

    def _family(self, part: Part) -> str:
        if part.nature in FAMILY_NEVER_UNASKED:
            return FAMILY_NEVER_UNASKED[part.nature]
        if part.nature is N.OWN_WORDS and part.whose != self.to.person_id:
            return "It is what somebody else said for themselves"
        if part.nature is N.ABOUT_ADULT and part.whose != self.to.person_id:
            return "It is about another adult"
        if self.to.kind == ForWhom.RELATIVE:
            return f"{self.to.name} is neither parent nor carer of this child"
        if part.nature in (N.CHILD_SAID, N.ADULTS_SAID, N.WHEREABOUTS) and self.limits:
            return f"{self.to.name} must keep away from somebody it speaks of"
        return ""

    def _agency(self, part: Part) -> str:
        if part.nature in (N.OTHER_CHILD, N.CONFIDENTIAL):
            return FAMILY_NEVER_UNASKED[part.nature]
        if part.nature is N.POLICE and self.to.agency not in POLICE_FOR:
            return f"{FAMILY_NEVER_UNASKED[N.POLICE]}, which is theirs to pass on"
        if part.nature is N.STRATEGY and self.to.agency not in STRATEGY_FOR:
            return f"{FAMILY_NEVER_UNASKED[N.STRATEGY]}, for those who take part in it"
        if part.nature is N.REFERRER and self.to.agency not in POLICE_FOR:
            return FAMILY_NEVER_UNASKED[N.REFERRER]
        return ""

    def gives_away(self, blocks: Iterable[Block]) -> tuple[str, bool] | None:
        """(why, may be shared) when a text names a place or somebody kept from the recipient."""
        for text in texts_of(blocks):
            if self.kept.names_place(text):
                return PLACE.format(name=self.to.name), False
            if self.kept.names_number(text):
                return NUMBER.format(name=self.to.name), False
            said = f" {plain(text)} "
            for words, why, may_share in self.unnamed:
                if f" {words} " in said:
                    return why, may_share
        return None


def texts_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Every text of these blocks."""
    for block in blocks:
        yield from block_texts(block)


def standing_of(to: To, circle: Circle) -> Standing:
    """What stands between a recipient and a child. Five queries at most."""
    people = circle.people | ({to.person_id} if to.person_id else set())
    rows = [row for row in withheld(people) if concerns(row, to.person_id, to.name)]
    if to.kind == ForWhom.REFERRER:
        # whoever told us learns no address at all that is kept from anybody
        rows = withheld(people)
    limits = [row for row in limits_on(people) if concerns(row, to.person_id, to.name)]
    kept = kept_words(people, rows, confidential=to.kind in (*FAMILY, ForWhom.REFERRER))
    return Standing(to, circle, kept, limits, [*_sealed(circle, to), *_told_us(circle, to)])


def standing_in_room(circle: Circle) -> Standing:
    """What stands between a child's record and a screen that everybody at a meeting sees.

    Whatever is kept from anybody is kept from the room.
    """
    room = To("room", ForWhom.PARENT, "somebody in the room")
    kept = kept_words(circle.people, withheld(circle.people), confidential=True)
    return Standing(
        room, circle, kept, limits_on(circle.people),
        [*_sealed(circle, room), *_told_us(circle, room)],
    )


def _sealed(circle: Circle, to: To) -> list[tuple[str, str, bool]]:
    """Those near the child whom no document names: sealed, whoever is reading."""
    seal = Person.Restriction.SEALED
    found = []
    for line in circle.lines:
        if line.restriction == seal and line.id not in (circle.child.pk, to.person_id):
            full = plain(line.display_name)
            found += [(full, UNNAMED, False), (full.split(" ")[0], UNNAMED, False)]
    return [one for one in found if len(one[0]) > 1]


def _told_us(circle: Circle, to: To) -> list[tuple[str, str, bool]]:
    """The names and numbers of those who told us and must not be named to this recipient."""
    if not to.family:
        return []
    rows = Referrer.objects.standing().filter(event__child_id=circle.child.pk).exclude(
        identity__in=("", Identity.NAMED)
    )
    found = {plain(text) for row in rows for text in (row.name, row.phone, row.email)}
    return [(words, TOLD_US, True) for words in sorted(found) if len(words) > 3]


def judge(parts: Iterable[Part], standing: Standing, shared: set[str]) -> Judged:
    """Sort the parts of a document for one recipient; what was shared on purpose is kept.

    A part that gives away a place or a sealed person is left out even when it was shared.
    """
    found = Judged()
    for part in parts:
        held = standing.why_not(part)
        given = held is not None and held[1] and part.key in shared
        if held is not None and not given:
            found.left.append(Left(part, *held))
            continue
        blocks = part.read()
        if not blocks:
            continue
        told = standing.gives_away(blocks)
        if told is not None and not (told[1] and part.key in shared):
            found.left.append(Left(part, *told))
            continue
        if part.key in shared:
            found.shared.append(part)
        found.kept.append(Part(part.key, part.title, blocks, part.nature, part.whose))
    return found

