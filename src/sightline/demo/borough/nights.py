"""What the night needs: who is on duty, and how each child at risk was last said to be."""

from __future__ import annotations

from datetime import date, time, timedelta
from random import Random

from sightline.base.moments import at, fixed
from sightline.demo.people.staff import Borough
from sightline.people.workforce.models import Team
from sightline.record.allocation.actions.duty import put_on_duty
from sightline.record.situation.models import Company, KeptFrom, Situation, Where
from sightline.record.spine.actions import record
from sightline.record.spine.models import Step

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
        if step.child_id in told or rng.random() < 0.12:
            continue
        told.add(step.child_id)
        ago = rng.randint(33, 60) if rng.random() < 0.15 else rng.randint(0, 24)
        day = max(today - timedelta(days=ago), step.opened_on or today)
        with fixed(at(day, time(16, 20))):
            record("situation.written", by=step.owner_worker.user, on=day, child=step.child,
                   facts=[_said(rng)])


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
