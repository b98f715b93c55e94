"""What the night needs: who is on duty, and how each child at risk was last said to be."""

from __future__ import annotations

from datetime import date, time, timedelta
from random import Random

from sightline.base.moments import at, fixed
from sightline.demo.journeys import wren
from sightline.demo.journeys.troubles import TROUBLES
from sightline.demo.people.staff import Borough, Staff
from sightline.journey.police_protection import actions as police
from sightline.journey.police_protection.models import ChildTold, Taken, Told
from sightline.oversight.out_of_hours.actions import For, record_episode
from sightline.oversight.out_of_hours.models import ChildPart, Episode, ForTheNight, Safe
from sightline.people.on_call.actions import put_on_call
from sightline.people.on_call.models import OnCall
from sightline.people.persons.actions import record_flag, record_hazard
from sightline.people.persons.models import Flag, Hazard
from sightline.people.workforce.models import Team, Worker
from sightline.record.allocation.actions.duty import put_on_duty
from sightline.record.orders.models import PlaceOfSafety
from sightline.record.situation.models import Company, KeptFrom, Situation, Where
from sightline.record.spine.actions import record
from sightline.record.spine.models import Step
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import TaskSource

#: Children whose work is of these processes are those the night may be rung about.
AT_RISK = ("protection_plan", "section47")
WORRIES = (
    "Left alone at night while the parent drinks; twice found hungry and cold by neighbours.",
    "Hurt when the adults fight. The next fight is likely after the weekend, when he is paid.",
    "Nobody answers the door to the nurse or to us, and weight has been lost since spring.",
    "An adult who has hurt other children comes and goes, and the family makes light of it.",
)
WORKING = (
    "Grandmother comes every evening and rings us. School sees the child each day.",
    "The mother rings before it gets bad, and has a neighbour who takes the child in.",
    "Nursery is attended every day, and the child speaks freely to the key worker there.",
)


def go_on_duty(borough: Borough, *, today: date) -> None:
    """The out of hours worker answers for every child until tomorrow morning."""
    night = borough.of("night", 0)
    team = Team.objects.filter(kind=Team.Kind.OUT_OF_HOURS, authorities=borough.authority).first()
    if team is not None:
        put_on_duty(worker=night.worker, team=team, since=at(today, time(0, 0)),
                    until=at(today + timedelta(days=1), time(9, 0)), by=borough.opener)


def write_situations(borough: Borough, *, today: date) -> None:
    """Most children at risk have their situation written; some of it stale, some not there yet."""
    rng, told = Random(23), set()
    steps = Step.objects.open().of(*AT_RISK).filter(
        authority=borough.authority, owner_worker__user__isnull=False
    )
    for step in steps.select_related("child", "owner_worker__user").order_by("pk"):
        lacking, stale = rng.random() < 0.12, rng.random() < 0.15
        shown = step.child.family_name == wren.NAME.split()[-1]
        if step.child_id in told or (lacking and not shown):
            continue
        told.add(step.child_id)
        ago = rng.randint(33, 60) if stale and not shown else rng.randint(0, 24)
        day = max(today - timedelta(days=ago), step.opened_on or today)
        with fixed(at(day, time(16, 20))):
            record("situation.written", by=step.owner_worker.user, on=day, child=step.child,
                   facts=[_said(rng)])
            if not shown:
                _flag(step, len(told), on=day)


def _flag(step: Step, place: int, *, on: date) -> None:
    """Now and then a danger to those who visit, or what only another agency could tell."""
    child, by = step.child, step.owner_worker.user
    if place % 9 == 4:
        record_hazard(
            person=child, by=by, on=on, kind=Hazard.Kind.ANIMAL,
            detail="A large dog loose in the yard. Ring first, and wait until it is shut away",
            told_on=on, review_on=on + timedelta(days=90),
        )
    if place % 11 == 6:
        record_flag(
            person=child, by=by, on=on, kind=Flag.Kind.EXPLOITATION,
            detail="Seen twice getting into a car with adults nobody knows. Ring the police first",
            told_by="Merrow police", audience=Flag.Audience.WORKERS,
            review_on=on + timedelta(days=30),
        )


def _said(rng: Random) -> Situation:
    said = Situation(
        worry=rng.choice(WORRIES), working=rng.choice(WORKING),
        where_is=rng.choice([Where.HOME, Where.HOME, Where.HOME, Where.RELATIVE]),
        with_whom=Company.NAMED, with_words="Mother and grandmother",
        kept_from=rng.choice([KeptFrom.NOT_APPLICABLE, KeptFrom.NOT_ASKED, KeptFrom.NAMED]),
    )
    if said.where_is == Where.RELATIVE:
        said.where_words, said.with_words = "The grandmother's, 01999 555 047", "Grandmother"
    if said.kept_from == KeptFrom.NAMED:
        said.kept_from_words = "The father: bail keeps him from the street until the trial"
    return said


#: What duty is asked to do for children who have no worker yet.
FOR_DUTY = ("Ring the school and ask how the child came in today", "See the child at home")


