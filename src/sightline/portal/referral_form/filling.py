"""A form while it is being filled in: its parts, what is asked again, and children added."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from functools import cached_property

from django.http import QueryDict
from markupsafe import Markup

from sightline.base.forms.drawing import draw
from sightline.base.forms.reading import key
from sightline.portal.referral_form import forms, unborn
from sightline.portal.referral_form.complete import Asked, Score, score
from sightline.portal.referral_form.models import Submission
from sightline.portal.referral_form.told import MOST
from sightline.portal.referral_form.words import CHILD, child_numbers


@dataclass
class Again:
    """What one part of the form asks again: its questions, and those nobody may know."""

    title: str
    questions: Markup
    unknown: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Filling:
    """What is drawn: the parts of the form with what was typed so far.

    `asks_again` puts the questions that were left out before the rest, each with "I do not know".
    """

    typed: QueryDict | None
    form: str = Submission.Form.CHILD
    asks_again: bool = False

    @property
    def once(self) -> str:
        """What tells this form, pressed twice, from another."""
        return (self.typed.get("once", "") if self.typed else "") or secrets.token_urlsafe(16)

    @property
    def unborn(self) -> bool:
        """Whether this is the maternity form."""
        return self.form == Submission.Form.UNBORN

    @cached_property
    def score(self) -> Score:
        """How much of what the form asks is told so far."""
        return score(self.typed or QueryDict(), self.form)

    @cached_property
    def left(self) -> list[Asked]:
        """What was left out and is asked again; nothing while the form is being filled in."""
        return self.score.left_out if self.asks_again else []

    @property
    def again(self) -> list[Again]:
        """What is asked again, part by part and child by child."""
        found: dict[str, list[Asked]] = {}
        for each in self.left:
            found.setdefault(each.prefix + each.part.__name__, []).append(each)
        return [self._again(asked) for asked in found.values()]

    def _again(self, asked: list[Asked]) -> Again:
        first = asked[0]
        part = self._drawn(first.part, first.prefix)
        wanted = {name for each in asked for name in each.names}
        part.fields = {name: box for name, box in part.fields.items() if name in wanted}
        title = f"Child {first.place}" if first.place else part.title
        # whoever writes knows their own name and work, and may still leave them out
        offered = [] if first.part is forms.You else asked
        unknown = [(each.key, each.label) for each in offered if not each.offers_not_known]
        return Again(title, draw(part, summary=False), unknown)

    def part(self, name: str) -> forms.Questions:
        """A part of the form by its class's name, without what is asked again above it."""
        kind: type[forms.Questions] = getattr(unborn if self.unborn else forms, name)
        return self._less(self._drawn(kind, f"{kind.prefix}-" if kind.prefix else ""))

    def _drawn(self, kind: type[forms.Questions], prefix: str) -> forms.Questions:
        return kind(self.typed, prefix=prefix.removesuffix("-") or None, auto_id="%s")

    def _less(self, part: forms.Questions) -> forms.Questions:
        above = {
            each.prefix + name for each in self.left for name in each.names
        }
        part.fields = {
            name: box for name, box in part.fields.items() if part.add_prefix(name) not in above
        }
        return part

    @property
    def children(self) -> list[tuple[int, forms.Questions]]:
        """Each child's questions; one where there is none yet.

        No page of ours offers more than the most; a form made by hand costs no more to draw.
        """
        numbers = child_numbers(self.typed) if self.typed else []
        return [
            (n, self._less(self._drawn(forms.Child, f"child-{n}-")))
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
