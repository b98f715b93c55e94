"""A record lived at random through the actions that people use: told, corrected, taken back."""

import random
from datetime import datetime, timedelta

from django.db import transaction

from sightline.base.moments import fixed, today
from sightline.kernel.process import SubjectKind
from sightline.kernel.register import processes
from sightline.people.persons.actions import record_ethnicity, record_sex
from sightline.people.testing import a_child, a_team, a_user, a_worker
from sightline.record.allocation.actions import allocate, place_in_team
from sightline.record.spine.actions import open_step, record
from sightline.record.spine.errors import GateRefused, RecordError
from sightline.record.spine.models import Event, Step
from sightline.record.spine.voiding import correct, void
from sightline.record.visits.actions import Seen, record_visit

JOURNEY = (
    "contact", "referral", "assessment", "strategy_discussion", "section47", "conference",
    "protection_plan", "child_in_need",
)


class Record:
    """Some children, and chance to decide what happens to whom; days pass as it goes."""

    def __init__(self, seed: int, begins: datetime, children: int = 4) -> None:
        self.chance = random.Random(seed)
        self.moment = begins
        with fixed(begins):
            self.by = a_user("team_manager")
            self.children = [a_child(f"Ada Chance{n}") for n in range(children)]
            self.teams = [a_team(name) for name in ("Riverside", "Hillside")]
            self.workers = [a_worker(f"Wil {team.pk}", team=team) for team in self.teams]
        self.done = 0

    def live(self, things: int) -> None:
        """Let that many things be recorded, changed or taken back."""
        while things:
            self.moment += timedelta(hours=self.chance.randrange(1, 90))
            deed = self.chance.choices(
                [self.open, self.tell, self.hold, self.see, self.mend, self.take_back, self.know],
                [5, 8, 2, 2, 2, 2, 3],
            )[0]
            with fixed(self.moment):
                try:
                    with transaction.atomic():
                        deed()
                except (GateRefused, RecordError, IndexError):
                    continue
            things -= 1
            self.done += 1

    def day(self):
        return today() - timedelta(days=self.chance.randrange(0, 25))

    def child(self):
        return self.chance.choice(self.children)

    def step(self):
        return self.chance.choice(list(Step.objects.open().filter(child__isnull=False)))

    def event(self):
        standing = Event.objects.standing().exclude(kind__startswith="allocation.")
        return self.chance.choice(list(standing.filter(child__in=self.children)))

    def outcome(self, kind):
        return self.chance.choice(list(kind.outcomes)) if kind.outcomes else ""

    def open(self):
        process = processes[self.chance.choice(JOURNEY)]
        kind = process.event(self.chance.choice(sorted(process.opens)))
        child = self.child()
        above = Step.objects.standing().filter(child=child).order_by("-pk").first()
        open_step(
            f"{process.key}.{kind.key}", by=self.by, on=self.day(), child=child,
            led_from=above if above and self.chance.random() < 0.7 else None,
            outcome=self.outcome(kind),
        )

    def tell(self):
        step = self.step()
        assert step.subject_kind == SubjectKind.CHILD
        process = processes[step.process]
        kind = self.chance.choice([k for k in process.events if k.key not in process.opens])
        record(
            f"{process.key}.{kind.key}", by=self.by, on=self.day(), step=step,
            outcome=self.outcome(kind), for_on=today() if kind.sets else None,
        )

    def hold(self):
        step, place = self.step(), self.chance.randrange(2)
        if self.chance.random() < 0.3:
            place_in_team(step=step, team=self.teams[place], by=self.by, on=self.day())
        else:
            allocate(step=step, worker=self.workers[place], by=self.by, on=self.day())

    def see(self):
        seen = self.chance.choice(["seen", "seen_alone", "not_seen"])
        record_visit(
            by=self.by, on=self.day(), visitor=self.workers[0], place="home", purpose="To see",
            children=[Seen(self.child(), seen=seen)],
        )

    def mend(self):
        event = self.event()
        correct(event, by=self.by, reason="written down wrongly", on=self.day())

    def take_back(self):
        void(self.event(), by=self.by, reason="it was another child")

    def know(self):
        child = self.child()
        if not Step.objects.filter(child=child).exists():
            raise IndexError("nobody yet, so nothing of theirs is published")
        if self.chance.random() < 0.5:
            record_sex(person=child, by=self.by, on=today(), code=self.chance.choice("MF"))
        else:
            record_ethnicity(person=child, by=self.by, on=today(), code="WBRI")
