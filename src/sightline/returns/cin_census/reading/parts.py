"""What followed a referral: assessments, child in need plans, enquiries and conferences."""

from __future__ import annotations

from datetime import date

from sightline import law
from sightline.kernel.calendar import CalendarError
from sightline.returns.cin_census.reading.desk import GROUP, Desk
from sightline.returns.cin_census.reading.protection import Protection
from sightline.returns.kit.reading import Node

NO_FACTOR = "21"
CONFERENCE_DAYS = 15


class Parts:
    """The groups inside one episode, each opened on the day it names."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.reading = desk.reading
        self.protection = Protection(desk)
        self._seen: dict[tuple[str, date, tuple[tuple[str, str], ...]], int] = {}

    def read(self, node: Node) -> None:
        """Read every group of the episode."""
        for group in node.all("Assessments"):
            self._assessment(group)
        self.protection.gather(node)
        for group in node.all("Section47"):
            self._enquiry(group)
        self.protection.read(node)
        spans: list[tuple[date, date | None]] = []
        for group in node.all("CINPlanDates"):
            self._plan(group, spans)

    def _assessment(self, group: Node) -> None:
        begun = self.desk.opening(group, "Assessments", "AssessmentActualStartDate", "assessment")
        if begun is None:
            return
        if self._told_already(group, "assessment", begun):
            return
        key = self.desk.step("assessment", "assessment", begun)
        planned = self.reading.one(group, "AssessmentInternalReviewDate")
        for_on = self.reading.day(planned, ahead=True) if planned is not None else None
        self.desk.say(f"{key}/started", "assessment.started", begun, key, for_on=for_on)
        authorised = self.desk.ending(
            group, "AssessmentAuthorisationDate", begun, "The assessment cannot be authorised")
        self.reading.over(group, authorised)
        factors = self._factors(group)
        if authorised is not None:
            values = {"factors": factors} if factors else {}
            if factors and authorised > self.reading.last:
                self.reading.left_out(group, element="FactorsIdentifiedAtAssessment")
            self.desk.say(f"{key}/authorised", "assessment.authorised", authorised, key,
                          values=values)
        elif factors:
            self.reading.set_aside(group, "Factors are known when an assessment is authorised, and "
                                   "this one is not.", element="FactorsIdentifiedAtAssessment")

    def _told_already(self, group: Node, name: str, begun: date) -> bool:
        """Whether a group of the same day said the same, word for word."""
        texts = tuple((leaf.tag, leaf.text) for leaf in group.leaves())
        before = self._seen.get((name, begun, texts))
        if before is None:
            self._seen[(name, begun, texts)] = group.line
            return False
        self.reading.set_aside(group, f"The same, word for word, as at line {before}.")
        return True

    def _factors(self, group: Node) -> list[str]:
        found: list[str] = []
        for held in group.all("FactorsIdentifiedAtAssessment"):
            self.reading.known(held, f"{GROUP}/Assessments/FactorsIdentifiedAtAssessment")
            for leaf in held.all("AssessmentFactors"):
                code = self.reading.coded(leaf, "assessment_factors") if leaf.text else ""
                if code in found:
                    self.reading.mended(leaf, "The same factor stands here twice.")
                elif code:
                    found.append(code)
            if NO_FACTOR in found and len(found) > 1:
                found.remove(NO_FACTOR)
                self.reading.set_aside(held, "It says that no factor was found beside factors that "
                                       "were.", element="AssessmentFactors")
        return sorted(found)

    def _plan(self, group: Node, spans: list[tuple[date, date | None]]) -> None:
        begun = self.desk.opening(group, "CINPlanDates", "CINPlanStartDate", "child in need plan")
        if begun is None or self._told_already(group, "cin", begun):
            return
        key = self.desk.step("child_in_need", "cin", begun)
        self.desk.say(f"{key}/opened", "child_in_need.opened", begun, key)
        self.desk.say(f"{key}/plan", "child_in_need.plan_agreed", begun, key)
        ended = self.desk.ending(group, "CINPlanEndDate", begun, "The plan cannot have ended")
        self.reading.over(group, ended)
        if ended is not None:
            self.desk.say(f"{key}/ended", "child_in_need.ended", ended, key)
        for other, until in [*spans, *self.protection.spans]:
            if begun < (until or date.max) and other < (ended or date.max):
                self.reading.noted(group, f"It overlaps a plan that began on {other:%-d %B %Y}. "
                                   "Both were brought in.")
                break
        spans.append((begun, ended))

    def _enquiry(self, group: Node) -> None:
        begun = self.desk.opening(group, "Section47", "S47ActualStartDate", "section 47 enquiry")
        if begun is None:
            # the conference is safe to keep by itself: it has a day of its own
            if self.protection.conference(group, "", self.desk.episode) is not None:
                self.reading.mended(group, "Kept as a conference without an enquiry, for the "
                                    "enquiry has no day.", element="DateOfInitialCPC")
            return
        if self._told_already(group, "s47", begun):
            return
        key = self.desk.step("section47", "s47", begun)
        self.desk.say(f"{key}/started", "section47.started", begun, key, outcome="strategy")
        self._target(group, begun)
        held_on = self.protection.conference(group, key, key, not_before=begun)
        self.reading.over(group, held_on)
        needless = self.reading.flag(group, "ICPCnotRequired")
        if held_on is not None and needless:
            self.reading.set_aside(group, "A conference was held, so it was required.",
                                   element="ICPCnotRequired")
        if held_on is not None:
            self.desk.say(f"{key}/concluded", "section47.concluded", held_on, key,
                     outcome="conference", undated=True)
        if needless is None:
            self.reading.noted(group, "The file does not say whether a conference was required; a "
                               "return says that it was.", element="ICPCnotRequired", differs=True)
        if needless and held_on is None:
            self._not_required(group, key, begun)
        if needless is not True and held_on is None and self.desk.closed_on is not None:
            self.reading.noted(group, "The enquiry has neither a conference nor a word that none "
                               "was required, in a case that has closed.")

    def _not_required(self, group: Node, key: str, begun: date) -> None:
        """The file says that no conference was required, and not when that was decided."""
        day = max(begun, self.desk.closed_on or min(self.reading.reference_on, self.reading.today))
        self.reading.noted(
            group, f"The file does not say when that was decided; it was so by {day:%-d %B %Y}, "
            "and no timescale is measured by it.", element="ICPCnotRequired",
        )
        self.desk.say(f"{key}/not_required", "section47.conference_not_required", day, key,
                      undated=True)

    def _target(self, group: Node, begun: date) -> None:
        told = self.reading.one(group, "InitialCPCtarget")
        if told is None:
            return
        due = conference_due(begun)
        if due is None or told.text[:10] != due.isoformat():
            words = f"{due:%-d %B %Y}" if due else "not known so long ago"
            self.reading.set_aside(
                told, f"The day a conference is due is worked out, never kept: {CONFERENCE_DAYS} "
                f"working days after the strategy discussion is {words}.",
            )


def conference_due(begun: date) -> date | None:
    """The fifteenth working day after a strategy discussion; none before the calendar begins."""
    try:
        return law.calendar().add(begun, CONFERENCE_DAYS)
    except CalendarError:
        return None
