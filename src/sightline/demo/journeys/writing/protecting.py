"""Conferences, protection plans and core groups, written down."""

from __future__ import annotations

from sightline.demo.journeys import rows, words
from sightline.demo.journeys.script import Beat
from sightline.demo.journeys.writing.helping import Helping
from sightline.demo.journeys.writing.telling import Child
from sightline.journey.protection_plan.actions import RECORDS
from sightline.kernel.calendar import add_months
from sightline.people.workforce.lookups import managers_of_team
from sightline.people.workforce.models import Worker
from sightline.record.allocation.models import Allocation
from sightline.record.decisions.actions import decision_facts
from sightline.record.decisions.models import Decision
from sightline.record.harm import categories
from sightline.record.meetings.models import Meeting
from sightline.record.notes.models import Note
from sightline.record.spine.bulk import Happened
from sightline.record.tasks.models import TaskSource

#: Months from a plan's beginning to its first review, and between those after it.
FIRST, NEXT = 3, 6


class Protecting(Helping):
    """The verbs of a conference, of a plan and of its core group."""

    def call_review(self, beat: Beat) -> None:
        """A review conference is asked for."""
        together = self.together("conference.requested", beat, at=beat.at)
        for child in self.children(beat):
            step = self.begin(child, "conference", child.steps["protection_plan"])
            self.happen(child, "conference.requested", beat, at=beat.at,
                        outcome=beat.told.get("kind", "review"), step=step, together=together)

    def book(self, beat: Beat) -> None:
        """The conference is booked, and its chair named; a late one is told to the manager."""
        for_on, chair = beat.told["for_on"], self.cast.chair.worker
        together = self.together(
            "conference.booked", beat, [Meeting(place="Merrow House", chair=chair)]
        )
        for child in self.children(beat):
            late = rows.delay(beat)
            self.happen(
                child, "conference.booked", beat, for_on=for_on, together=together,
                facts=[late] if late is not None else [], step=child.steps["conference"],
            )
        for child in self.children(beat):
            self._chair(child, chair, beat)
            self._if_late(child, beat)

    def _chair(self, child: Child, chair: Worker, beat: Beat) -> None:
        if child.chair == chair:
            return
        child.chair = chair
        row = Allocation(worker=chair, role="chair", reason="Chairs the conference")
        self.happen(child, "allocation.allocated", beat, outcome="chair", facts=[row],
                    step=child.steps["conference"])

    def _if_late(self, child: Child, beat: Beat) -> None:
        key = "review" if "protection_plan" in child.open else "initial"
        due, for_on = child.limits.get(key), beat.told["for_on"]
        if due is None or for_on <= due or child.team is None:
            return
        manager = managers_of_team(child.team.pk, beat.on).first() or child.lead
        self.give(
            child, f"The conference is booked for {for_on:%-d %B %Y} and was due by "
            f"{due:%-d %B %Y}. Look at the reason and at the interim safety plan.", beat,
            source=TaskSource.CONFERENCE, step=child.steps["conference"], due_on=beat.on,
            worker=manager, team=child.team, cause=None,
        )

    def invite(self, beat: Beat) -> None:
        """People are invited."""
        invited = rows.participants(beat, self.cast)
        for one in invited:
            one.attendance = ""
        together = self.together("conference.invited", beat, invited)
        for child in self.children(beat):
            self.happen(child, "conference.invited", beat, step=child.steps["conference"],
                        together=together)

    def report(self, beat: Beat) -> None:
        """The report is gone through with the parents."""
        self._shared(beat, "report_shared", outcome=beat.told["shown_to"])

    def pre_meet(self, beat: Beat) -> None:
        """The chair meets the family beforehand."""
        together = self.together("conference.pre_meeting_held", beat)
        for child in self.children(beat):
            self.happen(child, "conference.pre_meeting_held", beat, outcome="parents",
                        step=child.steps["conference"], together=together)

    def _shared(self, beat: Beat, event: str, outcome: str = "", note: bool = False) -> None:
        kind = f"conference.{event}"
        together = self.together(kind, beat)
        for child in self.children(beat):
            facts = [rows.sharing(beat)]
            if note:
                facts.append(Note(kind="meeting", text=words.RECORD))  # type: ignore[arg-type]
            self.happen(child, kind, beat, outcome=outcome, facts=facts,
                        step=child.steps["conference"], together=together)

    def send_decision(self, beat: Beat) -> None:
        """The decision and the outline plan go out."""
        self._shared(beat, "decision_sent")

    def send_record(self, beat: Beat) -> None:
        """The record goes out, which ends the conference."""
        self._shared(beat, "record_sent", note=True)

    def confer(self, beat: Beat) -> None:
        """The chair decides for each child, and it takes effect that day."""
        shared = [*rows.participants(beat, self.cast), rows.meeting(beat, chair=True)]
        together = self.together("conference.decided", beat, shared, beat.at)
        decided = []
        for child in self.children(beat):
            named = categories.as_told(rows.harms(beat, child.place))
            decided.append(self.happen(
                child, "conference.decided", beat, outcome=beat.told["outcome"], at=beat.at,
                for_on=beat.told.get("review_on"), step=child.steps["conference"],
                facts=[rows.chairs_decision(beat, child.place), *named], together=together,
            ))
        for child, event in zip(self.children(beat), decided, strict=True):
            self._chair(child, beat.by.worker, beat)
            self._take_effect(child, event, beat)

    def _take_effect(self, child: Child, event: Happened, beat: Beat) -> None:
        if event.outcome == "plan_made":
            self._begin_plan(child, beat)
        elif event.outcome == "plan_continues":
            child.limits["review"] = add_months(beat.on, NEXT)
        elif event.outcome == "plan_ended":
            self._go_on(child, beat, "step_down")
            words_said = beat.told.get("follow_reason", "")
            facts = [self._reasoned(beat, words_said)] if words_said else []
            self.happen(child, "protection_plan.ended", beat, outcome="review_conference",
                        at=beat.at, facts=facts, step=child.steps["protection_plan"])
        elif event.outcome == "no_plan":
            self._go_on(child, beat, "conference")

    def _begin_plan(self, child: Child, beat: Beat) -> None:
        named = categories.as_told(rows.harms(beat, child.place))
        self.lead(child, "conference", "protection_plan.started", beat, at=beat.at,
                  outcome=categories.main_of(named), facts=named,
                  for_on=beat.told.get("first_core_group_on"))
        child.limits["review"] = add_months(beat.on, FIRST)
        child.plan_tasks = {}
        if beat.told.get("end_help") and "child_in_need" in child.open:
            self.happen(child, "child_in_need.ended", beat, outcome="protection", at=beat.at,
                        facts=[self._reasoned(beat, beat.told["why"])],
                        step=child.steps["child_in_need"])

    def _reasoned(self, beat: Beat, rationale: str) -> Decision:
        return decision_facts(
            authority_id=self.cast.borough.authority.pk, on=beat.on, rationale=rationale,
            made_by=beat.by.worker, role="Conference chair",
        )

    def _go_on(self, child: Child, beat: Beat, because: str) -> None:
        if beat.told.get("follows") == "child_in_need" and "child_in_need" not in child.open:
            self.lead(child, "conference", "child_in_need.opened", beat, outcome=because,
                      at=beat.at)
            child.plan_tasks = {}

    def visiting(self, beat: Beat) -> None:
        """How often the child is to be seen."""
        for child in self.children(beat):
            self.happen(child, "protection_plan.visiting_set", beat,
                        outcome=beat.told["every"], step=child.steps["protection_plan"])

    def plan(self, beat: Beat) -> None:
        """A version of the plan, in its own state."""
        state = beat.told["state"]
        for child in self.children(beat):
            text = rows.plan_text(beat, child.place, "protection")
            cause, actions = self.plan_rows(child, RECORDS[state], beat, text)
            if state != "outline":
                self.in_register(child, cause, actions, beat)

    def review_plan(self, beat: Beat) -> None:
        """How far each outcome has come."""
        for child in self.children(beat):
            self.happen(child, "protection_plan.reviewed", beat,
                        facts=self.reviewed(child, beat), step=child.steps["protection_plan"])

    def audit(self, beat: Beat) -> None:
        """The chair looks at the plan, and finds nothing wanting."""
        if beat.told.get("finding"):
            raise LookupError("A finding, which gives a task to be checked, is lived only.")
        for child in self.children(beat):
            self.happen(child, "protection_plan.audited", beat, facts=[rows.audit(beat)],
                        step=child.steps["protection_plan"])

    def core_group(self, beat: Beat) -> None:
        """The core group meets."""
        shared = [*rows.participants(beat, self.cast), rows.meeting(beat)]
        together = self.together("core_group.held", beat, shared, beat.at)
        for child in self.children(beat):
            self.happen(child, "core_group.held", beat, at=beat.at,
                        for_on=beat.told.get("next_on"), facts=[rows.progress(beat)],
                        step=child.steps["protection_plan"], together=together)
