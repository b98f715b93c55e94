"""What the front door is waiting for: agencies asked about the contacts that nobody has decided."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from sightline.base.moments import at, fixed
from sightline.demo.people.staff import Borough
from sightline.journey.contact import actions as contacts
from sightline.journey.safety_agreement import actions as agreements
from sightline.journey.safety_agreement.models import Agreement, Party
from sightline.people.workforce.models import Team
from sightline.record.allocation.queries import moment_of
from sightline.record.checks.actions import answer, ask, set_answer_time
from sightline.record.checks.models import Asked
from sightline.record.meetings.models import Agency
from sightline.record.spine.models import Event, Step

if TYPE_CHECKING:
    from sightline.access.users.models import User

#: How long an agency has to answer here, by the grade of the contact.
TIMES = {"red": "4 hours", "amber": "1 working day", "": "1 working day"}
DESKS = {
    Agency.POLICE: "The public protection desk", Agency.HEALTH: "The health desk of the hub",
    Agency.EDUCATION: "The school's safeguarding lead", Agency.HOUSING: "The housing officer",
}
SAID = {
    Agency.POLICE: "One call to the address in March, no offence recorded.",
    Agency.HEALTH: "Immunisations up to date; the last two appointments were missed.",
    Agency.EDUCATION: "Attendance 82 per cent this term. Often hungry on Mondays.",
    Agency.HOUSING: "Rent arrears; a notice was served last month.",
}


def ask_agencies(borough: Borough, *, today: date, until: datetime) -> None:
    """Times to answer, and checks on most contacts: some in, some waiting, some late."""
    rng, by = Random(31), borough.of("door", 0).user
    for grade, allowed in TIMES.items():
        set_answer_time(
            authority=borough.authority, grade=grade, since_on=today - timedelta(days=400),
            allowed=allowed, owner="Head of service", by=borough.opener,
            approved_on=today - timedelta(days=410),
        )
    together: dict[int, list[Event]] = defaultdict(list)
    received = Event.objects.standing().of("contact.received").filter(
        step__in=Step.objects.open().of("contact").filter(authority=borough.authority),
        happened_on__gte=today - timedelta(days=7),
    )
    for event in received.select_related("step__child").order_by("pk"):
        together[event.occasion_id or -event.pk].append(event)
    for events in together.values():
        asked_at = moment_of(events[0]) + timedelta(minutes=rng.randint(30, 70))
        if rng.random() < 0.2 or asked_at > until:
            continue
        steps = [event.step for event in events if event.step is not None]
        if rng.random() < 0.7:
            _graded(steps, rng.choice(["amber", "green", "green"]), asked_at, by)
        for agency in rng.sample(list(DESKS), rng.randint(2, 4)):
            with fixed(asked_at):
                made = ask(steps=steps, agency=agency, by=by, on=asked_at.date(),
                           at=asked_at.time(), whom=DESKS[agency])
            back = asked_at + timedelta(minutes=rng.randint(40, 170))
            if rng.random() < 0.55 and back < until:
                _answered(made, agency, back, by)


def promise(borough: Borough, *, today: date) -> None:
    """One of the undecided contacts stands on a grandmother's promise; the child is to be seen."""
    steps = Step.objects.open().of("contact").filter(
        authority=borough.authority, opened_on__lte=today - timedelta(days=1),
        child__born_on__isnull=False, owner_team__kind=Team.Kind.FRONT_DOOR,
    )
    step = steps.select_related("child").order_by("-opened_on", "pk").first()
    if step is None or step.opened_on is None:
        return
    by = borough.of("door", 0)
    with fixed(at(step.opened_on, time(17, 20))):
        agreements.make(
            children=[step.child], by=by.user, on=step.opened_on, at=time(17, 0),
            review_on=today,
            agreement=Agreement(
                worry="The mother’s partner came to the home drunk and broke the door.",
                if_broken="The grandmother rings 999, then the night team on 01999 555 701.",
                monitor=by.worker,
            ),
            parties=[
                Party(name="The mother", agreed=Party.Agreed.SAID,
                      promised="sleeps with the child at the grandmother’s"),
                Party(name="The grandmother", agreed=Party.Agreed.SIGNED,
                      promised="lets nobody in at night"),
            ],
        )


def _graded(steps: list[Step], how: str, when: datetime, by: User) -> None:
    with fixed(when):
        for step in steps:
            contacts.grade(step=step, grade=how, by=by, on=when.date(), at=when.time())


def _answered(made: list[Event], agency: Agency, back: datetime, by: User) -> None:
    with fixed(back):
        for asked in Asked.objects.filter(event__in=made).select_related("event__step"):
            answer(asked=asked, outcome="told", by=by, on=back.date(), at=back.time(),
                   by_whom=DESKS[agency], words=SAID[agency])
