"""The plan as it is typed: needs, outcomes and actions that grow, read with tolerance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.datastructures import MultiValueDict

from sightline.base.forms import Problem, reading
from sightline.base.forms.fields import Source, question
from sightline.base.forms.questions import LongText, Question
from sightline.kernel.forms import Section
from sightline.kernel.process import EventKind
from sightline.record.plans.written import (
    ActionText,
    ContingencyText,
    NeedText,
    OutcomeText,
    PlanText,
)

Typed = dict[str, list[str]]

PLACE = re.compile(r"^n(\d+)(?:-o(\d+)(?:-a(\d+))?)?$")
NAME = re.compile(r"^(n\d+(?:-o\d+)?(?:-a\d+)?)-(.+)$")
MOST = 40

WHEN = Section("When", ("on",), labels={"on": "When was this version agreed or written?"})
ABOUT = Section(
    "The plan", ("why", "child_view", "success", "visiting", "family_part", "review_on"),
    model="plans.PlanDocument",
)
NEED = Section("Need", ("text",), model="plans.Need")
OUTCOME = Section("Outcome", ("text", "measure", "review_on"), model="plans.Outcome")
ACTION = Section("Action", ("text", "owner_worker", "owner_name", "due_on"), model="plans.Action")
CONTINGENCY = Section(
    "If the plan does not work", ("trigger", "action", "by_whom", "emergency_carer", "contact"),
    model="plans.Contingency",
)


class FewLines(LongText):
    """A short passage: a plan has many of them, and a tall box for each hides the plan."""

    def params(self) -> dict[str, Any]:
        """Three lines to begin with; the box still grows by hand."""
        return super().params() | {"rows": 3}


@dataclass
class Box:
    """One need, outcome or action on the page, with its questions and what hangs below it."""

    place: str
    number: str
    asked: dict[str, Question]
    below: list[Box] = field(default_factory=list)
    task: str = ""
    identity: int | None = None

    def questions(self) -> Iterator[Question]:
        """This box's questions and those below it, in the order of the page."""
        yield from self.asked.values()
        for box in self.below:
            yield from box.questions()

    def value(self, key: str) -> Any:
        """A typed answer: text is never None."""
        asked = self.asked[key]
        return asked.value

    def words(self, key: str) -> str:
        """A typed text, empty when nothing was typed."""
        return str(self.asked[key].value or "")


