"""The episodes of need of one child, as the census asks for them, from what stands on the record.

The Children in Need census guide (Department for Education) says what each element means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree

from sightline.record.census_facts.standing import StandingEvent, StandingStep
from sightline.returns.cin_census import layout
from sightline.returns.cin_census.layout import CHILD
from sightline.returns.cin_census.reading.parts import conference_due
from sightline.returns.kit.writing import element

GROUP = f"{CHILD}/CINdetails"
INITIAL = ("plan_made", "no_plan")
REVIEW = ("plan_continues", "plan_ended")
#: A referral that ends there and then, help by others included, is one without further action.
NO_FURTHER_ACTION = ("no_further_action", "early_help")
AUTHORISED = ("assessment.authorised", "assessment.initial_authorised",
              "assessment.core_authorised")
NOT_REQUIRED = ("not_substantiated", "no_continuing_harm", "review_conference", "looked_after")


@dataclass
class Journey:
    """One referral and every step of its episode of need."""

    referral: StandingStep
    steps: list[StandingStep]

    def of(self, process: str) -> list[StandingStep]:
        """Its steps of a process, oldest first."""
        return [step for step in self.steps if step.process == process]


def journeys(steps: Iterable[StandingStep]) -> tuple[list[Journey], list[StandingStep]]:
    """A child's referrals, each with the steps of its episode of need; and the steps of none.

    A step that a contact led to, while a case was open, counts in the episode of that case.
    """
    held = list(steps)
    by_id = {step.id: step for step in held}
    found = {s.id: Journey(s, []) for s in held if s.process == "referral"}
    apart = []
    for step in held:
        referral = step.episode if step.episode in found else _led_by(step, by_id, found)
        if referral is not None:
            found[referral].steps.append(step)
        else:
            apart.append(step)
    return list(found.values()), apart


def _led_by(
    step: StandingStep, by_id: dict[int, StandingStep], found: dict[int, Journey]
) -> int | None:
    """The referral that led, directly or not, to a step."""
    above: StandingStep | None = step
    seen: set[int] = set()
    while above is not None and above.id not in found and above.id not in seen:
        seen.add(above.id)
        above = by_id.get(above.led_from) if above.led_from is not None else None
    return above.id if above is not None and above.id in found else None


def _no_further_action(event: StandingEvent) -> bool:
    return event.kind == "referral.decided" and event.outcome in NO_FURTHER_ACTION


class Episode:
    """One episode of need as it stood on the last day of a census year.

    `whole` tells of everything up to that day, and not only of what the year asks for.
    """

    def __init__(
        self, journey: Journey, year: int, earlier_plans: int, *, whole: bool = False
    ) -> None:
        self.journey = journey
        first, self.last = layout.period(year)
        self.first = date.min if whole else first
        self.earlier_plans = earlier_plans
        self.by_id = {step.id: step for step in journey.steps}
        #: The steps that each group was written from, in the order of the groups.
        self.told: dict[str, list[StandingStep]] = {}
        self.ended = self._ended()

    def _ended(self) -> StandingEvent | None:
        """What had ended the episode by the last day, unless it was opened again."""
        ended = None
        for event in self.journey.referral.events:
            if event.on > self.last:
                continue
            if event.kind == "referral.closed" or _no_further_action(event):
                ended = event
            elif event.kind == "referral.reopened":
                ended = None
        return ended

    def within(self) -> bool:
        """Whether it was open on any day of the year."""
        if self.journey.referral.opened_on > self.last:
            return False
        return self.ended is None or self.ended.on >= self.first

    def element(self) -> etree._Element:
        """The episode as the file holds it."""
        referral = self.journey.referral
        received = self._last(referral, "referral.received")
        need = self._need()
        decided = self._last(referral, "referral.decided")
        ended = self.ended
        closed = ended if ended is not None and ended.kind == "referral.closed" else None
        held: dict[str, Any] = {
            "CINreferralDate": referral.opened_on,
            "ReferralSource": received.values.get("referral_source") if received else None,
            "PrimaryNeedCode": need.outcome if need else None,
            "CINclosureDate": closed.on if closed else None,
            "ReasonForClosure": closed.outcome if closed else None,
            "DateOfInitialCPC": [d for d in self._conferences(referral) if d >= self.first],
            "Assessments": self._each("assessment", self._assessment),
            "CINPlanDates": self._each("child_in_need", self._plan),
            "Section47": self._each("section47", self._enquiry),
            "ReferralNFA": decided is not None and _no_further_action(decided),
            "ChildProtectionPlans": self._each("protection_plan", self._protection),
        }
        return element("CINdetails", held, layout.inside(GROUP))

    def _need(self) -> StandingEvent | None:
        """The primary need by the last day; one recorded soon after it was the need before too."""
        told = self.journey.referral.of("referral.need_recorded")
        return self._last(self.journey.referral, "referral.need_recorded") or (told or [None])[0]

    def _each(
        self, process: str, build: Callable[[StandingStep, int], etree._Element | None]
    ) -> list[etree._Element]:
        """The groups of a process; a group that was over before the year began is none of it."""
        made = [(step, build(step, place)) for place, step in enumerate(self._begun(process))]
        self.told[process] = [step for step, group in made if group is not None]
        return [group for _, group in made if group is not None]

    def _over(self, event: StandingEvent | None) -> bool:
        return event is not None and event.on < self.first

    def _begun(self, process: str) -> list[StandingStep]:
        return [s for s in self.journey.of(process) if s.opened_on <= self.last]

    def _last(self, step: StandingStep, *kinds: str) -> StandingEvent | None:
        found = [e for e in step.events if e.kind in kinds and e.on <= self.last]
        return found[-1] if found else None

    def _owner(self, step: StandingStep) -> StandingStep:
        """The enquiry or referral that a conference belongs to."""
        above: StandingStep | None = step
        while above is not None and above.process not in ("section47", "referral"):
            above = self.by_id.get(above.led_from) if above.led_from is not None else None
        return above or self.journey.referral

    def _conferences(self, owner: StandingStep) -> list[date]:
        """The days of initial conferences held for an enquiry, or for none."""
        return [
            event.on for step in self.journey.steps for event in step.of("conference.decided")
            if event.outcome in INITIAL and event.on <= self.last
            and self._owner(step).id == owner.id
        ]

    def _assessment(self, step: StandingStep, place: int) -> etree._Element | None:
        started = step.events[0] if step.events else None
        done = self._last(step, *AUTHORISED)
        if self._over(done):
            return None
        factors = self._factors(step) if done else []
        held: dict[str, Any] = {
            "AssessmentActualStartDate": step.opened_on,
            "AssessmentInternalReviewDate": started.for_on if started else None,
            "AssessmentAuthorisationDate": done.on if done else None,
        }
        if factors:
            path = f"{GROUP}/Assessments/FactorsIdentifiedAtAssessment"
            held["FactorsIdentifiedAtAssessment"] = element(
                "FactorsIdentifiedAtAssessment", {"AssessmentFactors": sorted(factors)},
                layout.inside(path),
            )
        return element("Assessments", held, layout.inside(f"{GROUP}/Assessments"))

    def _factors(self, step: StandingStep) -> list[str]:
        """What the last hand-in up to that day found, or the end itself where a file told it."""
        told = [e.values["factors"] for e in step.events
                if e.on <= self.last and "factors" in e.values]
        return list(told[-1]) if told else []

    def _plan(self, step: StandingStep, place: int) -> etree._Element | None:
        """A child is on a plan from the day it is agreed; until then there is no plan to be on."""
        agreed = next((e for e in step.of("child_in_need.plan_agreed") if e.on <= self.last), None)
        ended = self._last(step, "child_in_need.ended")
        if agreed is None or self._over(ended):
            return None
        held = {"CINPlanStartDate": agreed.on, "CINPlanEndDate": ended.on if ended else None}
        return element("CINPlanDates", held, layout.inside(f"{GROUP}/CINPlanDates"))

    def _enquiry(self, step: StandingStep, place: int) -> etree._Element | None:
        concluded = self._last(step, "section47.concluded")
        if concluded is not None and concluded.outcome not in NOT_REQUIRED:
            concluded = None
        needless = self._last(step, "section47.conference_not_required") or concluded
        conferences = self._conferences(step)
        ended_on = max(conferences) if conferences else (needless.on if needless else None)
        if ended_on is not None and ended_on < self.first:
            return None
        held = {
            "S47ActualStartDate": step.opened_on,
            "InitialCPCtarget": conference_due(step.opened_on),
            "DateOfInitialCPC": [day for day in conferences if day >= self.first],
            "ICPCnotRequired": needless is not None,
        }
        return element("Section47", held, layout.inside(f"{GROUP}/Section47"))

    def _protection(self, step: StandingStep, place: int) -> etree._Element | None:
        started = self._last(step, "protection_plan.started")
        changed = self._last(step, "protection_plan.category_changed")
        ended = self._last(step, "protection_plan.ended")
        if self._over(ended):
            return None
        first = started.outcome if started else ""
        counted = self.earlier_plans + place
        held: dict[str, Any] = {
            "CPPstartDate": step.opened_on, "CPPendDate": ended.on if ended else None,
            "InitialCategoryOfAbuse": first,
            "LatestCategoryOfAbuse": changed.outcome if changed else first,
            "NumberOfPreviousCPP": (
                started.values.get("previous_plans", counted) if started else counted
            ),
        }
        reviews = self._reviews(step)
        if reviews:
            held["Reviews"] = element("Reviews", {"CPPreviewDate": reviews}, ("CPPreviewDate",))
        path = f"{GROUP}/ChildProtectionPlans"
        return element("ChildProtectionPlans", held, layout.inside(path))

    def _reviews(self, plan: StandingStep) -> list[date]:
        """The review conferences of a plan: on the plan itself, or on a step led from it."""
        return sorted({
            event.on for step in self.journey.steps
            if step.id == plan.id or step.led_from == plan.id
            for event in step.of("conference.decided")
            if event.outcome in REVIEW and event.on <= self.last
        })
