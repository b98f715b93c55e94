"""A contact comes, is decided and becomes a referral, lived through the front door's actions."""

from __future__ import annotations

from sightline.demo.journeys import rows
from sightline.demo.journeys.playing.standing import Standing
from sightline.demo.journeys.script import Beat
from sightline.journey.contact import actions as contact
from sightline.journey.referral import actions as referral
from sightline.record.allocation import actions as allocation
from sightline.record.handover import actions as handover
from sightline.record.notes.actions import record_note
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task


class Arriving(Standing):
    """The verbs of the front door, and of who holds a child."""

    def contact(self, beat: Beat) -> None:
        """A contact about the children."""
        about = [
            contact.About(person=person, part=rows.child_part(person, beat, self.script))
            for person in self.people(beat)
        ]
        contact.receive(
            authority=self.cast.borough.authority, about=about, by=beat.by.user, on=beat.on,
            at=beat.at, account=rows.account(beat), family=rows.family_told(beat),
            referrer=rows.referrer(beat), team=self.cast.borough.teams["door"],
        )

    def grade(self, beat: Beat) -> None:
        """How urgent it is."""
        for step in self.steps("contact", beat):
            contact.grade(
                step=step, grade=beat.told["grade"], by=beat.by.user, on=beat.on, at=beat.at
            )

    def decide(self, beat: Beat) -> None:
        """The contact is decided, child by child."""
        team = self.cast.borough.teams["help"] if beat.told.get("send") else None
        for step in self.steps("contact", beat):
            contact.decide(
                step=step, outcome=beat.told["outcome"], by=beat.by.user, on=beat.on, at=beat.at,
                decision=rows.decision(beat, self.cast), to_team=team,
            )

    def worker_decide(self, beat: Beat) -> None:
        """The worker decides on a contact about a child they know."""
        for step in self.steps("contact", beat):
            contact.worker_decide(
                step=step, outcome=beat.told["outcome"], by=beat.by.user, on=beat.on, at=beat.at,
                decision=rows.decision(beat, self.cast),
            )

    def acknowledge(self, beat: Beat) -> None:
        """The referrer is told that it has been received."""
        for step in self.steps(beat.told["process"], beat):
            room = contact if step.process == "contact" else referral
            room.acknowledge(
                step=step, reply=rows.reply(beat), by=beat.by.user, on=beat.on, at=beat.at
            )

    def tell(self, beat: Beat) -> None:
        """The referrer is told what was decided."""
        for step in self.steps(beat.told["process"], beat):
            room = contact if step.process == "contact" else referral
            room.tell_referrer(
                step=step, reply=rows.reply(beat), by=beat.by.user, on=beat.on, at=beat.at
            )

    def refer(self, beat: Beat) -> None:
        """The referral is decided; an assessment is sent to the team that will make it."""
        team = self.cast.assess_team if beat.told.get("send") else None
        for step in self.steps("referral", beat):
            referral.decide(
                step=step, outcome=beat.told["outcome"], by=beat.by.user, on=beat.on, at=beat.at,
                decision=rows.decision(beat, self.cast), to_team=team,
            )

    def need(self, beat: Beat) -> None:
        """The primary need is recorded."""
        for step in self.steps("referral", beat):
            referral.record_need(
                step=step, need=beat.told["need"], by=beat.by.user, on=beat.on
            )

    def close(self, beat: Beat) -> None:
        """The case is closed."""
        for step in self.steps("referral", beat):
            referral.close(
                step=step, reason=beat.told["reason"], by=beat.by.user, on=beat.on,
                decision=rows.decision(beat, self.cast),
            )

    def accept(self, beat: Beat) -> None:
        """What was sent is taken over: by a worker, or by the team until it names one."""
        to = beat.told.get("to")
        for step in self.steps(beat.told.get("process", "referral"), beat):
            handover.accept(
                step=step, by=beat.by.user, on=beat.on, at=beat.at,
                worker=to.worker if to is not None else None,
            )

    def send(self, beat: Beat) -> None:
        """The children are handed to another team together."""
        first, *others = self.steps("referral", beat)
        handover.send(
            step=first, direction=beat.told.get("direction", "transfer"),
            destination=beat.told.get("destination", "team"), by=beat.by.user, on=beat.on,
            at=beat.at, to_team=beat.told["team"], reason=beat.told["why"],
            plan_so_far=beat.told.get("so_far", ""), together_with=others,
        )

    def allocate(self, beat: Beat) -> None:
        """A worker is named."""
        for step in self.steps("referral", beat):
            allocation.allocate(
                step=step, worker=beat.told["to"].worker, team=beat.told["team"],
                by=beat.by.user, on=beat.on, at=beat.at, reason=beat.told.get("why", ""),
            )

    def note(self, beat: Beat) -> None:
        """A case note."""
        people = self.people(beat)
        record_note(
            by=beat.by.user, on=beat.on, at=beat.at, children=people, text=beat.told["text"],
            kind=beat.told.get("kind", "call"), with_whom=beat.told.get("with_whom", "parent"),
            step=self.visited(people[0]),
        )

    def finish(self, beat: Beat) -> None:
        """Whatever was to be done for the children has been done."""
        for person in self.people(beat):
            for task in Task.objects.open().filter(child=person).order_by("pk"):
                tasks.finish(task=task, by=beat.by.user, on=beat.on, evidence="Done and seen.")
