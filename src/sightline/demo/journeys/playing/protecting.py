"""Conferences, protection plans and core groups, lived through their actions."""

from __future__ import annotations

from sightline.demo.journeys import rows, words
from sightline.demo.journeys.playing.standing import Standing
from sightline.demo.journeys.script import Beat
from sightline.journey.conference import actions as conference
from sightline.journey.conference.models import Delay
from sightline.journey.core_group import actions as core_group
from sightline.journey.core_group.models import Missed
from sightline.journey.protection_plan import actions as plan
from sightline.journey.protection_plan.models import Finding
from sightline.record.meetings.models import Meeting
from sightline.record.notes.models import Note
from sightline.record.plans.queries import plan_of


class Protecting(Standing):
    """The verbs of a conference, of a plan and of its core group."""

    def call_review(self, beat: Beat) -> None:
        """A review conference is asked for."""
        conference.request(
            children=self.people(beat), kind=beat.told.get("kind", "review"), by=beat.by.user,
            on=beat.on, at=beat.at,
        )

    def book(self, beat: Beat) -> None:
        """The conference is booked, and its chair named."""
        conference.book(
            steps=self.steps("conference", beat), for_on=beat.told["for_on"], by=beat.by.user,
            on=beat.on, meeting=Meeting(place="Merrow House", chair=self.cast.chair.worker),
            delay=rows.delay(beat),
        )

    def invite(self, beat: Beat) -> None:
        """People are invited."""
        invited = rows.participants(beat, self.cast)
        for one in invited:
            one.attendance = ""
        conference.invite(
            steps=self.steps("conference", beat), participants=invited, by=beat.by.user,
            on=beat.on,
        )

    def report(self, beat: Beat) -> None:
        """The report is gone through with the parents."""
        conference.share_report(
            steps=self.steps("conference", beat), shared_with=beat.told["shown_to"],
            by=beat.by.user, on=beat.on, sharing=rows.sharing(beat),
        )

    def pre_meet(self, beat: Beat) -> None:
        """The chair meets the family beforehand."""
        conference.pre_meet(
            steps=self.steps("conference", beat), met="parents", by=beat.by.user, on=beat.on
        )

    def adjourn(self, beat: Beat) -> None:
        """It met and reached no decision."""
        conference.adjourn(
            steps=self.steps("conference", beat), by=beat.by.user, on=beat.on,
            goes_on_on=beat.told["for_on"], meeting=rows.meeting(beat, chair=True),
            delay=Delay(reason=beat.told["why"], safety_plan="Daily visits until it goes on."),
        )

    def confer(self, beat: Beat) -> None:
        """The chair decides for each child."""
        children = [
            conference.ForChild(
                step=self.step("conference", person), outcome=beat.told["outcome"],
                decision=rows.chairs_decision(beat, place), harms=rows.harms(beat, place),
                review_on=beat.told.get("review_on"),
            )
            for place, person in self.script.children_of(beat)
        ]
        conference.decide(
            children=children, by=beat.by.user, on=beat.on, at=beat.at,
            meeting=rows.meeting(beat, chair=True),
            participants=rows.participants(beat, self.cast),
        )

    def send_decision(self, beat: Beat) -> None:
        """The decision and the outline plan go out."""
        conference.send_decision(
            steps=self.steps("conference", beat), sharing=rows.sharing(beat), by=beat.by.user,
            on=beat.on,
        )

    def send_record(self, beat: Beat) -> None:
        """The record goes out, which ends the conference."""
        conference.send_record(
            steps=self.steps("conference", beat), sharing=rows.sharing(beat), by=beat.by.user,
            on=beat.on, note=Note(kind="meeting", text=words.RECORD),
        )

    def visiting(self, beat: Beat) -> None:
        """How often the child is to be seen."""
        for step in self.steps("protection_plan", beat):
            plan.set_visiting(step=step, every=beat.told["every"], by=beat.by.user, on=beat.on)

    def plan(self, beat: Beat) -> None:
        """A version of the plan, in its own state; a final one carries on from the agreed."""
        for place, person in self.script.children_of(beat):
            step = self.step("protection_plan", person)
            text = rows.plan_text(beat, place, "protection")
            standing = plan_of(step)
            if beat.told.get("carried") and standing is not None:
                kept = {number: one.task_id for number, one in standing.actions()}
                for number, one in text.actions():
                    one.task_id = kept.get(number)
            plan.write(step=step, plan=text, by=beat.by.user, on=beat.on)

    def review_plan(self, beat: Beat) -> None:
        """How far each outcome has come."""
        for step in self.steps("protection_plan", beat):
            plan.review(step=step, said=beat.told["progress"], by=beat.by.user, on=beat.on)

    def audit(self, beat: Beat) -> None:
        """The chair looks at the plan."""
        for step in self.steps("protection_plan", beat):
            found = []
            if "finding" in beat.told:
                found = [Finding(text=beat.told["finding"], action=beat.told["action"])]
            plan.audit(step=step, by=beat.by.user, on=beat.on, audit=rows.audit(beat),
                       findings=found)

    def core_group(self, beat: Beat) -> None:
        """The core group meets."""
        people = self.people(beat)
        core_group.hold(
            children=people, by=beat.by.user, on=beat.on, at=beat.at, meeting=rows.meeting(beat),
            participants=rows.participants(beat, self.cast), next_on=beat.told.get("next_on"),
            said={person.pk: rows.progress(beat) for person in people},
        )

    def core_group_missed(self, beat: Beat) -> None:
        """The core group did not meet."""
        core_group.miss(
            children=self.people(beat), by=beat.by.user, on=beat.on,
            missed=Missed(reason=beat.told["why"], instead="Telephone calls to each agency."),
        )
