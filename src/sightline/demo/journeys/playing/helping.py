"""Assessments, visits and child in need plans, lived through their actions."""

from __future__ import annotations

from sightline.demo.journeys import rows
from sightline.demo.journeys.playing.standing import Standing
from sightline.demo.journeys.script import Beat
from sightline.journey.assessment import actions as assessment
from sightline.journey.child_in_need import actions as child_in_need
from sightline.record.visits.actions import record_visit


class Helping(Standing):
    """The verbs of an assessment, of a visit and of help by agreement."""

    def assess(self, beat: Beat) -> None:
        """An assessment is started in the open episode of need."""
        for person in self.people(beat):
            assessment.start(child=person, by=beat.by.user, on=beat.on, at=beat.at)

    def history(self, beat: Beat) -> None:
        """The history is read."""
        for step in self.steps("assessment", beat):
            assessment.acknowledge_history(
                step=step, by=beat.by.user, on=beat.on, words=beat.told["history"]
            )

    def write(self, beat: Beat) -> None:
        """What is true of the whole family is written once."""
        assessment.write_together(
            steps=self.steps("assessment", beat), content=rows.content(beat), by=beat.by.user,
            on=beat.on,
        )

    def look_at(self, beat: Beat) -> None:
        """The manager looks at an assessment that is still open."""
        for step in self.steps("assessment", beat):
            assessment.look_at(
                step=step, by=beat.by.user, on=beat.on, decision=rows.decision(beat, self.cast)
            )

    def hand_in(self, beat: Beat) -> None:
        """The assessment is handed in."""
        for place, person in self.script.children_of(beat):
            assessment.submit(
                step=self.step("assessment", person), by=beat.by.user, on=beat.on,
                facts=rows.handed_in(beat, place),
            )

    def send_back(self, beat: Beat) -> None:
        """The manager sends it back."""
        for step in self.steps("assessment", beat):
            assessment.send_back(
                step=step, by=beat.by.user, on=beat.on, points=beat.told["points"],
                decision=rows.decision(beat, self.cast),
            )

    def authorise(self, beat: Beat) -> None:
        """The manager authorises what it found and where it leads."""
        for step in self.steps("assessment", beat):
            assessment.authorise(
                step=step, outcome=beat.told["outcome"], by=beat.by.user, on=beat.on, at=beat.at,
                facts=[rows.decision(beat, self.cast)],
            )

    def tell_parents(self, beat: Beat) -> None:
        """The parents read the assessment with the worker."""
        for step in self.steps("assessment", beat):
            assessment.share(
                step=step, with_whom="parents", by=beat.by.user, on=beat.on,
                response="They read it with the worker and agree with most of it.",
            )

    def visit(self, beat: Beat) -> None:
        """A visit, made or failed, to each child in their own right."""
        children = [
            rows.seen(beat, place, person, self.script, self.visited(person))
            for place, person in self.script.children_of(beat)
        ]
        record_visit(
            by=beat.by.user, on=beat.on, at=beat.at, visitor=beat.by.worker, children=children,
            **rows.visit_words(beat),
        )

    def agree(self, beat: Beat) -> None:
        """The child in need plan is agreed."""
        for place, person in self.script.children_of(beat):
            child_in_need.agree(
                step=self.step("child_in_need", person), by=beat.by.user, on=beat.on,
                plan=rows.plan_text(beat, place, "child_in_need"),
            )

    def review_help(self, beat: Beat) -> None:
        """The child in need plan is reviewed."""
        for step in self.steps("child_in_need", beat):
            child_in_need.review(
                step=step, outcome=beat.told["outcome"], by=beat.by.user, on=beat.on,
                review=rows.help_review(beat), said=beat.told.get("progress"),
                next_on=beat.told.get("next_on"),
            )

    def end_help(self, beat: Beat) -> None:
        """The child in need plan ends."""
        for step in self.steps("child_in_need", beat):
            child_in_need.end(
                step=step, reason=beat.told["reason"], by=beat.by.user, on=beat.on,
                decision=rows.decision(beat, self.cast),
            )
