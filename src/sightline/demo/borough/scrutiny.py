"""The scrutiny panel: who sits on it, what it decided last month, and who is on the next agenda."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta

from sightline.base.moments import at, fixed
from sightline.demo.people.staff import Borough
from sightline.oversight.scrutiny_panel import actions
from sightline.oversight.scrutiny_panel.actions import For
from sightline.oversight.scrutiny_panel.dates import month_later
from sightline.oversight.scrutiny_panel.models import Agreed, Looked, Seat
from sightline.oversight.scrutiny_panel.rules import found_of
from sightline.people.persons.models import Person
from sightline.record.decisions.models import Decision
from sightline.record.meetings.models import Agency
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task, TaskSource

#: Members who do not sign in here: their agency, name and post.
OUTSIDE = (
    (Agency.POLICE, "Cobalt Redstart", "Detective inspector"),
    (Agency.EDUCATION, "Teal Teacher", "Head of inclusion"),
    (Agency.HOUSING, "Ochre Dunnock", "Housing lead"),
)


def meet(borough: Borough, planted: Mapping[str, int], *, today: date) -> None:
    """One child was looked at last month, with one action done and one late; two more wait."""
    held = _tuesday_before(today)
    head, clerk = borough.beside["service_manager"], borough.beside["conference_administrator"]
    with fixed(at(held - timedelta(days=20), time(10, 0))):
        _sit_down(borough, held)
    bryony = _child(planted["drifting"])
    with fixed(at(held - timedelta(days=6), time(9, 40))):
        actions.put_on(children=[bryony], by=clerk.user, on=held - timedelta(days=6),
                       found={bryony.pk: found_of(bryony)})
    with fixed(at(held, time(15, 10))):
        actions.look(
            children=[For(
                bryony, "still",
                Looked(heard="Three core groups without the school. The plan has not changed "
                       "since the spring, and nothing at home has either.",
                       in_the_way="Nobody has said what happens if the plan does not work."),
                Decision(rationale="The plan is to say what must change by when, and legal advice "
                         "is taken on what follows if it does not.", made_by=head.worker),
                [Agreed(text="Rewrite the plan with the core group: what must change, and by when",
                        due_on=held + timedelta(days=7)),
                 Agreed(text="Find out why the school does not come, and see that it does",
                        owner_name="Teal Teacher", due_on=held + timedelta(days=10))],
                found_of(bryony),
            )], by=clerk.user, on=held,
        )
    _done(bryony, today)
    yesterday = today - timedelta(days=1)
    with fixed(at(yesterday, time(11, 5))):
        empty, alone = _child(planted["empty plan"]), _child(planted["never alone"])
        actions.put_on(children=[empty], by=clerk.user, on=yesterday,
                       found={empty.pk: found_of(empty)})
        actions.put_on(children=[alone], by=clerk.user, on=yesterday, why={
            alone.pk: "The designated nurse asks why nobody has seen this child alone."})


def _sit_down(borough: Borough, held: date) -> None:
    head, clerk = borough.beside["service_manager"], borough.beside["conference_administrator"]
    nurse = borough.beside["partner_professional"]
    since = held - timedelta(days=20)
    given = {"authority": borough.authority, "by": clerk.user, "since_on": since}
    for part, staff, post in (
        (Seat.Part.CHAIR, head, "Head of service"), (Seat.Part.COORDINATOR, clerk, ""),
    ):
        actions.seat(part=part, agency=Agency.SOCIAL_CARE, name=staff.worker.name, post=post,
                     worker=staff.worker, **given)
    actions.seat(agency=Agency.HEALTH, name=nurse.worker.name, post="Designated nurse",
                 worker=nurse.worker, **given)
    for agency, name, post in OUTSIDE:
        actions.seat(agency=agency, name=name, post=post, **given)
    for on in (held, month_later(held)):
        actions.set_day(authority=borough.authority, on=on, by=clerk.user, starts=time(14, 0),
                        place="Committee room 2")


def _done(child: Person, today: date) -> None:
    """The school is asked, and comes; the plan is still to be written."""
    task = Task.objects.open().filter(child=child, source=TaskSource.PANEL).latest("pk")
    worker = task.owner_worker
    if worker is not None and worker.user is not None:
        tasks.finish(task=task, by=worker.user, on=today,
                     evidence="The head of year has a standing date with the core group.")


def _child(ident: int) -> Person:
    return Person.objects.select_related("authority").get(pk=ident)


def _tuesday_before(day: date) -> date:
    """A Tuesday three weeks ago or a little more, so that the panel a month later is yet to be."""
    found = day - timedelta(days=21)
    return found - timedelta(days=(found.weekday() - 1) % 7)
