"""What chairs have asked of managers: one alert not answered in time, and one answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

from sightline import law
from sightline.base.moments import at, fixed
from sightline.journey.chairs_alert import actions
from sightline.journey.chairs_alert.models import Alert, Reply
from sightline.people.workforce.models import Worker
from sightline.record.allocation.models import Involvement
from sightline.record.spine.models import Step

#: The planted story, what the alert is about, what was seen and asked for, and working days ago.
SEEN = (
    ("unvisited", "visits", "No visit for weeks, and the plan says every ten working days.",
     "See the child this week, and say how it will be kept up.", 9),
    ("empty plan", "drift", "The plan is empty. The core group cannot work to it.",
     "Write the plan with the family before the next core group.", 4),
)


def raise_alerts(planted: Mapping[str, int], *, today: date) -> None:
    """The chair of each of two children has raised an alert; the second has been answered."""
    for (trouble, about, seen, asked, ago), answered in zip(SEEN, (False, True), strict=True):
        step, chair = _chaired(planted[trouble])
        on = _working_days_before(today, ago)
        with fixed(at(on, time(11, 20))):
            occasion = actions.raise_alert(
                children=[step.child], about=about, by=chair.user, on=on,
                said={step.child_id: Alert(concern=seen, asked_for=asked)},
            )
        raised = occasion.parts.get()
        manager = actions.sendings(raised.step)[0].to_worker
        if answered and manager is not None:
            yesterday = _working_days_before(today, 1)
            with fixed(at(yesterday, time(15, 40))):
                actions.reply(
                    step=raised.step, answer="agreed", by=manager.user, on=yesterday,
                    put_right_by=today + timedelta(days=6),
                    said=Reply(words="The worker writes it on Monday; I read it on Wednesday."),
                )


def _chaired(child_id: int) -> tuple[Step, Worker]:
    """The open plan of a planted story's child, and its chair."""
    step = Step.objects.open().of("protection_plan").select_related("child").get(child=child_id)
    held = Involvement.objects.current().select_related("worker__user")
    return step, held.filter(child=step.child_id, role="chair").latest("pk").worker


def _working_days_before(day: date, count: int) -> date:
    calendar = law.calendar()
    while count:
        day -= timedelta(days=1)
        count -= calendar.is_working(day)
    return day
