"""What every player of a script looks up: the children's steps, and the drafts left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sightline.demo.journeys.script import Beat, Cast, Script
from sightline.record.drafts import actions as drafts
from sightline.record.drafts.models import Draft
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from sightline.people.persons.models import Person

#: Where a visit falls: on the plan it serves, the nearest to protection first.
VISITED = ("protection_plan", "child_in_need", "section47", "assessment")


class Standing:
    """A script being lived, and the steps it has reached."""

    def __init__(self, script: Script) -> None:
        self.script = script

    @property
    def cast(self) -> Cast:
        return self.script.cast

    def people(self, beat: Beat) -> list[Person]:
        """The children that a beat is about, as they are now."""
        return [person for _, person in self.script.children_of(beat)]

    def step(self, process: str, person: Person) -> Step:
        """The child's latest step of a process, open or closed."""
        found = Step.objects.filter(child=person, process=process).order_by("-pk").first()
        if found is None:
            raise LookupError(f"{person.display_name} has no {process} step")
        return found

    def steps(self, process: str, beat: Beat) -> list[Step]:
        """The step of a process of each child that a beat is about."""
        return [self.step(process, person) for person in self.people(beat)]

    def visited(self, person: Person) -> Step | None:
        """The open step that a visit to this child falls on."""
        rows = Step.objects.open().filter(child=person, process__in=VISITED).order_by("pk")
        held = {step.process: step for step in rows}
        return next((held[process] for process in VISITED if process in held), None)

    def tidy(self) -> None:
        """Finish the drafts that were led to and since handed in."""
        left = Draft.objects.open().filter(
            step__child__in=self.cast.children, step__closed_on__isnull=False
        )
        for draft in left:
            drafts.finish(draft)
