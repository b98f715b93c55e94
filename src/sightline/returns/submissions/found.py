"""What the rules of its year find wrong with a prepared return, as its reader may see it."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sightline.access.policy import visible_children
from sightline.insight.measures.asking import Count
from sightline.insight.screens import small
from sightline.people.persons.summary import IdentityLine, summary
from sightline.returns.kit.declared import Checks, Wrong, declared
from sightline.returns.submissions.models import Prepared
from sightline.returns.submissions.since import laid_out

if TYPE_CHECKING:
    from sightline.access.users.models import User


@dataclass(frozen=True, slots=True)
class OfRule:
    """One rule that is broken, and by how many children, as shown; none for the whole return."""

    wrong: Wrong
    children: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What is wrong: by rule for whoever sees returns, by child for those who may open them."""

    rules: int
    not_evaluated: tuple[str, ...]
    of_return: tuple[Wrong, ...]
    by_rule: tuple[OfRule, ...]
    children: tuple[tuple[int, tuple[Wrong, ...]], ...]
    unseen: str
    whole: bool


def checked(prepared: Prepared) -> Checks:
    """The bytes that are kept, asked every rule of their year; nothing is kept of it."""
    with tempfile.TemporaryDirectory(prefix="sightline-return-") as folder:
        return declared[prepared.kind].check(laid_out(prepared, Path(folder)), prepared.year)


def shown(prepared: Prepared, found: Checks, reader: User) -> Shown:
    """What is wrong as a reader may see it, the most harmful first."""
    whole = reader.may("child.read", prepared.authority_id)
    by_child: dict[str, list[Wrong]] = defaultdict(list)
    for each in found.wrong:
        by_child[each.child].append(each)
    of_return = by_child.pop("", [])
    people = declared[prepared.kind].people(prepared.authority_id, sorted(by_child))
    open_to = set(
        visible_children(reader).filter(pk__in=list(people.values())).values_list("pk", flat=True)
    )
    seen = [
        (people[number], tuple(sorted(held, key=_order)))
        for number, held in by_child.items() if people.get(number) in open_to
    ]
    return Shown(
        rules=found.rules, not_evaluated=found.not_evaluated, whole=whole,
        of_return=tuple(sorted(of_return, key=_order)), by_rule=_by_rule(by_child, whole=whole),
        children=tuple(sorted(seen, key=lambda pair: (-sum(w.harm for w in pair[1]), pair[0]))),
        unseen=small.unseen_words(len(by_child) - len(seen), exact=whole),
    )


def _by_rule(by_child: dict[str, list[Wrong]], *, whole: bool) -> tuple[OfRule, ...]:
    """In an order that says nothing of a number that is hidden."""
    first: dict[str, Wrong] = {}
    children: dict[str, set[str]] = defaultdict(set)
    for number, held in by_child.items():
        for each in held:
            first.setdefault(each.rule, each)
            children[each.rule].add(number)
    order = sorted(first.values(), key=_order)
    counts = [("", Count(len(children[w.rule]), len(children[w.rule]))) for w in order]
    lines = small.table(counts, whole=whole)
    return tuple(
        OfRule(each, line.numbers[1]) for each, line in zip(order, lines, strict=True))


def _order(one: Wrong) -> tuple[int, str]:
    return -one.harm, one.rule


def named(
    page: Sequence[tuple[int, tuple[Wrong, ...]]]
) -> list[tuple[IdentityLine, tuple[Wrong, ...]]]:
    """The children of one page with who each is."""
    lines = summary([person for person, _ in page])
    return [(lines[person], held) for person, held in page if person in lines]
