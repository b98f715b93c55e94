"""What a plan still lacks, in plain words, and when it is no plan at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import models

from sightline.record.plans.models import (
    Action,
    Contingency,
    Need,
    Outcome,
    PlanDocument,
    PlanKind,
)
from sightline.record.plans.written import (
    ActionText,
    ContingencyText,
    NeedText,
    OutcomeText,
    PlanText,
)

#: What stands in templates and in unfinished plans where words about the child should be.
PLACEHOLDERS = frozenset({
    "tbc", "tba", "tbd", "na", "none", "nil", "test", "xxx", "todo", "pending", "blank",
    "draft", "template", "asabove", "asperplan", "asbefore", "seeplan", "seeabove",
    "seeattached", "seebelow", "seefile", "attached", "tobeconfirmed", "tobeagreed",
    "tobecompleted", "tobedecided", "tobediscussed", "tobeadded", "notapplicable", "notknown",
    "unknown", "enteryourtexthere", "entertexthere", "entertext", "typehere", "addtexthere",
    "clickheretoentertext", "need", "outcome", "action", "owner", "measure",
})
POINTERS = re.compile(
    r"^(please )?(see|refer to|as per|as in) (the |my |our )?"
    r"(attached|attachment|enclosed|separate|other|previous|existing|core group|minutes|"
    r"document|file|plan|assessment|report)\b[\w ,.]{0,40}$"
)
#: A plan kept elsewhere is none: a file's name, a link, or where somebody has put it.
ELSEWHERE = re.compile(
    r"^(\S+\.(docx?|odt|rtf|pdf|xlsx?|pptx?)|(https?://|www\.|\\\\|[a-z]:\\)\S*"
    r"|(the |my |our |this |full )*(plan|document|file|it)?( is| has been| was)* ?"
    r"(saved|stored|kept|held|filed|uploaded|scanned|emailed|attached)"
    r"( (separately|elsewhere|in|on|to|under|with|as)\b[\w ,./\\-]{0,60})?)$"
)
BRACKETED = re.compile(r"^[\[<{(].*[\]>})]$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a plan lacks: where, in what words, and the question that would mend it."""

    words: str
    mend: str
    name: str = ""


def _column(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)


def _asked(model: type[models.Model], *names: str) -> Iterator[str]:
    for name in names:
        yield str(_column(model, name).verbose_name)
        yield str(_column(model, name).help_text)


def _plain(text: str) -> str:
    return re.sub(r"[\W\d_]", "", text.lower())


#: The form's own words, handed back as an answer, are no answer.
QUESTIONS = frozenset(
    _plain(words)
    for model, names in (
        (PlanDocument, ("why", "success", "visiting", "child_view", "family_part")),
        (Need, ("text",)),
        (Outcome, ("text", "measure")),
        (Action, ("text", "owner_name")),
        (Contingency, ("trigger", "action", "by_whom", "emergency_carer", "contact")),
    )
    for words in _asked(model, *names)
    if words
)


@lru_cache(maxsize=8192)
def says_something(text: str) -> bool:
    """Whether words were written that are about this child, and not a template's or a pointer."""
    trimmed = text.strip()
    if not trimmed or BRACKETED.match(trimmed):
        return False
    letters = _plain(trimmed)
    if len(letters) < 2 or letters in PLACEHOLDERS or letters in QUESTIONS:
        return False
    told = trimmed.lower().rstrip(".!")
    return not POINTERS.match(told) and not ELSEWHERE.match(told)


def is_empty(plan: PlanText | None) -> bool:
    """Whether a plan is none: nothing in it says what will be different for the child."""
    if plan is None:
        return True
    return not any(says_something(outcome.text) for _, outcome in plan.outcomes())


def _has_date(value: date | None) -> bool:
    return value is not None


def _about_plan(plan: PlanText) -> Iterator[Gap]:
    wanted = {
        "why": "The plan does not say why the child needs it.",
        "success": "The plan does not say what would make it no longer needed.",
        "visiting": "The plan does not say who sees the child and how often.",
        "child_view": "The plan does not say what the child wants.",
    }
    for name, words in wanted.items():
        if not says_something(getattr(plan, name)):
            question = str(_column(PlanDocument, name).verbose_name)
            yield Gap(words, f"Answer “{question}”", name)
    if not _has_date(plan.review_on) and not any(o.review_on for _, o in plan.outcomes()):
        yield Gap("The plan has no date of review.", "Say when it will be reviewed.", "review_on")


