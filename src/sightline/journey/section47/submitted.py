"""The pages of an enquiry, handed in: their answers given to the action that records them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any, TypeVar

from sightline.base.moments import today
from sightline.journey.section47 import actions
from sightline.journey.section47.models import Conclusion, Emergency, Enquiry
from sightline.people.workforce.lookups import worker_of
from sightline.record.decisions.models import Decision
from sightline.record.spine.beside import step_beside
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from django.db.models import Model

    from sightline.access.users.models import User
    from sightline.kernel.forms import Page
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Event, Occasion, Step

Values = Mapping[str, Any]
Row = TypeVar("Row", bound="Model")


def _row(values: Values, model: type[Row]) -> Row | None:
    rows = values.get("rows", {}).get(model._meta.label, [])
    return model(**rows[0]) if rows else None


def _when(values: Values) -> tuple[date, time | None]:
    event = values.get("event", {})
    return event.get("on") or today(), event.get("time")


def _step(step: Step | None) -> Step:
    if step is None:
        raise RecordError("This page belongs to an enquiry: open the enquiry first.")
    return step


def _decision(values: Values, by: User) -> Decision | None:
    """The decision of a page; one whose maker is not named was made by whoever writes it."""
    found = _row(values, Decision)
    if found is not None and found.made_by_id is None and not found.made_by_name:
        found.made_by = worker_of(by)
    return found


def begin(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """Emergency action began an enquiry."""
    on, at = _when(values)
    about = list(children) or ([child] if child is not None else [])
    if not about:
        raise RecordError("Say which child this is about; nothing was recorded.")
    return actions.begin(
        children=about, by=by, on=on, at=at, emergency=_row(values, Emergency)
    )


def write(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """Write a section, once for all the brothers and sisters it was ticked for."""
    on, at = _when(values)
    mine = _step(step)
    steps = [mine]
    for other in children:
        if other.pk == mine.child_id:
            continue
        beside = step_beside(mine, other.pk)
        if beside is None:
            raise RecordError(
                f"{other.display_name} has no open enquiry to write this into. Leave them out "
                "here, or record the strategy discussion that begins one."
            )
        steps.append(beside)
    return actions.write_together(
        steps=steps, enquiry=_row(values, Enquiry) or Enquiry(), by=by, on=on, at=at
    )


def send_back(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event:
    """Send the enquiry back."""
    on, at = _when(values)
    decision = _decision(values, by) or Decision()
    return actions.send_back(step=_step(step), decision=decision, by=by, on=on, at=at)


def conclude(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event:
    """Conclude the enquiry and start what follows."""
    on, at = _when(values)
    outcome = str(values.get("event", {}).get("outcome") or "")
    return actions.conclude(
        step=_step(step), outcome=outcome, by=by, on=on, at=at,
        decision=_decision(values, by), conclusion=_row(values, Conclusion),
    )