def ask_duty(borough: Borough, *, today: date) -> None:
    """For some children without a worker the manager has said what duty is to do."""
    steps = Step.objects.open().of("referral", "assessment").filter(
        authority=borough.authority, owner_worker__isnull=True, source="",
        owner_team__kind=Team.Kind.ASSESSMENT, child__born_on__isnull=False,
    )
    found: dict[int, Step] = {}
    for step in steps.select_related("child", "owner_team").order_by("opened_on", "pk"):
        found.setdefault(step.child_id or 0, step)
    by = borough.managers["door"].user
    for step in list(found.values())[:3]:
        ring, _ = (
            tasks.give(text=words, due_on=today, by=by, on=today, owner_team=step.owner_team,
                       child=step.child, step=step, source=TaskSource.DUTY)
            for words in FOR_DUTY
        )
        tasks.finish(task=ring, by=by, on=today, evidence="In school, tired but well.")


#: Whom the night may ring; nobody has these numbers.
NUMBERS = (
    (OnCall.Kind.LEGAL, "Duty solicitor, Merrow Legal", "01999 555 702", "For court orders"),
    (OnCall.Kind.POLICE, "Merrow police, child abuse team", "01999 555 703", ""),
    (OnCall.Kind.HEALTH, "Children’s ward, Merrow Infirmary", "01999 555 704", ""),
    (OnCall.Kind.PLACEMENT, "Emergency carers, duty line", "01999 555 705", ""),
)


def _quiet(borough: Borough, *, until: date) -> list[Step]:
    """Open work with three children in whose story no trouble is planted, the gravest first."""
    steps = Step.objects.open().of(*AT_RISK, "child_in_need", "assessment").filter(
        authority=borough.authority, owner_worker__user__isnull=False, opened_on__lte=until,
        child__died_on__isnull=True, child__born_on__isnull=False,
    ).exclude(child__display_name__in=[wren.NAME, *(trouble.name for trouble in TROUBLES)])
    found: dict[int, Step] = {}
    for step in steps.select_related("child", "owner_worker__user").order_by("-process", "-pk"):
        found.setdefault(step.child_id or 0, step)
    return list(found.values())[:3]


def last_night(borough: Borough, *, today: date) -> None:
    """One child is in police protection, and one night's episode nobody has yet acknowledged.

    Something was left to tonight as well. None of them is a child whose trouble is planted.
    """
    night, yesterday = borough.of("night", 0), today - timedelta(days=1)
    cases = _quiet(borough, until=yesterday)
    manager = borough.managers["door"].worker
    turn = (OnCall.Kind.MANAGER, manager.name, "01999 555 701", "High risks: ring before you act")
    with fixed(at(yesterday, time(17, 30))):
        for kind, name, phone, note in (turn, *NUMBERS):
            put_on_call(authority=borough.authority, kind=kind, name=name, phone=phone, note=note,
                        by=night.user, since=at(yesterday, time(17, 30)))
    held, told, left = cases
    _protected(held, night, yesterday, manager)
    _run_to_the_grandmother(told, night, yesterday, manager)
    with fixed(at(yesterday, time(16, 40))):
        record(
            "for_the_night.left", by=left.owner_worker.user, on=yesterday, child=left.child,
            for_on=today, facts=[ForTheNight(
                watch_for="The father is out since yesterday and may come to the home.",
                do="Ask the police to go past. If he is there, ring the mother’s sister.",
                ring="the mother’s sister, 01999 555 071",
            )],
        )


def _protected(held: Step, night: Staff, yesterday: date, manager: Worker) -> None:
    with fixed(at(yesterday, time(22, 50))):
        police.begin(
            children=[held.child], by=night.user, on=yesterday, at=time(22, 20),
            facts={held.child.pk: [
                Taken(action=Taken.Action.REMOVED, officer="PC 2231 Reeve, Merrow response",
                      designated="DI Sorrel Weir, 01999 555 703", child_told=ChildTold.TOLD,
                      parents_told=Told.TOLD,
                      reason="Found alone in the flat; the parent could not be woken."),
                PlaceOfSafety(kind=PlaceOfSafety.Kind.FOSTER, with_whom="Emergency carer",
                              where="Ring the emergency carers’ line, 01999 555 705",
                              kept_from="The mother’s partner: he means to fetch the child",
                              agreed_by=f"{manager.name}, on call"),
            ]},
        )


def _run_to_the_grandmother(told: Step, night: Staff, yesterday: date, manager: Worker) -> None:
    with fixed(at(yesterday, time(23, 45))):
        record_episode(
            children=[For(told.child, ChildPart(
                safe=Safe.YES, safe_because="At the grandmother’s, who locked the door",
                to_do="See the child today, and talk to the grandmother about the nights",
                contact=ChildPart.Contact.NO,
            ))],
            by=night.user, on=yesterday, at=time(23, 10),
            episode=Episode(
                rung_by="Police control room, 01999 555 703", risk=Episode.Risk.HIGH,
                told="A fight at home. The neighbours rang the police; the child had run to the "
                "grandmother.",
                decided="The child stays with the grandmother tonight.",
                consulted=manager, advised="Agreed at 23:30, if the police go past.",
            ),
        )