def _about_need(n: int, need: NeedText) -> Iterator[Gap]:
    if not says_something(need.text):
        yield Gap(f"Need {n} is not described.", "Describe it.", f"n{n}-text")
    if all(outcome.blank for outcome in need.outcomes):
        yield Gap(f"Need {n} has no outcome.", "Add an outcome.", f"n{n}-text")
    for o, outcome in enumerate(need.outcomes, 1):
        if outcome.blank:
            continue
        yield from _about_outcome(f"{n}.{o}", outcome, f"n{n}-o{o}")
        for a, action in enumerate(outcome.actions, 1):
            if not action.blank:
                yield from _about_action(f"{n}.{o}.{a}", action, f"n{n}-o{o}-a{a}")


def _about_outcome(number: str, outcome: OutcomeText, name: str) -> Iterator[Gap]:
    if not says_something(outcome.text):
        yield Gap(
            f"Outcome {number} does not say what will be different.",
            "Say what the child's days will be like.", f"{name}-text",
        )
    if not says_something(outcome.measure):
        yield Gap(
            f"Outcome {number} has no measure.", "Say how anyone will know.", f"{name}-measure"
        )
    if all(action.blank for action in outcome.actions):
        yield Gap(
            f"Outcome {number} has no action.", "Say who will do what by when.", f"{name}-text"
        )


def _about_action(number: str, action: ActionText, name: str) -> Iterator[Gap]:
    if not says_something(action.text):
        yield Gap(f"Action {number} does not say what will be done.", "Say it.", f"{name}-text")
    if action.owner_worker_id is None and not says_something(action.owner_name):
        yield Gap(
            f"Action {number} has no owner.", "Name the person who will do it.",
            f"{name}-owner_name",
        )
    if not _has_date(action.due_on):
        yield Gap(f"Action {number} has no date.", "Say by when.", f"{name}-due_on")


#: The fewest figures of a telephone number.
FIGURES = 3


#: What a contingency plan must say, and what is said where it does not.
CONTINGENCY = {
    "trigger": "The contingency plan does not say what would set it off.",
    "action": "The contingency plan does not say what would be done.",
    "by_whom": "The contingency plan does not say who would act.",
    "emergency_carer": "The contingency plan does not say who would look after the child "
    "in an emergency.",
    "contact": "The contingency plan does not say whom to call.",
}


def _lacking(contingency: ContingencyText) -> Iterator[str]:
    for name in CONTINGENCY:
        said = getattr(contingency, name)
        # of whom to call a number alone says enough
        numbered = name == "contact" and len(re.findall(r"\d", said)) >= FIGURES
        if not numbered and not says_something(said):
            yield name


def _about_contingency(plan: PlanText) -> Iterator[Gap]:
    for name in _lacking(plan.contingency):
        question = str(_column(Contingency, name).verbose_name)
        yield Gap(CONTINGENCY[name], f"Answer “{question}”", f"c-{name}")


def gaps(plan: PlanText | None, kind: str = "") -> list[Gap]:
    """Everything a plan lacks before it can be final, in the order of the document."""
    if plan is None:
        title = str(PlanKind(kind).label).lower() if kind else "plan"
        return [Gap(f"There is no {title} yet.", "Write it.")]
    found = list(_about_plan(plan))
    if all(need.blank for need in plan.needs):
        found.append(Gap("The plan names no need.", "Add the first need."))
    for n, need in enumerate(plan.needs, 1):
        # a box left blank on the page keeps its number there and is never part of the plan
        if not need.blank:
            found += _about_need(n, need)
    found += _about_contingency(plan)
    if is_empty(plan):
        found.insert(0, Gap(
            "As it stands this is no plan: nothing in it says what will be different for the "
            "child.", "Write at least one outcome in your own words.",
        ))
    return found


def contingency_missing(plan: PlanText | None) -> list[str]:
    """What the contingency plan lacks, in words; the whole of it when there is no plan."""
    return contingency_lacks((plan or PlanText(kind="")).contingency)


def contingency_lacks(contingency: ContingencyText) -> list[str]:
    """What a contingency plan lacks, in words."""
    return [CONTINGENCY[name] for name in _lacking(contingency)]
