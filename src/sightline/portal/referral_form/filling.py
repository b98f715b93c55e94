"""A form while it is being filled in: its parts, and children added and taken away."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.http import QueryDict

from sightline.base.forms.reading import key
from sightline.portal.referral_form import forms
from sightline.portal.referral_form.told import CHILD, MOST, child_numbers


@dataclass
class Filling:
    """What is drawn: the parts of the form with what was typed so far."""

    typed: QueryDict | None

    @property
    def once(self) -> str:
        """What tells this form, pressed twice, from another."""
        return (self.typed.get("once", "") if self.typed else "") or secrets.token_urlsafe(16)

    def part(self, name: str) -> forms.Questions:
        """A part of the form by its class's name."""
        kind: type[forms.Questions] = getattr(forms, name)
        return kind(self.typed, auto_id="%s")

    @property
    def children(self) -> list[tuple[int, forms.Child]]:
        """Each child's questions; one where there is none yet.

        No page of ours offers more than the most; a form made by hand costs no more to draw.
        """
        numbers = child_numbers(self.typed) if self.typed else []
        return [
            (n, forms.Child(self.typed, prefix=f"child-{n}", auto_id="%s"))
            for n in (numbers[:MOST] or [0])
        ]

    @property
    def full(self) -> bool:
        """Whether no more children can be added to this form."""
        return len(self.children) >= MOST


def rearranged(sent: QueryDict, do: str) -> QueryDict:
    """What was typed after a child was added or taken away."""
    verb, _, which = do.partition(":")
    numbers = child_numbers(sent) or [0]
    changed = sent.copy()
    if verb == "remove" and key(which) is not None:
        for name in list(sent):
            found = CHILD.match(name)
            if found and int(found[1]) == key(which):
                del changed[name]
    elif verb == "add" and len(numbers) < MOST:
        # a question left empty, so that the new child is there when the form is drawn again
        changed[f"child-{max(numbers) + 1}-given"] = ""
        changed.setdefault(f"child-{numbers[0]}-given", "")
    return changed
