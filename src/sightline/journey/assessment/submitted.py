"""The pages of an assessment, handed in: their answers given to the action that records them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.apps import apps

from sightline.base.moments import today
from sightline.journey.assessment import actions
from sightline.journey.assessment.models import Adult, Checked, Content
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


def _rows(values: Values, by: User) -> list[Model]:
    """The typed rows of a page; a decision whose maker is not named is whoever writes it."""
    found: list[Model] = [
        apps.get_model(label)(**row)
        for label, rows in values.get("rows", {}).items() for row in rows
    ]
    for row in found:
        if isinstance(row, Decision) and row.made_by_id is None and not row.made_by_name:
            row.made_by = worker_of(by)
    return found


def _when(values: Values) -> tuple[date, time | None]:
    event = values.get("event", {})
    return event.get("on") or today(), event.get("time")


def _step(step: Step | None) -> Step:
    if step is None:
        raise RecordError("This page belongs to an assessment: open the assessment first.")
    return step


def start(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Step:
    """Start an assessment for each child it is to be about; the first child's is returned."""
    on, at = _when(values)
    about = list(children) or ([child] if child is not None else [])
    if not about:
        raise RecordError("Say which child is to be assessed; nothing was recorded.")
    rows = _rows(values, by)
    if len(about) > 1:
        said = next((row for row in rows if isinstance(row, Content)), Content())
        return actions.start_together(children=about, content=said, by=by, on=on, at=at)[0]
    return actions.start(child=about[0], by=by, on=on, at=at, kind=page.event, facts=rows)


def write(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event | Occasion:
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
                f"{other.display_name} has no open assessment to write this into. Start one, or "
                "leave them out here."
            )
        steps.append(beside)
    rows = _rows(values, by)
    return actions.write_together(
        steps=steps, by=by, on=on, at=at,
        content=next((row for row in rows if isinstance(row, Content)), Content()),
        adults=[row for row in rows if isinstance(row, Adult)],
    )


def submit(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event:
    """Hand the assessment in."""
    on, at = _when(values)
    return actions.submit(step=_step(step), by=by, on=on, at=at, facts=_rows(values, by))


def send_back(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event:
    """Send the assessment back with the points that are missing."""
    on, at = _when(values)
    rows = _rows(values, by)
    decision = next((row for row in rows if isinstance(row, Decision)), None)
    points = [row.point for row in rows if isinstance(row, Checked) and row.point]
    return actions.send_back(
        step=_step(step), by=by, on=on, at=at, points=points, decision=decision
    )


def authorise(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event:
    """Authorise the assessment and lead on."""
    on, at = _when(values)
    outcome = str(values.get("event", {}).get("outcome") or "")
    return actions.authorise(
        step=_step(step), outcome=outcome, by=by, on=on, at=at, facts=_rows(values, by)
    )
