"""What the census's rules say of answers before they are recorded: advice, and never an error.

Only rules speak whose facts are on the page: those broken by something that the answers change. A
rule that cannot be evaluated is silent here; on the health page and in the return it is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from sightline.base.forms.advising import Advice, Answers
from sightline.base.moments import today
from sightline.people.persons.census import CensusPerson, census_people
from sightline.record.census_facts.carriers import carriers
from sightline.record.census_facts.standing import StandingStep, steps_of
from sightline.returns.cin_census.actions.producing import READ
from sightline.returns.cin_census.wording import THERE
from sightline.returns.health.rows import Found, Looking, facts, looking, rows_of, step_of, year_on
from sightline.returns.health.supposing import NEW, own, with_answers

Place = tuple[str, str, int]
#: Which element an event's outcome, or a fact it carries, is in the return.
OUTCOMES = {
    "referral.closed": "ReasonForClosure", "referral.need_recorded": "PrimaryNeedCode",
    "protection_plan.category_changed": "LatestCategoryOfAbuse",
}
FACTS = {
    "referral_source": "ReferralSource", "factors": "AssessmentFactors",
    "previous_plans": "NumberOfPreviousCPP",
}

#: Rules that only say that something lies in another census year. What happened in March and is
#: written down in April is right, and the return of its own year has it.
OF_THE_YEAR = frozenset({"4013", "8620", "8696", "8715", "8736", "8740", "8930"})


def advise(answers: Answers) -> list[Advice]:
    """What the rules of the year would find in the return, had the answers been recorded."""
    if answers.kind not in READ:
        return []
    ids = list(answers.children)
    people, steps = census_people(ids), steps_of(ids, READ)
    found = []
    for place, child_id in enumerate(ids):
        if child_id in people:
            found += _of_child(
                people[child_id], steps.get(child_id, []), answers, first=not place)
    return found


def _of_child(
    person: CensusPerson, steps: Sequence[StandingStep], answers: Answers, *, first: bool
) -> list[Advice]:
    supposed = with_answers(steps, answers, person.id, first=first)
    if supposed is None:
        return []
    after_steps, step_id = supposed
    event, _ = own(answers, person.id)
    if "on" in answers.asked and not isinstance(event.get("on"), date):
        # no day has been typed, or not the whole of one
        return []
    rules = looking(year_on(today()))
    before = _facts(person, steps, rules)
    after = rows_of(person, after_steps, rules.around, whole=True)
    if after is None:
        return []
    # who the child is stands on the record, and is not on the page
    changed = {place for place, value in facts(after) if place[2] and before.get(place) != value}
    return [
        _advice(person.id, each) for each in rules.of(after)
        if each.rule.code not in OF_THE_YEAR and _speaks(each, changed, answers, step_id)
    ]


def _facts(
    person: CensusPerson, steps: Sequence[StandingStep], rules: Looking
) -> Mapping[Place, str]:
    child = rows_of(person, steps, rules.around, whole=True)
    return dict(facts(child)) if child is not None else {}


def _speaks(found: Found, changed: set[Place], answers: Answers, step_id: int) -> bool:
    """Whether a breach comes of what was typed, and is not of what only is not there yet."""
    touched = False
    asked = _asked(answers)
    for row, name in found.marks:
        step = step_of(row)
        number = step.id if step is not None else 0
        value = getattr(row, name, None)
        touched = touched or (row.table, name, number) in changed
        there = name == "LAchildID" and row.table in THERE
        if number == NEW and there:
            touched = touched or str(found.rule.severity) == "error"
        elif number == step_id and value in (None, ()):
            if not answers.finished and name in asked:
                return False
            if number == NEW and name not in asked:
                return False
    return touched


def _asked(answers: Answers) -> frozenset[str]:
    """The elements that the page asks for and that may be left empty on it."""
    names = {
        FACTS[name]
        for carrier in carriers if carrier.kind == answers.kind
        for name, column in carrier.columns
        if name in FACTS and f"{carrier.model._meta.label}.{column}" in answers.asked
    }
    if "outcome" in answers.asked and answers.kind in OUTCOMES:
        names.add(OUTCOMES[answers.kind])
    return frozenset(names)


def _advice(child_id: int, found: Found) -> Advice:
    rule = found.rule
    return Advice(
        child_id, rule.message, rule.mend, tuple(found.values), f"Rule {rule.code}",
        reverse("return_rule", args=[rule.code]),
    )


#: The kinds of fact about a person, and the elements of the return that each is told in.
OF_PERSON: dict[str, frozenset[str]] = {
    "person.identifier": frozenset({"UPN", "FormerUPN", "UPNunknown", "LAchildID"}),
    "person.birth": frozenset({"PersonBirthDate", "ExpectedPersonBirthDate"}),
    "person.expected": frozenset({"PersonBirthDate", "ExpectedPersonBirthDate"}),
    "person.death": frozenset({"PersonDeathDate"}),
    "person.sex": frozenset({"Sex"}), "person.gender": frozenset({"GenderCurrent"}),
    "person.ethnicity": frozenset({"Ethnicity"}), "person.disability": frozenset({"Disability"}),
}


def advise_on_person(answers: Answers) -> list[Advice]:
    """What the rules find in who a child is, once a fact of it has been told."""
    elements = OF_PERSON.get(answers.kind)
    if elements is None:
        return []
    ids = list(answers.children)
    people, steps = census_people(ids), steps_of(ids, READ)
    rules = looking(year_on(today()))
    return [
        _advice(child_id, each)
        for child_id in ids if child_id in people
        for each in _of_person(people[child_id], steps.get(child_id, []), rules)
        if _names(each, elements)
    ]


def _of_person(
    person: CensusPerson, steps: Sequence[StandingStep], rules: Looking
) -> Iterator[Found]:
    child = rows_of(person, steps, rules.around, whole=True)
    if child is not None:
        yield from rules.of(child)


def _names(found: Found, elements: frozenset[str]) -> bool:
    """Whether a breach names an element that was told, and says something of it."""
    told: list[Any] = [
        getattr(row, name, None) for row, name in found.marks if name in elements]
    return any(value not in (None, ()) for value in told)
