"""What is said of one child alone: found again on a brother's or sister's, or naming one of them.

Only brothers and sisters whose records the reader may open are looked at: nothing here tells
anybody of a child whom they may not know of.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sightline.access.policy import scope
from sightline.journey.assessment.models import ChildView, Content
from sightline.people.persons.models import Person
from sightline.people.relationships.lookups import sibling_group
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from sightline.access.users.models import User

#: Sections that are one child's own, with the words that name them.
OWN = {
    name: str(Content._meta.get_field(name).verbose_name)
    for name in ("development", "identity", "analysis", "needs")
}
VIEW = "words"
TITLES = {**OWN, VIEW: str(ChildView._meta.get_field("words").verbose_name)}
#: A shorter passage may well be the same by chance: "Growing well; tired at school."
WORTH = 10
THEY = ("he", "she", "him", "her", "his", "hers", "himself", "herself")
ALIKE = dict.fromkeys(THEY, "they") | {
    "boy": "child", "girl": "child", "son": "child", "daughter": "child",
    "brother": "sibling", "sister": "sibling",
}
#: How many brothers and sisters are compared; the largest families have fewer.
MOST = 20


@dataclass(frozen=True, slots=True)
class Copied:
    """A section of one child's assessment with a passage that stands in another child's too."""

    section: str
    other: Person

    @property
    def title(self) -> str:
        """The question under which it was written."""
        return TITLES[self.section]


def passages(text: str, names: Iterable[str]) -> set[str]:
    """The passages of a text worth comparing, with names and he and she taken out.

    So words copied with the other child's name put in are found as well.
    """
    called = {word for name in names for word in _words(name)}
    found = set()
    for line in text.splitlines():
        words = [
            "name" if word in called else ALIKE.get(word, word) for word in _words(line)
        ]
        if len(words) >= WORTH:
            found.add(" ".join(words))
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower().replace("’s", "").replace("'s", ""))


def siblings_seen(child_id: int, reader: User | None) -> list[Person]:
    """Brothers and sisters whose records this reader may open."""
    if reader is None:
        return []
    group = [one.person_id for one in sibling_group(child_id, reader=reader)]
    if not group:
        return []
    rows = Person.objects.filter(pk__in=group).filter(pk__in=scope.visible_children(reader))
    return list(rows.order_by("pk")[:MOST])


def copied(step: Step, reader: User | None, offered: Iterable[Any] = ()) -> list[Copied]:
    """Where a child's own sections say what a brother's or sister's assessment says.

    `offered` are typed rows not yet recorded, which count as this child's. Five queries at most,
    however many children.
    """
    child = step.child
    others = siblings_seen(child.pk, reader) if child is not None else []
    if child is None or not others:
        return []
    said = _said_by([*others, child])
    for row in offered:
        _add(said[child.pk], row)
    found = []
    for other in others:
        names = (child.given_names, other.given_names)
        for section, texts in said[child.pk].items():
            theirs = _all(said[other.pk].get(section, ()), names)
            if theirs & _all(texts, names):
                found.append(Copied(section, other))
    return found


def _all(texts: Iterable[str], names: Sequence[str]) -> set[str]:
    return {passage for text in texts for passage in passages(text, names)}


def _said_by(children: Sequence[Person]) -> Mapping[int, dict[str, list[str]]]:
    """What stands in each child's newest assessment, section by section: the newest words."""
    steps: dict[int, int] = {}
    rows = Step.objects.standing().of("assessment").filter(child__in=children)
    for pk, child_id in rows.order_by("opened_on", "pk").values_list("pk", "child_id"):
        steps[child_id] = pk
    whose = {pk: child_id for child_id, pk in steps.items()}
    found: dict[int, dict[str, list[str]]] = defaultdict(dict)
    contents = Content.objects.standing().filter(event__step__in=whose).select_related("event")
    for row in contents.order_by("event__happened_on", "event__order", "event_id"):
        _add(found[whose[row.event.step_id]], row)
    views = ChildView.objects.standing().filter(event__step__in=whose).select_related("event")
    for view in views:
        _add(found[whose[view.event.step_id]], view)
    return found


def _add(said: dict[str, list[str]], row: Any) -> None:
    """A later section stands over an earlier; every view of a child counts."""
    if isinstance(row, Content):
        for name in OWN:
            if getattr(row, name):
                said[name] = [getattr(row, name)]
    elif isinstance(row, ChildView) and row.words:
        said.setdefault(VIEW, []).append(row.words)


def names(text: str, child: Person) -> bool:
    """Whether a text calls a child by one of the names they are known by."""
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        for name in child.given_names.split() if len(name) > 1
    )


def named_in(content: Content, fields: Iterable[str], children: Iterable[Person]) -> list[str]:
    """The fields of what is written for a family that call one of these children by name."""
    known = list(children)
    return [
        name for name in fields
        if isinstance(text := getattr(content, name), str) and any(names(text, c) for c in known)
    ]
