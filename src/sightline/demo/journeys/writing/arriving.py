"""A contact comes, is decided and becomes a referral, written down."""

from __future__ import annotations

from sightline.demo.journeys import rows
from sightline.demo.journeys.script import Beat, next_working
from sightline.demo.journeys.writing.telling import Child, Telling
from sightline.people.workforce.lookups import cover_for, managers_of
from sightline.record.allocation.models import Allocation
from sightline.record.handover.models import Answer, Destination, Direction, Handover
from sightline.record.notes.models import Note
from sightline.record.referrers.models import Reply
from sightline.record.spine.bulk import Happened
from sightline.record.tasks.models import TaskSource

NAMELESS = "They did not give their name or a way to reach them."


class Arriving(Telling):
    """The verbs of the front door, and of who holds a child."""

    def contact(self, beat: Beat) -> None:
        """A contact about the children: at the door, or passed to whoever works with the child."""
        together = self.together(
            "contact.received", beat, [rows.account(beat), rows.family_told(beat)], beat.at
        )
        passed = []
        for child in self.children(beat):
            known = bool(child.open - {"contact"})
            facts = [rows.child_part(child.person, beat, self.script), rows.referrer(beat)]
            if not known:
                child.team, child.lead = self.cast.borough.teams["door"], None
                facts.append(Allocation(team=child.team, reason="Came to this team"))
            episode = child.steps["referral"] if known and "referral" in child.open else None
            step = self.begin(child, "contact", episode=episode)
            child.received = (beat.on, beat.at)
            self.happen(child, "contact.received", beat, at=beat.at, facts=facts, step=step,
                        together=together)
            if known:
                passed.append(child)
        for child in passed:
            self._pass_on(child, beat)

    def _pass_on(self, child: Child, beat: Beat) -> None:
        step = child.steps["contact"]
        cause = self.happen(child, "contact.passed_on", beat, at=beat.at, step=step)
        lead, owners = child.lead, []
        if lead is not None:
            owners = [lead, *cover_for(lead.pk, beat.on), *managers_of(lead, beat.on)]
        due_on = beat.on if beat.told.get("danger") == "yes" else next_working(beat.on, 1)
        for worker in dict.fromkeys(owners):
            self.give(
                child, f"Decide on a contact about a child you work with: {beat.told['worry']}",
                beat, source=TaskSource.CONTACT, step=step, due_on=due_on, worker=worker,
                team=child.team, cause=cause,
            )

    def grade(self, beat: Beat) -> None:
        """How urgent it is."""
        for child in self.children(beat):
            self.happen(child, "contact.graded", beat, outcome=beat.told["grade"], at=beat.at,
                        step=child.steps["contact"])

    def decide(self, beat: Beat) -> None:
        """The contact is decided, child by child, and leads on."""
        outcome = beat.told["outcome"]
        for child in self.children(beat):
            cause = self.happen(
                child, "contact.decided", beat, outcome=outcome, at=beat.at,
                facts=[rows.decision(beat, self.cast)], step=child.steps["contact"],
            )
            if outcome in ("referral", "strategy_discussion"):
                self._to_referral(child, beat)
            if outcome == "strategy_discussion":
                self.happen(child, "referral.decided", beat, outcome=outcome, at=beat.at,
                            facts=[rows.decision(beat, self.cast)], step=child.steps["referral"])
                self.lead(child, "referral", "strategy_discussion.requested", beat,
                          outcome="same_day", at=beat.at)
            if outcome == "early_help" and beat.told.get("send"):
                self._send(child, beat, "contact", Destination.EARLY_HELP, cause)

    def _to_referral(self, child: Child, beat: Beat) -> None:
        assert child.received is not None
        on, at = child.received
        first = next(b for b in reversed(self.script.beats)
                     if b.verb == "contact" and (b.on, b.at) == (on, at))
        self.lead(child, "contact", "referral.received", beat, on=on, at=at,
                  facts=[rows.referrer(first)])
        if first.told["source"] == rows.ANONYMOUS:
            self.happen(child, "referral.acknowledged", beat, outcome="not_possible",
                        at=beat.at, facts=[Reply(why_not=NAMELESS)],
                        step=child.steps["referral"])

    def _send(
        self, child: Child, beat: Beat, process: str, destination: Destination, cause: Happened
    ) -> None:
        team = self.cast.borough.teams["help"]
        if destination != Destination.EARLY_HELP:
            team = self.cast.assess_team
        facts = [Handover(
            direction=Direction.TRANSFER, destination=destination, from_team=child.team,
            from_worker=child.lead, to_team=team, reason=beat.told["why"],
        )]
        self.happen(child, "handover.sent", beat, outcome="transfer", at=cause.at, facts=facts,
                    step=child.steps[process])
        child.sent = facts[0]

    def worker_decide(self, beat: Beat) -> None:
        """The worker decides on a contact about a child they know."""
        outcome = beat.told["outcome"]
        for child in self.children(beat):
            step = child.steps["contact"]
            self.happen(child, "contact.worker_decided", beat, outcome=outcome, at=beat.at,
                        facts=[rows.decision(beat, self.cast)], step=step)
            if outcome == "strategy_discussion":
                self.lead(child, "contact", "strategy_discussion.requested", beat,
                          outcome="same_day", at=beat.at)
            for task in child.tasks:
                if task.step is step and task.done is None:
                    self.done(child, task, beat, "The contact was decided on.")

    def acknowledge(self, beat: Beat) -> None:
        """The referrer is told that it has been received."""
        self._reply(beat, "acknowledged")

    def tell(self, beat: Beat) -> None:
        """The referrer is told what was decided."""
        self._reply(beat, "referrer_told")

    def _reply(self, beat: Beat, event: str) -> None:
        process = beat.told["process"]
        for child in self.children(beat):
            self.happen(child, f"{process}.{event}", beat, outcome="told", at=beat.at,
                        facts=[rows.reply(beat)], step=child.steps[process])

    def refer(self, beat: Beat) -> None:
        """The referral is decided, and what it needs opens."""
        outcome = beat.told["outcome"]
        for child in self.children(beat):
            cause = self.happen(
                child, "referral.decided", beat, outcome=outcome, at=beat.at,
                facts=[rows.decision(beat, self.cast)], step=child.steps["referral"],
            )
            if outcome == "assess":
                self.lead(child, "referral", "assessment.started", beat, at=beat.at)
            elif outcome == "strategy_discussion":
                self.lead(child, "referral", "strategy_discussion.requested", beat,
                          outcome="same_day", at=beat.at)
            if beat.told.get("send"):
                self._send(child, beat, "referral", Destination.ASSESSMENT, cause)
            first = next(h for h in reversed(child.history.happened)
                         if h.kind == "referral.received")
            if first.facts[0].source == rows.ANONYMOUS:  # type: ignore[attr-defined]
                self.happen(child, "referral.referrer_told", beat, outcome="not_possible",
                            at=beat.at, facts=[Reply(why_not=NAMELESS)],
                            step=child.steps["referral"])

    def need(self, beat: Beat) -> None:
        """The primary need is recorded."""
        for child in self.children(beat):
            self.happen(child, "referral.need_recorded", beat, outcome=beat.told["need"],
                        step=child.steps["referral"])

    def close(self, beat: Beat) -> None:
        """The case is closed."""
        for child in self.children(beat):
            self.unburdened(child, "Closing")
            self.happen(child, "referral.closed", beat, outcome=beat.told["reason"],
                        facts=[rows.decision(beat, self.cast)], step=child.steps["referral"])

    def send(self, beat: Beat) -> None:
        """The children are handed to another team together."""
        told, many = beat.told, len(list(self.children(beat))) > 1
        direction = told.get("direction", "transfer")
        together = self.together("handover.sent", beat, at=beat.at) if many else None
        for child in self.children(beat):
            facts = [Handover(
                direction=direction, destination=told.get("destination", "team"),
                from_team=child.team, from_worker=child.lead, to_team=told["team"],
                reason=told["why"], plan_so_far=told.get("so_far", ""),
            )]
            self.happen(child, "handover.sent", beat, outcome=direction, at=beat.at,
                        facts=facts, step=child.steps["referral"], together=together)
            child.sent = facts[0]

    def accept(self, beat: Beat) -> None:
        """What was sent is taken over: by a worker, or by the team until it names one."""
        to = beat.told.get("to")
        for child in self.children(beat):
            self.unburdened(child, "Handing over")
            sent = child.sent
            assert sent is not None
            worker = to.worker if to is not None else None
            facts = [Answer(), Allocation(worker=worker, team=sent.to_team, reason=sent.reason)]
            self.happen(
                child, "handover.accepted", beat, at=beat.at, facts=facts,
                outcome="allocated" if worker is not None else "to_be_allocated",
                step=child.steps[beat.told.get("process", "referral")],
            )
            child.team, child.lead = sent.to_team, worker

    def allocate(self, beat: Beat) -> None:
        """A worker is named."""
        for child in self.children(beat):
            self.unburdened(child, "Allocating")
            child.lead, child.team = beat.told["to"].worker, beat.told["team"]
            facts = [Allocation(worker=child.lead, team=child.team, role="lead",
                                reason=beat.told.get("why", ""))]
            self.happen(child, "allocation.allocated", beat, outcome="lead", at=beat.at,
                        facts=facts, step=child.steps["referral"])

    def note(self, beat: Beat) -> None:
        """A case note."""
        together = self.together("note.recorded", beat, at=beat.at)
        for child in self.children(beat):
            row = Note(kind=beat.told.get("kind", "call"), text=beat.told["text"],
                       with_whom=beat.told.get("with_whom", "parent"))
            self.happen(child, "note.recorded", beat, at=beat.at, facts=[row],
                        step=child.visited(), together=together)

    def finish(self, beat: Beat) -> None:
        """Whatever was to be done for the children has been done."""
        for child in self.children(beat):
            for task in child.tasks:
                if task.done is None:
                    self.done(child, task, beat, "Done and seen.")
