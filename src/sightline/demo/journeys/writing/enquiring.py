"""Strategy discussions and section 47 enquiries, written down."""

from __future__ import annotations

from sightline import law
from sightline.demo.journeys import rows
from sightline.demo.journeys.script import Beat
from sightline.demo.journeys.writing.telling import Child, Telling
from sightline.journey.section47.models import Conclusion
from sightline.journey.strategy_discussion.models import Request
from sightline.journey.strategy_discussion.starting import ENQUIRIES
from sightline.record.meetings.constitution import missing_agencies
from sightline.record.spine.bulk import Begun

#: Working days from the strategy discussion to the conference.
CONFERENCE_IN = 15


class Enquiring(Telling):
    """The verbs of a strategy discussion and of an enquiry."""

    def ask(self, beat: Beat) -> None:
        """A strategy discussion is asked for."""
        urgency = beat.told.get("urgency", "same_day")
        together = self.together("strategy_discussion.requested", beat, at=beat.at)
        for child in self.children(beat):
            step = self._discussion(child)
            row = Request(asked_by="social_care", worry=beat.told["harm"])
            self.happen(child, "strategy_discussion.requested", beat, outcome=urgency,
                        at=beat.at, facts=[row], step=step, together=together)

    def _discussion(self, child: Child) -> Begun:
        cause = "section47" if "section47" in child.open else "referral"
        return self.begin(child, "strategy_discussion", child.steps[cause])

    def hold(self, beat: Beat) -> None:
        """A strategy discussion of all who must take part is held, and starts what it decides."""
        there = rows.participants(beat, self.cast)
        if missing_agencies(there, beat.on):
            raise LookupError("A discussion not fully constituted is lived by actions only.")
        together = self.together(
            "strategy_discussion.held", beat, [rows.meeting(beat, chair=True), *there], beat.at
        )
        outcome = beat.told["outcome"]
        for child in self.children(beat):
            if "strategy_discussion" not in child.open:
                self._discussion(child)
            self.happen(
                child, "strategy_discussion.held", beat, outcome=outcome, at=beat.at,
                facts=[rows.discussion(beat)], step=child.steps["strategy_discussion"],
                together=together,
            )
        for child in self.children(beat):
            if outcome in ENQUIRIES and "section47" not in child.open:
                self.lead(child, "strategy_discussion", "section47.started", beat,
                          outcome="strategy", at=beat.at)
                child.limits["initial"] = law.calendar().add(beat.on, CONFERENCE_IN)

    def enquire(self, beat: Beat) -> None:
        """A part of the enquiry, true of the whole family."""
        together = self.together("section47.written", beat)
        for child in self.children(beat):
            self.happen(child, "section47.written", beat, facts=[rows.enquiry(beat)],
                        step=child.steps["section47"], together=together)

    def hand_in_enquiry(self, beat: Beat) -> None:
        """The enquiry is handed in, child by child."""
        for child in self.children(beat):
            self.happen(child, "section47.submitted", beat, facts=[rows.enquiry(beat)],
                        step=child.steps["section47"])

    def conclude(self, beat: Beat) -> None:
        """The manager concludes the enquiry, and what follows begins."""
        outcome, follows = beat.told["outcome"], beat.told.get("next", "")
        for child in self.children(beat):
            facts = [rows.decision(beat, self.cast)]
            if follows:
                facts.append(Conclusion(next=follows))  # type: ignore[arg-type]
            self.happen(child, "section47.concluded", beat, outcome=outcome, at=beat.at,
                        facts=facts, step=child.steps["section47"])
            if outcome == "conference":
                unborn = self.script.unborn(child.person, beat.on)
                self.lead(child, "section47", "conference.requested", beat, at=beat.at,
                          outcome="pre_birth" if unborn else "initial")
            elif outcome == "review_conference":
                self.lead(child, "section47", "conference.requested", beat, at=beat.at,
                          outcome="review")
            elif follows == "child_in_need":
                self.lead(child, "section47", "child_in_need.opened", beat, at=beat.at)
