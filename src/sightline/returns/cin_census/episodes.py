"""The episodes of need of one child, as the census asks for them, from what stands on the record.

The Children in Need census guide (Department for Education) says what each element means.
"""

from __future__ import annotations

from collections.abc import Iterable
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
NOT_REQUIRED = ("not_substantiated", "no_continuing_harm", "review_conference", "looked_after")


@dataclass
class Journey:
    """One referral and every step that was led from it."""

    referral: StandingStep
    steps: list[StandingStep]

    def of(self, process: str) -> list[StandingStep]:
        """Its steps of a process, oldest first."""
        return [step for step in self.steps if step.process == process]


def journeys(steps: Iterable[StandingStep]) -> list[Journey]:
    """A child's referrals, each with the steps led from it; work led from none is in none."""
    held = list(steps)
    by_id = {step.id: step for step in held}
    found = {s.id: Journey(s, []) for s in held if s.process == "referral"}
    for step in held:
        above: StandingStep | None = step
        seen: set[int] = set()
        while above is not None and above.id not in found and above.id not in seen:
            seen.add(above.id)
            above = by_id.get(above.led_from) if above.led_from is not None else None
        if above is not None and above.id in found:
            found[above.id].steps.append(step)
    return list(found.values())


class Episode:
    """One episode of need on the last day of a census year."""

    def __init__(self, journey: Journey, last: date, earlier_plans: int) -> None:
        self.journey = journey
        self.last = last
        self.earlier_plans = earlier_plans
        self.by_id = {step.id: step for step in journey.steps}

    def within(self, first: date, *, whole: bool) -> bool:
        """Whether it was open on any day of the year; `whole` takes those that closed before."""
        if self.journey.referral.opened_on > self.last:
            return False
        closed_on = self.journey.referral.closed_on
        return whole or closed_on is None or closed_on >= first

    def element(self) -> etree._Element:
        """The episode as the file holds it."""
        referral = self.journey.referral
        received = self._last(referral, "referral.received")
        need = self._last(referral, "referral.need_recorded")
        closed = self._last(referral, "referral.closed")
        decided = self._last(referral, "referral.decided")
        nfa = decided is not None and decided.outcome == "no_further_action"
        held: dict[str, Any] = {
            "CINreferralDate": referral.opened_on,
            "ReferralSource": received.values.get("referral_source") if received else None,
            "PrimaryNeedCode": need.outcome if need else None,
            "CINclosureDate": closed.on if closed and referral.closed_on else None,
            "ReasonForClosure": closed.outcome if closed and referral.closed_on else None,
            "DateOfInitialCPC": self._conferences(referral),
            "Assessments": [self._assessment(s) for s in self._begun("assessment")],
            "CINPlanDates": [self._plan(s) for s in self._begun("child_in_need")],
            "Section47": [self._enquiry(s) for s in self._begun("section47")],
            "ReferralNFA": nfa,
            "ChildProtectionPlans": [
                self._protection(s, place) for place, s in enumerate(self._begun("protection_plan"))
            ],
        }
        return element("CINdetails", held, layout.inside(GROUP))

    def _begun(self, process: str) -> list[StandingStep]:
        return [s for s in self.journey.of(process) if s.opened_on <= self.last]

    def _last(self, step: StandingStep, kind: str) -> StandingEvent | None:
        found = [event for event in step.of(kind) if event.on <= self.last]
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

    def _assessment(self, step: StandingStep) -> etree._Element:
        started = step.events[0] if step.events else None
        done = self._last(step, "assessment.authorised")
        factors = done.values.get("factors", []) if done else []
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

    def _plan(self, step: StandingStep) -> etree._Element:
        ended = self._last(step, "child_in_need.ended")
        held = {"CINPlanStartDate": step.opened_on, "CINPlanEndDate": ended.on if ended else None}
        return element("CINPlanDates", held, layout.inside(f"{GROUP}/CINPlanDates"))

    def _enquiry(self, step: StandingStep) -> etree._Element:
        concluded = self._last(step, "section47.concluded")
        needless = self._last(step, "section47.conference_not_required") is not None or (
            concluded is not None and concluded.outcome in NOT_REQUIRED
        )
        held = {
            "S47ActualStartDate": step.opened_on,
            "InitialCPCtarget": conference_due(step.opened_on),
            "DateOfInitialCPC": self._conferences(step), "ICPCnotRequired": needless,
        }
        return element("Section47", held, layout.inside(f"{GROUP}/Section47"))

    def _protection(self, step: StandingStep, place: int) -> etree._Element:
        started = self._last(step, "protection_plan.started")
        changed = self._last(step, "protection_plan.category_changed")
        ended = self._last(step, "protection_plan.ended")
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