class PlanForm:
    """Everything that has been typed into a plan so far, kept word for word.

    `workers` are the (key, name) pairs offered as owners; `tasks` the tasks that an action may
    go on with; `identity` the needs that come from who the child is, each with the row that says
    the same today: no other number that a browser sends is believed.
    """

    def __init__(
        self, typed: Mapping[str, Sequence[str]], *, workers: Sequence[tuple[int, str]] = (),
        tasks: Iterable[int] = (), identity: Mapping[int, int] | None = None,
    ) -> None:
        self.typed = renumbered(typed)
        self.tasks = frozenset(tasks)
        self.identity = dict(identity or {})
        self._source = Source(
            EventKind("written", "Plan"), options={"plans.Action.owner_worker": list(workers)}
        )
        self.when = self._ask(WHEN, "p")
        self.about = self._ask(ABOUT, "p")
        self.contingency = self._ask(CONTINGENCY, "c")
        self.needs = [self._need(n) for n in sorted(shape(self.typed)) or [1]]
        self.read()

    def _ask(self, section: Section, prefix: str) -> dict[str, Question]:
        found = {}
        for key in section.fields:
            asked = question(self._source, section, key, prefix)
            if isinstance(asked, LongText) and asked.longest is None:
                asked = FewLines(asked.name, asked.key, asked.label, hint=asked.hint)
            found[key] = asked
        return found

    def _need(self, n: int) -> Box:
        below = shape(self.typed).get(n, {})
        box = Box(f"n{n}", f"{n}", self._ask(NEED, f"n{n}"))
        box.identity = self.identity_of(self.typed, box.place)
        box.below = [self._outcome(n, o) for o in sorted(below) or [1]]
        return box

    def _outcome(self, n: int, o: int) -> Box:
        actions = shape(self.typed).get(n, {}).get(o, set())
        box = Box(f"n{n}-o{o}", f"{n}.{o}", self._ask(OUTCOME, f"n{n}-o{o}"))
        box.below = [
            self._action(f"n{n}-o{o}-a{a}", f"{n}.{o}.{a}") for a in sorted(actions) or [1]
        ]
        return box

    def _action(self, place: str, number: str) -> Box:
        task = (self.typed.get(f"{place}-task") or [""])[-1]
        known = task if reading.key(task) in self.tasks else ""
        return Box(place, number, self._ask(ACTION, place), task=known)

    def identity_of(self, typed: Mapping[str, Sequence[str]], place: str) -> int | None:
        """The need from who the child is that a need of the plan answers, as typed."""
        return self.identity.get(reading.key((typed.get(f"{place}-identity") or [""])[-1]) or 0)

    @property
    def left(self) -> dict[int, str]:
        """The needs from who the child is that are left out, each with the reason typed."""
        found = {}
        for pk, now in self.identity.items():
            why = (self.typed.get(f"i{pk}-left") or [""])[-1].strip()
            if why:
                found[now] = why
        return found

    def questions(self) -> Iterator[Question]:
        """Every question of the page, in order."""
        yield from self.when.values()
        yield from self.about.values()
        for need in self.needs:
            yield from need.questions()
        yield from self.contingency.values()

    def read(self) -> None:
        """Take every answer from what was typed; never raises."""
        submitted: MultiValueDict[str, str] = MultiValueDict(self.typed)
        for asked in self.questions():
            asked.read(submitted)

    @property
    def errors(self) -> list[Problem]:
        """What could not be read, each with the place to put it right."""
        return [
            Problem(asked.error, asked.href, asked.name)
            for asked in self.questions() if asked.error
        ]

    def is_valid(self) -> bool:
        """Whether everything typed could be read; what is missing is no error."""
        for asked in self.questions():
            asked.told = True
        return not self.errors

    @property
    def on(self) -> date | None:
        """The day given for this version."""
        found: date | None = self.when["on"].value
        return found

    def href(self, name: str) -> str:
        """Where on the page the question is that a gap names; empty when it names none."""
        asked = {question.name: question for question in self.questions()}
        found = asked.get(name) or asked.get(f"p-{name}")
        return found.href if found is not None else ""

    def plan(self, kind: str) -> PlanText:
        """The plan as typed, without what was left blank."""
        return self.as_numbered(kind).tidy()

    def as_numbered(self, kind: str) -> PlanText:
        """The plan as it stands on the page, blank boxes and their numbers included."""
        said = {key: asked.value or "" for key, asked in self.about.items() if key != "review_on"}
        backup = {key: str(asked.value or "") for key, asked in self.contingency.items()}
        return PlanText(
            kind=kind, **said, review_on=self.about["review_on"].value,
            needs=[self._need_text(box) for box in self.needs],
            contingency=ContingencyText(**backup), left=self.left,
        )

    def _need_text(self, box: Box) -> NeedText:
        return NeedText(
            box.words("text"), [self._outcome_text(b) for b in box.below], box.identity
        )

    def _outcome_text(self, box: Box) -> OutcomeText:
        return OutcomeText(
            box.words("text"), box.words("measure"), box.value("review_on"),
            [self._action_text(b) for b in box.below],
        )

    def _action_text(self, box: Box) -> ActionText:
        return ActionText(
            box.words("text"), box.words("owner_name"), box.value("owner_worker"),
            box.value("due_on"), int(box.task) if box.task else None,
        )


def shape(typed: Iterable[str]) -> dict[int, dict[int, set[int]]]:
    """Which needs, outcomes and actions the typed names speak of."""
    found: dict[int, dict[int, set[int]]] = {}
    for name in typed:
        matched = NAME.match(name)
        place = PLACE.match(matched[1]) if matched else None
        if place is None:
            continue
        n, o, a = (int(part) if part else 0 for part in place.groups())
        outcomes = found.setdefault(n, {})
        if o:
            actions = outcomes.setdefault(o, set())
            if a:
                actions.add(a)
    return found


