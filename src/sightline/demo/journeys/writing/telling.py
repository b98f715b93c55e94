"""A child's history as it grows: the steps open, who holds the child, and what is to be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import TYPE_CHECKING

from django.db import models

from sightline.base.moments import london
from sightline.demo.journeys.script import Beat, Cast, Script
from sightline.demo.journeys.writing.tasks import TaskTold
from sightline.kernel.register import processes
from sightline.people.workforce.models import Team, Worker
from sightline.record.handover.models import Handover
from sightline.record.plans.models import Outcome
from sightline.record.spine.bulk import Begun, Happened, History, Together
from sightline.record.spine.lifecycle import matches
from sightline.record.tasks.models import TaskSource

if TYPE_CHECKING:
    from sightline.people.persons.models import Person

#: Where a visit falls: on the plan it serves, the nearest to protection first.
VISITED = ("protection_plan", "child_in_need", "section47", "assessment")


@dataclass
class Child:
    """One child of a script being written, with what the next beat has to know."""

    person: Person
    place: int
    history: History
    steps: dict[str, Begun] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    tasks: list[TaskTold] = field(default_factory=list)
    team: Team | None = None
    lead: Worker | None = None
    chair: Worker | None = None
    received: tuple[date, time | None] | None = None
    decided: date | None = None
    sent: Handover | None = None
    limits: dict[str, date] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    plan_tasks: dict[str, TaskTold] = field(default_factory=dict)

    def visited(self) -> Begun | None:
        """The open step that a visit to this child falls on."""
        return next((self.steps[p] for p in VISITED if p in self.open), None)


class Telling:
    """A script being written down, child by child."""

    def __init__(self, script: Script) -> None:
        self.script = script
        authority = script.cast.borough.authority
        self.all = [
            Child(person, place, History(person.pk, authority.pk, authority.code))
            for place, person in enumerate(script.cast.children)
        ]
        for child in self.all:
            self._expected(child)

    def _expected(self, child: Child) -> None:
        if child.person.expected_on is not None:
            known_on = london(child.person.recorded_at).date()
            child.history.happened.append(
                Happened(
                    "person.expected", known_on, for_on=child.person.expected_on,
                    recorded_at=child.person.recorded_at, by=child.person.recorded_by,
                )
            )

    @property
    def cast(self) -> Cast:
        return self.script.cast

    def children(self, beat: Beat) -> Iterator[Child]:
        """The children that a beat is about."""
        for place, _ in self.script.children_of(beat):
            yield self.all[place]

    def happen(
        self, child: Child, kind: str, beat: Beat, *, outcome: str = "",
        on: date | None = None, at: time | None = None, for_on: date | None = None,
        facts: Sequence[models.Model] = (), step: Begun | None = None,
        together: Together | None = None,
    ) -> Happened:
        """Add an event to a child's history and note which step it opens or closes."""
        told = Happened(
            kind, on or beat.on, at=at, outcome=outcome, for_on=for_on, facts=facts,
            recorded_at=beat.moment, by=beat.by.user, step=step, occasion=together,
        )
        child.history.happened.append(told)
        key, _, event = kind.partition(".")
        if step is not None and step.process == key:
            process = processes[key]
            if matches(process.closes, event, outcome):
                child.open.discard(key)
                # what nobody was told to hold stays with whoever held the child when it closed
                step.worker_id = child.lead.pk if child.lead is not None else None
                step.team_id = child.team.pk if child.team is not None else None
            elif event in process.opens or matches(process.reopens, event, outcome):
                child.open.add(key)
        return told

    def begin(
        self, child: Child, process: str, led_from: Begun | None = None,
        episode: Begun | None = None,
    ) -> Begun:
        """A new step of a child."""
        begun = Begun(process, led_from=led_from, episode=episode)
        child.history.begun.append(begun)
        child.steps[process] = begun
        return begun

    def lead(
        self, child: Child, cause: str, kind: str, beat: Beat, *, outcome: str = "",
        on: date | None = None, at: time | None = None, for_on: date | None = None,
        facts: Sequence[models.Model] = (),
    ) -> Begun:
        """The step that a step of the process `cause` leads to, with its opening event."""
        begun = self.begin(child, kind.partition(".")[0], child.steps[cause])
        self.happen(child, kind, beat, outcome=outcome, on=on, at=at, for_on=for_on,
                    facts=facts, step=begun)
        return begun

    def together(self, kind: str, beat: Beat, shared: Sequence[models.Model] = (),
                 at: time | None = None) -> Together:
        """One occasion for all the children of a beat."""
        return Together(kind, beat.on, at=at, shared=shared, by=beat.by.user,
                        recorded_at=beat.moment)

    def give(
        self, child: Child, text: str, beat: Beat, *, source: TaskSource, step: Begun | None,
        due_on: date | None, worker: Worker | None, team: Team | None, cause: Happened | None,
    ) -> TaskTold:
        """A task about a child, with its place on the timeline."""
        task = TaskTold(child.person, text.strip(), source, step, cause, due_on, worker, team)
        child.tasks.append(task)
        task.given = self.happen(child, "task.given", beat, step=step)
        return task

    def done(self, child: Child, task: TaskTold, beat: Beat, evidence: str) -> None:
        """A task is finished."""
        task.evidence = evidence
        task.done = self.happen(child, "task.done", beat, step=task.step)

    def unburdened(self, child: Child, why: str) -> None:
        """Say so where open tasks would have to follow the child, which is only lived."""
        if any(task.done is None for task in child.tasks):
            raise LookupError(f"{why} with tasks open is lived by actions only.")
