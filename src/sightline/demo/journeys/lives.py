"""How an ordinary family's story goes, stretch by stretch, from contact to last visit."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from sightline import law
from sightline.demo.journeys import rows, words
from sightline.demo.journeys.script import Script, next_working
from sightline.demo.people.staff import Staff
from sightline.kernel.calendar import add_months

ALL = ("social_care", "police", "health", "education")
CATEGORIES = ("NEG", "NEG", "NEG", "EMO", "EMO", "PHY", "SAB", "MUL")
NEEDED = ("N1",) * 7 + ("N2", "N3", "N4", "N5", "N5", "N6")
FACTORS = ("1B", "2B", "3B", "4B", "16A", "17A", "18C", "3A", "20", "24A")
#: In twenty: how often a visit is late, failed, not alone, or written up days afterwards.
LATE, FAILED, NOT_ALONE, WRITTEN_LATE = 2, 1, 4, 2


def add(on: date, working_days: int) -> date:
    """So many working days after a day."""
    return law.calendar().add(on, working_days)


class Life(Script):
    """An ordinary family's story; each stretch returns the day on which it ended."""

    def chance(self, in_twenty: int) -> bool:
        """Whether something happens that does so so often."""
        return self.rng.randrange(20) < in_twenty

    def clock(self) -> time:
        """A time in the working day."""
        return time(self.rng.randint(9, 15), self.rng.choice([0, 10, 15, 30, 40, 45]))

    def said(self) -> list[str]:
        """What children said, one for each to take in turn."""
        return self.rng.sample(words.SAID, 3)

    # The front door

    def arrive(self, on: date | None = None, **told: Any) -> date:
        """A contact reaches the front door."""
        on = on or self.began_on
        source, worry = self.rng.choice(words.WORRIES)
        said: dict[str, Any] = {
            "source": source, "worry": worry, "detail": self.rng.choice(words.DETAIL),
            "method": "police" if source == "6" else self.rng.choice(["phone", "form", "email"]),
            "referrer": "" if source == rows.ANONYMOUS else "A. Colleague",
            "family": self.rng.choice(["agreed", "agreed", "told_only", "refused", "not_told"]),
        }
        at = told.pop("at", None) or self.clock()
        self.then("contact", on, self.cast.door, at=at, **{**said, **told})
        return on

    @property
    def first(self) -> dict[str, Any]:
        """What was told at the first contact of the present episode."""
        return dict(next(b for b in reversed(self.beats) if b.verb == "contact").told)

    def decide(self, on: date, outcome: str, **told: Any) -> date:
        """The front door manager decides, usually the next morning."""
        why = words.WHY_REFER if outcome in ("referral", "strategy_discussion") else words.WHY_NOT
        level = {"referral": "3", "strategy_discussion": "4"}.get(outcome, "2")
        self.then("decide", on, self.cast.door_manager, at=time(9, 10), outcome=outcome,
                  why=self.rng.choice(why), level=level, **told)
        return on

    def hear_back(self, process: str, on: date, told_on: date | None = None) -> None:
        """The referrer is acknowledged, and told what came of it; the nameless cannot be."""
        first = self.first
        if first["source"] == rows.ANONYMOUS:
            return
        said = {"process": process, "referrer": first["referrer"]}
        self.then("acknowledge", on, self.cast.door, reply="Thank you: we have it.", **said)
        if told_on is not None:
            self.then("tell", told_on, self.cast.door, reply="We are looking into it.", **said)

    def advised(self, outcome: str = "advice") -> date:
        """A contact that ends at the front door."""
        on = next_working(self.arrive(), 1)
        self.decide(on, outcome, send=outcome == "early_help")
        self.hear_back("contact", on, on)
        if outcome == "early_help":
            self.then("accept", next_working(on, 2), self.cast.door_manager, process="contact")
        return on

    def referred(self, decided: date | None = None) -> date:
        """A contact that becomes a referral, sent to the team that will assess."""
        on = decided or next_working(self.arrive(), 2 if self.chance(1) else 1)
        self.decide(on, "referral")
        self.then("refer", on, self.cast.door_manager, at=time(9, 40), outcome="assess",
                  why=self.rng.choice(words.WHY_REFER), level="3", send=True)
        self.hear_back("referral", on, on if self.chance(17) else next_working(on, 6))
        taken = on if self.chance(14) else next_working(on, 1)
        self.then("accept", taken, self.cast.assess_manager, at=time(13, 30),
                  to=self.cast.assessor)
        self.then("need", taken, self.cast.assessor, need=self.rng.choice(NEEDED))
        return taken

    # Assessment and help

    def seen(self, on: date, by: Staff, *, purpose: str, late: int = 0, **told: Any) -> None:
        """A visit to all the children."""
        how = ["seen" if self.chance(NOT_ALONE) else "seen_alone" for _ in range(4)]
        said = {
            "seen": how, "said": self.said(), "means": self.rng.choice(words.MEANS),
            "summary": self.rng.choice(words.SEEN), "purpose": purpose,
            "announced": "unannounced" if self.chance(4) else "announced",
        }
        late = late or (self.rng.randint(2, 6) if self.chance(WRITTEN_LATE) else 0)
        self.then("visit", on, by, at=self.clock(), late=late, **{**said, **told})

    def assessed(self, on: date, outcome: str, days: int = 0, **told: Any) -> date:
        """An assessment, from its history to its authorisation."""
        worker, manager = self.cast.assessor, self.cast.assess_manager
        days = days or (self.rng.randint(46, 56) if self.chance(3) else self.rng.randint(18, 44))
        eldest = self.cast.family.children[0]
        if eldest.interpreter == "needed":
            told.setdefault("language", eldest.language)
        self.then("history", add(on, 1), worker, history="Known once before; advice was given.")
        self.seen(add(on, 7 if self.chance(3) else self.rng.randint(1, 4)), worker,
                  purpose="To see each child and hear the family's account")
        self.then("look_at", add(on, 10), manager, why="On course; see father apart.")
        self.seen(add(on, max(8, days // 2)), worker, purpose="To see the children at school",
                  place="school", bedroom="not_applicable")
        self.then("write", add(on, days - 5), worker, parenting=self.rng.choice(words.SEEN))
        self.then("hand_in", add(on, days - 2), worker, said=self.rng.choice(words.SAID),
                  factors=sorted(self.rng.sample(FACTORS, 2)), recommended=outcome,
                  analysis=self.rng.choice(words.ANALYSIS), needs=self.rng.choice(words.NEEDS),
                  **told)
        authorised = add(on, days)
        self.then("authorise", authorised, manager, at=time(11, 0), outcome=outcome,
                  why="The analysis is clear and the children were seen alone.")
        # one in nine is late, told by the day so that nothing else of a life changes with it
        turn = authorised.toordinal()
        self.then("tell_parents", add(authorised, 8 if turn % 9 == 0 else 1 + turn % 5), worker)
        return authorised

    def transferred(self, on: date, **told: Any) -> date:
        """The children go on to the team that will work with them for longer."""
        taken = next_working(on, 4 if self.chance(3) else 2)
        self.then("send", on, self.cast.assessor, at=time(15, 0), team=self.cast.team,
                  why="The assessment is done; the work goes on for longer.",
                  so_far="See the assessment and its plan.", **told)
        self.then("accept", taken, self.cast.manager, at=time(10, 30), to=self.cast.worker)
        return taken

    def planned(self, verb: str, on: date, review_on: date, **told: Any) -> None:
        """A plan is written down."""
        owner = self.cast.worker
        said: dict[str, Any] = {
            "state": "final", "why": self.rng.choice(words.ANALYSIS), "said": self.said(),
            "need": self.rng.choice(words.NEEDS), "outcomes": (self.rng.choice(words.OUTCOMES),),
            "actions": self.rng.sample(words.ACTIONS, 2), "owner": owner,
            "due_on": next_working(on, 28), "review_on": review_on,
        }
        self.then(verb, on, owner, **{**said, **told})

    def helped(self, on: date, until: date, *, moved: bool = True) -> date:
        """A child in need plan: agreed, visited and reviewed, until a day."""
        start = self.transferred(on) if moved else on
        worker, manager = self.cast.worker, self.cast.manager
        agreed = add(on, 12 if self.chance(3) else 8)
        self.planned("agree", agreed, add_months(agreed, 3))
        visit, review = add(start, self.rng.randint(1, 5)), next_working(agreed, 84)
        while min(visit, review) < until:
            if visit <= review:
                if not self.chance(FAILED):
                    self.seen(visit, worker, purpose="To see how the plan goes at home")
                visit = next_working(visit, self.rng.randint(38, 60) if self.chance(LATE)
                                     else self.rng.randint(26, 38))
                continue
            self.then("finish", review, worker)
            self.then("review_help", review, manager, outcome="continues", said=self.said(),
                      why="Not yet steady.", progress={"1.1": ("better", words.REVIEWED)},
                      next_on=add_months(review, 3))
            review = next_working(review, 86)
        return until

    def let_go(self, on: date, reason: str = "RC7") -> date:
        """Help ends and the case is closed."""
        self.then("finish", on, self.cast.worker)
        self.then("end_help", on, self.cast.manager, reason="needs_met", why=words.CLOSED)
        self.then("close", on, self.cast.manager, reason=reason, why=words.CLOSED)
        return on