def renumbered(typed: Mapping[str, Sequence[str]]) -> Typed:
    """The same texts with needs, outcomes and actions numbered from one without a hole."""
    places: dict[str, str] = {}
    for n, (old_n, outcomes) in enumerate(sorted(shape(typed).items())[:MOST], 1):
        places[f"n{old_n}"] = f"n{n}"
        for o, (old_o, actions) in enumerate(sorted(outcomes.items())[:MOST], 1):
            places[f"n{old_n}-o{old_o}"] = f"n{n}-o{o}"
            for a, old_a in enumerate(sorted(actions)[:MOST], 1):
                places[f"n{old_n}-o{old_o}-a{old_a}"] = f"n{n}-o{o}-a{a}"
    found: Typed = {}
    for name, texts in typed.items():
        matched = NAME.match(name)
        if matched and PLACE.match(matched[1]):
            if matched[1] not in places:
                continue
            name = f"{places[matched[1]]}-{matched[2]}"
        found[name] = [texts] if isinstance(texts, str) else [str(text) for text in texts]
    return found


def added(typed: Mapping[str, Sequence[str]], where: str) -> tuple[Typed, str]:
    """The texts with one more need ("need"), outcome ("n1") or action ("n1-o1"), and its place."""
    grown = renumbered(typed)
    if not shape(grown):
        # the page shows a first need before anything is typed; the next one is the second
        grown["n1-text"] = [""]
    grown_shape = shape(grown)
    if where == "need":
        new = f"n{max(grown_shape) + 1}"
        names = [f"{new}-text", f"{new}-o1-text", f"{new}-o1-a1-text"]
    else:
        place = PLACE.match(where)
        if place is None or place[3]:
            return grown, ""
        n, o = int(place[1]), int(place[2] or 0)
        outcomes = grown_shape.get(n, {})
        if o:
            new = f"{where}-a{max(outcomes.get(o, set()), default=0) + 1}"
            names = [f"{new}-text"]
        else:
            new = f"{where}-o{max(outcomes, default=0) + 1}"
            names = [f"{new}-text", f"{new}-a1-text"]
    for name in names:
        grown.setdefault(name, [""])
    return grown, new


def removed(typed: Mapping[str, Sequence[str]], where: str) -> Typed:
    """The texts without one need, outcome or action and all below it."""
    if PLACE.match(where) is None:
        return renumbered(typed)
    return renumbered({k: v for k, v in typed.items() if not k.startswith(f"{where}-")})


def typed_of(plan: PlanText) -> Typed:
    """The texts that would have been typed for a plan that is already written."""
    form = PlanForm({})
    form.needs = []
    found: Typed = {}
    for key, asked in form.about.items():
        found |= asked.written(getattr(plan, key) or None)
    for key, asked in form.contingency.items():
        found |= asked.written(getattr(plan.contingency, key) or None)
    found |= {f"i{pk}-left": [why] for pk, why in plan.left.items()}
    for n, need in enumerate(plan.needs, 1):
        found[f"n{n}-text"] = [need.text]
        if need.identity_id:
            found[f"n{n}-identity"] = [str(need.identity_id)]
        for o, outcome in enumerate(need.outcomes, 1):
            found |= _typed_outcome(form, f"n{n}-o{o}", outcome)
    return found


def _typed_outcome(form: PlanForm, place: str, outcome: OutcomeText) -> Typed:
    asked = form._ask(OUTCOME, place)
    found: Typed = {f"{place}-text": [outcome.text]}
    found |= asked["measure"].written(outcome.measure or None)
    found |= asked["review_on"].written(outcome.review_on)
    for a, action in enumerate(outcome.actions, 1):
        here = f"{place}-a{a}"
        boxes = form._ask(ACTION, here)
        found[f"{here}-text"] = [action.text]
        found |= boxes["owner_name"].written(action.owner_name or None)
        found |= boxes["owner_worker"].written(action.owner_worker_id)
        found |= boxes["due_on"].written(action.due_on)
        if action.task_id:
            found[f"{here}-task"] = [str(action.task_id)]
    return found
