"""Texts of the record found by their words, within what the reader may open.

The scope is part of every question asked of the index, before any limit and any count: what a
reader may not open is in no hit, no count and no snippet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from markupsafe import Markup

from sightline.access.policy import visible_children
from sightline.access.policy.scope import sees_everybody
from sightline.people.persons.summary import IdentityLine, line_of
from sightline.people.relationships.lookups import related_ids, sibling_group
from sightline.record.search import engine
from sightline.record.search.asking import (
    Term,
    Wanted,
    all_but_one,
    as_typed,
    sought,
    spelt_nearly,
)
from sightline.record.search.engine import Match, Within
from sightline.record.search.models import Passage
from sightline.record.search.snippets import snippet
from sightline.record.search.spelling import meant
from sightline.record.timeline.chronology import words_of

if TYPE_CHECKING:
    from sightline.access.users.models import User

#: How many texts are weighed against each other; of more, the newest recorded are.
WEIGHED = 1000
#: With this many children or fewer to read of, the index is asked for theirs by name.
FEW = 400
SIZE = 20


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a search is narrowed to: one child or their family, a process, days."""

    child_id: int | None = None
    family: bool = False
    process: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def any(self) -> bool:
        """Whether the search is narrowed at all."""
        return self != Narrowed()


@dataclass(frozen=True, slots=True)
class Text:
    """One text found: what it is, of which children, when and by whom, and the words found."""

    event_id: int
    process: str
    title: str
    on: date
    by: str
    children: tuple[tuple[IdentityLine, int], ...]
    words: Markup


@dataclass(frozen=True, slots=True)
class Texts:
    """A page of texts, how many there are, and how nearly they answer.

    `nearly` is empty when every word was found as typed. With `more` there are others than the
    `total` that were weighed.
    """

    found: list[Text] = field(default_factory=list)
    total: int = 0
    more: bool = False
    nearly: str = ""

    @property
    def child_ids(self) -> list[int]:
        """The children whose texts are shown."""
        return sorted({line.id for text in self.found for line, _ in text.children})


AS_SPELT = "Nothing has all these words as you typed them. These have words spelt nearly so."
BUT_ONE = "Nothing has all these words. These have some of them."


def find_texts(
    user: User, text: str, narrowed: Narrowed | None = None, *, page: int = 1, size: int = SIZE
) -> Texts:
    """The texts that answer a search, best first, twenty to a page; four queries at most."""
    terms = sought(text)
    within = _within(user, narrowed or Narrowed()) if terms else None
    if within is None or within.few == ():
        return Texts()
    known = meant([term.alone for term in terms])
    ways = [(as_typed(terms, {word: one.begun for word, one in known.items()}), "")]
    ways += _wider(terms, {word: one.near for word, one in known.items()})
    place, found = engine.matches(within, [wanted for wanted, _ in ways], limit=WEIGHED + 1)
    if not found:
        return Texts()
    wanted, nearly = ways[place]
    together = _together(found[:WEIGHED])
    last = max(1, -(-len(together) // size))
    start = (min(max(1, page), last) - 1) * size
    shown = _shown(together[start : start + size], wanted, terms)
    return Texts(shown, len(together), len(found) > WEIGHED, nearly)


def _wider(terms: Sequence[Term], near: dict[str, list[str]]) -> list[tuple[Wanted, str]]:
    """When nothing is as typed: words spelt nearly so; then all words but one."""
    ways = [(spelt_nearly(terms, near), AS_SPELT)]
    return [*ways, (all_but_one(terms, near), BUT_ONE)] if len(terms) > 1 else ways


def _within(user: User, narrowed: Narrowed) -> Within:
    """The passages this reader may read, narrowed."""
    children = visible_children(user)
    if narrowed.child_id is not None:
        children = children.filter(pk__in=_whom(narrowed, user))
    if narrowed.child_id is None and sees_everybody(user):
        return Within(children, None, narrowed.process, narrowed.since, narrowed.until)
    few = tuple(row["pk"] for row in children[: FEW + 1])
    if narrowed.child_id is not None and narrowed.child_id not in few:
        # a brother's text would say whose brother he is
        few = ()
    return Within(
        children, few if len(few) <= FEW else None, narrowed.process, narrowed.since,
        narrowed.until,
    )


def _whom(narrowed: Narrowed, user: User) -> set[int]:
    assert narrowed.child_id is not None
    whom = {narrowed.child_id}
    if narrowed.family:
        whom |= related_ids(whom)
        group = sibling_group(narrowed.child_id, reader=user)
        whom |= {sibling.person_id for sibling in group}
    return whom


def _together(found: Iterable[Match]) -> list[list[Match]]:
    """The parts of one occasion as one text, best first, then newest."""
    newest = sorted(found, key=lambda m: (m.happened_on, m.event_id), reverse=True)
    order = sorted(newest, key=lambda m: -m.score)
    parts: dict[tuple, list[Match]] = defaultdict(list)
    for match in order:
        one = match.occasion_id if match.occasion_id is not None else -match.event_id
        parts[(one, match.process, match.happened_on)].append(match)
    return list(parts.values())


def _shown(
    together: Sequence[Sequence[Match]], wanted: Wanted, terms: Sequence[Term]
) -> list[Text]:
    passages = engine.marked([part.event_id for parts in together for part in parts], wanted)
    asked = {word for term in terms for word in term.words}
    found = []
    for parts in together:
        if there := [passages[part.event_id] for part in parts if part.event_id in passages]:
            found.append(_text(there, asked))
    return found


def _text(parts: Sequence[Passage], asked: set[str]) -> Text:
    event = parts[0].event
    said = words_of(event.kind)
    outcome = said.outcomes.get(event.outcome, "")
    return Text(
        event_id=event.pk, process=said.process,
        title=f"{said.title}: {outcome}" if outcome else said.title, on=event.happened_on,
        by=event.recorded_by.display_name if event.recorded_by is not None else "",
        children=tuple((line_of(part.child), part.pk) for part in parts),
        words=snippet(parts[0].marked, asked),
    )
