"""Strategy discussions and section 47 enquiries, lived through their actions."""

from __future__ import annotations

from sightline.demo.journeys import rows
from sightline.demo.journeys.playing.standing import Standing
from sightline.demo.journeys.script import Beat
from sightline.journey.section47 import actions as section47
from sightline.journey.section47.models import Conclusion, Emergency
from sightline.journey.strategy_discussion import actions as strategy
from sightline.journey.strategy_discussion.models import Request, WhyNotAll


class Enquiring(Standing):
    """The verbs of a strategy discussion and of an enquiry."""

    def ask(self, beat: Beat) -> None:
        """A strategy discussion is asked for."""
        strategy.request(
            children=self.people(beat), by=beat.by.user, on=beat.on, at=beat.at,
            urgency=beat.told.get("urgency", "same_day"),
            asked=Request(asked_by="social_care", worry=beat.told["harm"]),
        )

    def hold(self, beat: Beat) -> None:
        """A strategy discussion is held, and starts what it decides."""
        children = [
            strategy.For(
                child=person, outcome=beat.told["outcome"], discussion=rows.discussion(beat)
            )
            for person in self.people(beat)
        ]
        strategy.hold(
            children=children, by=beat.by.user, on=beat.on, at=beat.at,
            meeting=rows.meeting(beat, chair=True),
            participants=rows.participants(beat, self.cast),
        )

    def give_reason(self, beat: Beat) -> None:
        """Why the discussion was held without all who must take part."""
        strategy.give_reason(
            step=self.steps("strategy_discussion", beat)[0], by=beat.by.user, on=beat.on,
            why=WhyNotAll(reason=beat.told["why"]),
        )

    def emergency(self, beat: Beat) -> None:
        """Emergency action began an enquiry."""
        section47.begin(
            children=self.people(beat), by=beat.by.user, on=beat.on, at=beat.at,
            emergency=Emergency(
                action=beat.told["action"], words=beat.told["harm"], done_by="Police",
                where="With the grandmother",
            ),
        )

    def enquire(self, beat: Beat) -> None:
        """A part of the enquiry, true of the whole family."""
        section47.write_together(
            steps=self.steps("section47", beat), enquiry=rows.enquiry(beat), by=beat.by.user,
            on=beat.on,
        )

    def hand_in_enquiry(self, beat: Beat) -> None:
        """The enquiry is handed in, child by child."""
        for step in self.steps("section47", beat):
            section47.submit(
                step=step, by=beat.by.user, on=beat.on, enquiry=rows.enquiry(beat)
            )

    def conclude(self, beat: Beat) -> None:
        """The manager concludes the enquiry, and what follows begins."""
        follows = beat.told.get("next", "")
        for step in self.steps("section47", beat):
            section47.conclude(
                step=step, outcome=beat.told["outcome"], by=beat.by.user, on=beat.on, at=beat.at,
                decision=rows.decision(beat, self.cast),
                conclusion=Conclusion(next=follows) if follows else None,
            )
