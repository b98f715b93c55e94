"""How a story of protection goes: strategy discussion, enquiry, conference, plan and reviews."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from sightline.demo.journeys import words
from sightline.demo.journeys.lives import ALL, CATEGORIES, FACTORS, FAILED, LATE, Life, add
from sightline.demo.journeys.script import next_working
from sightline.demo.people.staff import Staff
from sightline.kernel.calendar import add_months


class ProtectedLife(Life):
    """A story in which children have to be protected."""

    #: Whether an assessment goes on beside the enquiry.
    assessing = False

    # Enquiry

    def discussed(self, on: date, by: Staff, outcome: str = "section47_joint", **told: Any) -> date:
        """A strategy discussion with everybody who must take part."""
        said: dict[str, Any] = {
            "harm": "Likely physical harm and neglect.", "agencies": ALL, "mode": "video",
            "notes": "Police: two call-outs. Health: checks missed. School: frightened, hungry.",
        }
        self.then("hold", on, by, at=time(15, 15), outcome=outcome, **{**said, **told})
        return on

    def struck(self) -> date:
        """A contact so grave that a strategy discussion is held in one step."""
        on = self.arrive(at=time(9, 20))
        self.then("decide", on, self.cast.door_manager, at=time(13, 0),
                  outcome="strategy_discussion", why=words.WHY_REFER[0], level="4")
        self.hear_back("referral", on, next_working(on, 1))
        self.then("allocate", on, self.cast.assess_manager, at=time(14, 0), to=self.cast.assessor,
                  team=self.cast.assess_team, why="Duty")
        self.then("need", on, self.cast.assessor, need="N1")
        self.begin_assessing(on)
        return self.discussed(on, self.cast.assess_manager)

    def begin_assessing(self, on: date) -> None:
        """The children are assessed while the enquiry goes on (Working Together)."""
        self.then("assess", on, self.cast.assess_manager, at=time(14, 30))
        self.assessing = True

    def enquired(
        self, on: date, by: Staff, manager: Staff, outcome: str = "conference", **told: Any
    ) -> date:
        """A section 47 enquiry, from the first visit to what was concluded."""
        self.seen(add(on, 1), by, purpose="To see each child alone in the enquiry", late=0)
        self.then("enquire", add(on, 4), by, parents_account="Father says that it was a fall.",
                  checks="Police, health, school.", others_account="The school saw it first.")
        handed = add(on, self.rng.randint(6, 9))
        safe = "The child fell in the park." if outcome == "not_substantiated" else "Harm was seen."
        self.then("hand_in_enquiry", handed, by, child_account=self.rng.choice(words.SAID),
                  seen_and_found=safe, analysis=self.rng.choice(words.ANALYSIS),
                  safe_now="The grandmother stays.", recommended=outcome)
        why = words.NOT_HARM if outcome != "conference" else words.CONFERENCE[0]
        concluded = add(handed, 1)
        self.then("conclude", concluded, manager, at=time(10, 0), outcome=outcome, why=why, **told)
        if self.assessing:
            self._assessed_beside(on, handed, concluded, manager)
        return concluded

    def _assessed_beside(
        self, on: date, handed: date, concluded: date, manager: Staff
    ) -> None:
        """The assessment beside the enquiry; what follows is decided with the enquiry alone."""
        worker, turn = self.cast.assessor, on.toordinal()
        self.then("history", add(on, 1), worker, history="Known once before; advice was given.")
        self.then("write", add(on, 4), worker, parenting=words.SEEN[turn % len(words.SEEN)])
        self.then("hand_in", handed, worker, said=words.SAID[turn % len(words.SAID)],
                  factors=sorted({"16A", FACTORS[turn % len(FACTORS)]}),
                  recommended="no_further_action",
                  analysis=words.ANALYSIS[turn % len(words.ANALYSIS)],
                  needs=words.NEEDS[turn % len(words.NEEDS)])
        self.then("authorise", concluded, manager, at=time(10, 10), outcome="no_further_action",
                  why="What follows is decided with the enquiry.")
        self.then("tell_parents", add(concluded, 3), worker)
        self.assessing = False

    # Conference and plan

    def conferred(
        self, asked: date, began: date, *, outcome: str = "plan_made", days: int = 0, **told: Any
    ) -> date:
        """An initial conference: booked, prepared, held."""
        days = days or (self.rng.randint(16, 22) if self.chance(4) else self.rng.randint(12, 15))
        on = max(add(began, days), add(asked, 2))
        late: dict[str, Any] = {}
        if days > 15:
            late = {"delay": "The chair was ill, and no other could be found."}
        self.then("book", add(asked, 1), self.cast.clerk, for_on=on, **late)
        self.then("invite", add(asked, 1), self.cast.clerk, agencies=ALL)
        given = add(on, -2) if self.chance(14) else add(on, -1)
        if given > asked:
            self.then("report", given, self.cast.assessor, shown_to="parents")
        self.then("finish", on, self.cast.manager)
        why = words.CONFERENCE[self.rng.randrange(2)] if outcome == "plan_made" else words.NO_PLAN
        said: dict[str, Any] = {
            "why": why, "said": self.said(), "agencies": ALL, "notes": words.RECORD,
            "quality": self.rng.choice([1, 2, 2, 3]),
        }
        if outcome == "plan_made":
            said |= {
                "category": (self.rng.choice(CATEGORIES),), "first_core_group_on": add(on, 8),
                "review_on": add_months(on, 3),
            }
        self.then("confer", on, self.cast.chair, at=time(10, 0), outcome=outcome,
                  **{**said, **told})
        return on

    def sent_out(self, on: date, record_days: int = 0) -> None:
        """The decision the next day, the record within weeks."""
        self.then("send_decision", add(on, 1 if self.chance(15) else 4), self.cast.clerk)
        days = record_days or (24 if self.chance(3) else self.rng.randint(9, 19))
        self.then("send_record", add(on, days), self.cast.clerk)

    def protected(self, on: date, until: date, *, moved: bool = True, **told: Any) -> date:
        """A plan from the conference on: outline, transfer, core groups, visits, reviews."""
        worker = self.cast.worker
        self.planned("plan", on, add_months(on, 3), state="outline")
        self.then("visiting", on, self.cast.chair, every="every_10_working_days")
        self.sent_out(on)
        if moved:
            self.then("send", add(on, 1), self.cast.assessor, at=time(15, 0), team=self.cast.team,
                      why="A protection plan was made.", so_far="Outline plan agreed.")
            self.then("accept", add(on, 2), self.cast.manager, at=time(10, 30), to=worker)
        group = add(on, 13 if self.chance(3) else self.rng.randint(6, 10))
        self.grouped(group)
        if not told.get("unwritten"):
            self.planned("plan", group, add_months(on, 3), state="final")
        self._carried_out(on, group, until)
        return until

    def grouped(self, on: date) -> None:
        """The core group meets."""
        self.then("core_group", on, self.cast.worker, at=time(14, 0),
                  agencies=("social_care", "health", "education"), notes=words.CORE,
                  said=self.said(), next_on=next_working(on, 40))

    def _carried_out(self, on: date, group: date, until: date) -> None:
        """Visits, core groups and reviews, each in its own rhythm, until a day."""
        looked = next_working(add_months(on, 3), self.rng.choice([-15, -9, -4, 8]))
        if looked < until and not self.chance(4):
            self.then("audit", looked, self.cast.chair, grade=self.rng.choice([1, 2, 2, 3]))
        visit, group = add(on, self.rng.randint(3, 9)), next_working(group, 40)
        review = next_working(add_months(on, 3), self.rng.choice([-9, -7, -5, -2, 6]))
        while min(visit, group, review) < until:
            if visit <= min(group, review):
                self._visited(visit)
                gap = self.rng.randint(11, 16) if self.chance(LATE) else self.rng.randint(6, 10)
                visit = add(visit, gap)
            elif group <= review:
                self.grouped(group)
                group = next_working(group, 50 if self.chance(3) else self.rng.randint(35, 42))
            else:
                self.reviewed(review)
                review = next_working(add_months(review, 6), self.rng.choice([-14, -8, -5, 9]))

    def _visited(self, on: date) -> None:
        if self.chance(FAILED):
            self.seen(on, self.cast.worker, purpose="The plan's visit", seen=["not_seen"],
                      announced="unannounced", summary="Nobody came to the door.")
            on = add(on, 1)
        self.seen(on, self.cast.worker, purpose="The plan's visit: mornings, sleep and food")

    def reviewed(self, on: date, outcome: str = "plan_continues", **told: Any) -> date:
        """A review conference, with what had been done by then and a new version of the plan."""
        clerk, worker = self.cast.clerk, self.cast.worker
        self.then("call_review", add(on, -25), clerk, at=time(9, 0))
        self.then("book", add(on, -24), clerk, for_on=on)
        self.then("report", add(on, -6 if self.chance(13) else -3), worker, shown_to="parents")
        self.then("finish", add(on, -1), worker)
        self.then("review_plan", add(on, -1), worker,
                  progress={"1.1": (self.rng.choice(["better", "same"]), words.REVIEWED)})
        ends = outcome == "plan_ended"
        self.then("confer", on, self.cast.chair, at=time(10, 0), outcome=outcome,
                  why=words.ENDS if ends else words.CONTINUES, said=self.said(), agencies=ALL,
                  review_on=None if ends else add_months(on, 6), notes=words.RECORD,
                  follows="child_in_need" if ends else "", **told)
        if not ends:
            self.planned("plan", on, add_months(on, 6))
        self.sent_out(on)
        return on
