"""Words on one child's record that name a brother or sister: told while they are typed.

It holds nothing back. What two children share is often said on purpose; what was meant for the
other child's record is seen before it is recorded on this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sightline.access.policy.scope import grounds_of
from sightline.base.forms.advising import Advice, Answers
from sightline.people.persons.named import names, spoken
from sightline.people.persons.summary import summary
from sightline.people.relationships.lookups import sibling_groups

OWN = "If it is about {name}, write it on {name}'s own record. If it must be known here, leave it."


def advise(answers: Answers) -> Sequence[Advice]:
    """The brothers and sisters whom a child's own words name, of those the writer may read.

    What is said once for several children may name each of them; it goes on all their records.
    """
    about = set(answers.children)
    said = {child: spoken(_texts(_own(answers, child))) for child in about}
    if answers.reader is None or not any(text.strip() for text in said.values()):
        return []
    groups = sibling_groups(about, reader=answers.reader)
    near = {one.person_id for group in groups.values() for one in group} - about
    known = set(grounds_of(answers.reader, near)) if near else set()
    lines = summary(known | about)
    found = []
    for child in answers.children:
        others = ({one.person_id for one in groups[child]} & known) | (about - {child})
        for other in sorted(others & lines.keys()):
            name, own = (lines[one].display_name for one in (other, child))
            if names(said[child], name, but=own):
                words = f"This names {name}, and goes on another child's record."
                found.append(Advice(child, words, OWN.format(name=name.split(" ")[0])))
    return found


def _own(answers: Answers, child_id: int) -> Iterator[Any]:
    yield answers.values.get("children", {}).get(child_id, {})
    if len(answers.children) == 1:
        yield {name: said for name, said in answers.values.items() if name != "children"}


def _texts(held: Any) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, Mapping):
        for one in held.values():
            yield from _texts(one)
    elif isinstance(held, list | tuple | Iterator):
        for one in held:
            yield from _texts(one)
