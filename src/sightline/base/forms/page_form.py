"""A declared page, filled in: read with tolerance, kept word for word, turned into typed rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from markupsafe import Markup

from sightline.base.forms import govuk
from sightline.base.forms.fields import Source
from sightline.base.forms.parts import Child, Part, Problem, part
from sightline.base.forms.questions import Submitted
from sightline.kernel.forms import Page, Section
from sightline.kernel.process import EventKind

Values = dict[str, Any]
Draft = Mapping[str, Sequence[str] | str]


@dataclass(frozen=True, slots=True)
class Group:
    """A section with the parts it is asked in: one, or one for each child."""

    section: Section
    parts: list[Part]

    @property
    def title(self) -> str:
        """The heading."""
        return self.section.title

    @property
    def help(self) -> str:
        """The words under the heading."""
        return self.section.help


class PageForm:
    """A page of questions with whatever has been typed into it so far.

    One of `data` (a submission), `draft` (texts kept by `to_draft`) or `initial` (known values
    in the shape of `values`) fills it; `children` are those the page is recorded for.
    """

    def __init__(
        self,
        page: Page,
        kind: EventKind,
        *,
        data: Any = None,
        draft: Draft | None = None,
        initial: Values | None = None,
        children: Iterable[Child] = (),
        options: Mapping[str, Any] | None = None,
        choices: Mapping[str, Any] | None = None,
        models: Any = apps,
    ) -> None:
        self.page, self.kind, self.children = page, kind, list(children)
        self.models = models
        source = Source(kind, options or {}, choices or {}, models)
        self.groups = [self._group(source, section) for section in page.sections]
        self.bound = data is not None
        self.submitted = self._submitted(data, draft, initial)
        self.rearranged = any([p.read(self.submitted) for p in self.parts])
        self.told = self.bound and not self.rearranged
        if self.told:
            self.tell()

    def _group(self, source: Source, section: Section) -> Group:
        if section.per_child and self.children:
            return Group(section, [part(source, section, child) for child in self.children])
        return Group(section, [part(source, section, None)])

    def _submitted(self, data: Any, draft: Draft | None, initial: Values | None) -> Submitted:
        if data is not None:
            return Submitted({name: list(data.getlist(name)) for name in data})
        if draft is not None:
            return from_draft(draft)
        return from_draft(self.written(initial)) if initial else Submitted()

    @property
    def parts(self) -> list[Part]:
        """Every part, in order."""
        return [part for group in self.groups for part in group.parts]

    def tell(self) -> None:
        """Show what could not be read and what is missing, as after a submission."""
        self.told = True
        for each in self.parts:
            each.tell()

    def is_valid(self) -> bool:
        """Whether everything typed could be read; a page with blanks is valid."""
        return not self.errors

    @property
    def errors(self) -> list[Problem]:
        """What could not be read."""
        return [problem for each in self.parts for problem in each.errors()]

    @property
    def missing(self) -> list[Problem]:
        """What is needed and was left empty: told, never refused."""
        return [problem for each in self.parts for problem in each.missing()]

    def missing_of(self, child_id: int | None) -> list[str]:
        """What is missing of one child's own answers, or (None) of those given once for all.

        Nobody is named in it: it becomes a task, which may reach somebody who may not know them.
        """
        return [
            problem.words.removeprefix(f"{each.child.name}: ") if each.child else problem.words
            for each in self.parts if (each.child.id if each.child else None) == child_id
            for problem in each.missing()
        ]

    @property
    def complete(self) -> bool:
        """Whether nothing is unreadable and nothing is missing."""
        return not self.errors and not self.missing

    def values(self) -> Values:
        """The readable answers: the event's columns, the typed rows, and each child's own."""
        values: Values = {"event": {}, "rows": {}, "children": {}}
        for child in self.children:
            values["children"][child.id] = {"event": {}, "rows": {}}
        for each in self.parts:
            place = values["children"][each.child.id] if each.child else values
            _put(place, each)
        return values

    def instances(self) -> Values:
        """The same, with the rows as unsaved model instances."""
        values = self.values()
        for place in (values, *values["children"].values()):
            place["rows"] = {
                label: [self.models.get_model(label)(**row) for row in rows]
                for label, rows in place["rows"].items()
            }
        return values

    def written(self, values: Values) -> dict[str, list[str]]:
        """The texts that would have been typed for known values."""
        texts: dict[str, list[str]] = {}
        for each in self.parts:
            place = values
            if each.child:
                children = values.get("children", {})
                place = children.get(each.child.id) or children.get(str(each.child.id)) or {}
            model = each.section.model
            rows = place.get("rows", {}).get(model, []) if model else [place.get("event", {})]
            texts |= each.written(rows)
        return texts

    def to_draft(self) -> dict[str, list[str]]:
        """Everything typed, word for word, readable or not; with the rows as they now stand."""
        texts = {
            name: list(self.submitted.getlist(name))
            for name in self.submitted
            if _kept(name) and not self._rearranges(name)
        }
        for each in self.parts:
            texts |= each.rearranged_texts() if self.rearranged else {}
        return texts

    def _rearranges(self, name: str) -> bool:
        return self.rearranged and any(
            name.startswith(f"{each.prefix}-") for each in self.parts if each.repeats
        )

    def answers(self) -> list[tuple[str, list[tuple[str, str, str]]]]:
        """For checking before recording: (heading, [(question, answer in words, link)])."""
        found = []
        for group in self.groups:
            for each in group.parts:
                whose = f"{each.child.name}: " if each.child and len(self.children) > 1 else ""
                found.append((f"{whose}{group.title}", each.answers()))
        return found

    def draw(self) -> Markup:
        """Every question as HTML, with what is wrong or missing first once it is told."""
        return govuk.render(
            "base/forms/questions.jinja",
            groups=self.groups,
            several=len(self.children) > 1,
            told=self.told,
            errors=[{"text": p.words, "href": p.href} for p in self.errors],
            missing=self.missing,
        )


def from_draft(draft: Draft) -> Submitted:
    """A kept draft as if it had just been typed."""
    return Submitted(
        {name: [texts] if isinstance(texts, str) else list(texts) for name, texts in draft.items()}
    )


def texts_of(data: Any) -> dict[str, list[str]]:
    """The texts of a submission that belong in a draft."""
    return {name: list(data.getlist(name)) for name in data if _kept(name)}


def _kept(name: str) -> bool:
    return not name.startswith("_") and name != "csrfmiddlewaretoken"


def _put(place: Values, each: Part) -> None:
    values = each.values()
    if not each.section.model:
        for value in values:
            place["event"].update(value)
        return
    rows = place["rows"].setdefault(each.section.model, [])
    if each.section.many or not rows:
        rows.extend(values)
    else:
        # a second section of the same typed row
        for value in values:
            rows[0].update(value)
