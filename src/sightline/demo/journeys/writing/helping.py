"""Assessments, visits and child in need plans, written down."""

from __future__ import annotations

from sightline.demo.journeys import rows
from sightline.demo.journeys.script import Beat, next_working
from sightline.demo.journeys.writing.telling import Child, Telling
from sightline.journey.assessment.leading import ASKED
from sightline.journey.assessment.models import Content, Outcome
from sightline.record.plans import models as plans
from sightline.record.plans.written import PlanText
from sightline.record.spine.bulk import Happened
from sightline.record.tasks.models import TaskSource
from sightline.record.visits.actions import outcome_of
from sightline.record.visits.models import Visit


class Helping(Telling):
    """The verbs of an assessment, of a visit and of help by agreement."""

    def assess(self, beat: Beat) -> None:
        """An assessment is started in the open episode of need."""
        for child in self.children(beat):
            self.lead(child, "referral", "assessment.started", beat, at=beat.at)

    def history(self, beat: Beat) -> None:
        """The history is read."""
        for child in self.children(beat):
            row = Content(history_acknowledged=True, history=beat.told["history"])
            self.happen(child, "assessment.history_acknowledged", beat, facts=[row],
                        step=child.steps["assessment"])

    def write(self, beat: Beat) -> None:
        """What is true of the whole family is written once."""
        together = self.together("assessment.written", beat)
        for child in self.children(beat):
            self.happen(child, "assessment.written", beat, facts=[rows.content(beat)],
                        step=child.steps["assessment"], together=together)

    def look_at(self, beat: Beat) -> None:
        """The manager looks at an assessment that is still open."""
        for child in self.children(beat):
            self.happen(child, "assessment.checkpoint_recorded", beat,
                        facts=[rows.decision(beat, self.cast)], step=child.steps["assessment"])

    def hand_in(self, beat: Beat) -> None:
        """The assessment is handed in."""
        for child in self.children(beat):
            self.happen(child, "assessment.submitted", beat, step=child.steps["assessment"],
                        facts=rows.handed_in(beat, child.place))

    def authorise(self, beat: Beat) -> None:
        """The manager authorises what it found and where it leads."""
        outcome = beat.told["outcome"]
        for child in self.children(beat):
            cause = self.happen(
                child, "assessment.authorised", beat, outcome=outcome, at=beat.at,
                facts=[rows.decision(beat, self.cast)], step=child.steps["assessment"],
            )
            if outcome == Outcome.CHILD_IN_NEED:
                self.lead(child, "assessment", "child_in_need.opened", beat, at=beat.at)
            elif outcome == Outcome.STRATEGY_DISCUSSION:
                self.lead(child, "assessment", "strategy_discussion.requested", beat,
                          outcome="same_day", at=beat.at)
            elif outcome == Outcome.CONFERENCE:
                unborn = self.script.unborn(child.person, beat.on)
                self.lead(child, "assessment", "conference.requested", beat, at=beat.at,
                          outcome="pre_birth" if unborn else "initial")
            elif outcome in ASKED:
                self.give(
                    child, ASKED[Outcome(outcome)], beat, source=TaskSource.MANAGER,
                    step=child.steps["referral"], due_on=next_working(beat.on, 1),
                    worker=child.lead, team=child.team, cause=cause,
                )

    def tell_parents(self, beat: Beat) -> None:
        """The parents read the assessment with the worker."""
        for child in self.children(beat):
            row = Content(response="They read it with the worker and agree with most of it.")
            self.happen(child, "assessment.shared", beat, outcome="parents", facts=[row],
                        step=child.steps["assessment"])

    def visit(self, beat: Beat) -> None:
        """A visit, made or failed, to each child in their own right."""
        row = Visit(visited_by=beat.by.worker, **rows.visit_words(beat))
        together = self.together("visit.made", beat, [row], beat.at)
        for child in self.children(beat):
            seen = rows.seen(beat, child.place, child.person, self.script, None)
            outcome = outcome_of(
                seen.seen, unborn=self.script.unborn(child.person, beat.on),
                counts=beat.by.worker == child.lead,
            )
            self.happen(child, "visit.made", beat, outcome=outcome, at=beat.at,
                        facts=[seen.facts()], step=child.visited(), together=together)

    def plan_rows(
        self, child: Child, kind: str, beat: Beat, text: PlanText
    ) -> tuple[Happened, list[plans.Action]]:
        """A version of a plan as its event, with the rows of its actions in their order."""
        found = text.rows()
        process = kind.partition(".")[0]
        cause = self.happen(child, kind, beat, facts=found, step=child.steps[process])
        for row in found:
            if isinstance(row, plans.Outcome):
                child.outcomes[f"{row.need.number}.{row.number}"] = row
        actions = [row for row in found if isinstance(row, plans.Action)]
        return cause, sorted(actions, key=lambda row: row.number)

    def in_register(
        self, child: Child, cause: Happened, actions: list[plans.Action], beat: Beat
    ) -> None:
        """The actions of a plan that was agreed, as tasks; one carried over keeps its own."""
        for action in actions:
            number = f"{action.outcome.need.number}.{action.outcome.number}.{action.number}"
            task = child.plan_tasks.get(number) if beat.told.get("carried") else None
            if task is None:
                task = self.give(
                    child, action.text, beat, source=TaskSource.PLAN, step=cause.step,
                    due_on=action.due_on, worker=beat.told["owner"].worker, team=child.team,
                    cause=cause,
                )
            task.actions.append(action)
            child.plan_tasks[number] = task

    def agree(self, beat: Beat) -> None:
        """The child in need plan is agreed."""
        for child in self.children(beat):
            text = rows.plan_text(beat, child.place, "child_in_need")
            text.state = "agreed"
            cause, actions = self.plan_rows(child, "child_in_need.plan_agreed", beat, text)
            self.in_register(child, cause, actions, beat)

    def reviewed(self, child: Child, beat: Beat) -> list[plans.OutcomeReview]:
        """How far each outcome of the child's plan has come."""
        return [
            plans.OutcomeReview(outcome=child.outcomes[number], progress=code, words=said)
            for number, (code, said) in (beat.told.get("progress") or {}).items()
        ]

    def review_help(self, beat: Beat) -> None:
        """The child in need plan is reviewed."""
        for child in self.children(beat):
            self.happen(
                child, "child_in_need.reviewed", beat, outcome=beat.told["outcome"],
                for_on=beat.told.get("next_on"), step=child.steps["child_in_need"],
                facts=[*self.reviewed(child, beat), rows.help_review(beat)],
            )

    def end_help(self, beat: Beat) -> None:
        """The child in need plan ends."""
        for child in self.children(beat):
            self.unburdened(child, "Ending help")
            self.happen(child, "child_in_need.ended", beat, outcome=beat.told["reason"],
                        facts=[rows.decision(beat, self.cast)],
                        step=child.steps["child_in_need"])
