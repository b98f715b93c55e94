"""One child's part of a census as plain rows: what every rule of the census is asked about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sightline import law
from sightline.law.codes import code_set
from sightline.returns.kit.rules import Row

Day = date | None
Text = str | None
YES = frozenset({"1", "true", "True", "TRUE"})
NO = frozenset({"0", "false", "False", "FALSE"})


class Header(Row):
    """The head of the return: whose it is and of which year."""

    table = "Header"
    Collection: Text = None
    Year: Text = None
    ReferenceDate: Day = None
    SourceLevel: Text = None
    LEA: Text = None
    SoftwareCode: Text = None
    Release: Text = None
    SerialNo: Text = None
    DateTime: Text = None


class Identifiers(Row):
    """Who the child is."""

    table = "ChildIdentifiers"
    home = "identifiers"
    LAchildID: Text = None
    UPN: Text = None
    FormerUPN: Text = None
    UPNunknown: Text = None
    PersonBirthDate: Day = None
    ExpectedPersonBirthDate: Day = None
    GenderCurrent: Text = None
    Sex: Text = None
    PersonDeathDate: Day = None


class Characteristics(Row):
    """The child's ethnic background."""

    table = "ChildCharacteristics"
    home = "characteristics"
    Ethnicity: Text = None


class Disability(Row):
    """One disability, or the word that there is none."""

    table = "Disabilities"
    home = "disabilities"
    Disability: Text = None


class Assessment(Row):
    """An assessment within an episode of need."""

    table = "Assessments"
    home = "assessments"
    AssessmentActualStartDate: Day = None
    AssessmentInternalReviewDate: Day = None
    AssessmentAuthorisationDate: Day = None
    AssessmentFactors: tuple[str, ...] = ()


class CINPlan(Row):
    """A period on a child in need plan."""

    table = "CINplanDates"
    home = "cin_plans"
    CINPlanStartDate: Day = None
    CINPlanEndDate: Day = None


class Enquiry(Row):
    """A section 47 enquiry and its conference."""

    table = "Section47"
    home = "enquiries"
    S47ActualStartDate: Day = None
    InitialCPCtarget: Day = None
    DateOfInitialCPC: Day = None
    ICPCnotRequired: Text = None


class Review(Row):
    """A review of a child protection plan."""

    table = "Reviews"
    home = "reviews"
    CPPreviewDate: Day = None


class ProtectionPlan(Row):
    """A child protection plan, with its reviews."""

    table = "ChildProtectionPlans"
    home = "plans"
    CPPstartDate: Day = None
    CPPendDate: Day = None
    InitialCategoryOfAbuse: Text = None
    LatestCategoryOfAbuse: Text = None
    NumberOfPreviousCPP: Text = None

    def __init__(self, **values: Any) -> None:
        self.reviews: list[Review] = []
        super().__init__(**values)


class PreProceedings(Row):
    """Pre-proceedings and the family group decision making meeting, from 2026-27."""

    table = "PreProceedingsandFGDM"
    home = "pre_proceedings"
    PPStartDate: Day = None
    LBPSentDate: Day = None
    FGDMMeetingOffer: Text = None
    FGDMMeetingFac: Text = None
    InitialPPMeetingDate: Day = None
    ReviewMeetingsCount: Text = None
    StepDecisionDate: Day = None
    PPOutcome: Text = None
    CourtAppDate: Day = None
    LetterInitCPDate: Day = None


class Episode(Row):
    """An episode of need: the referral, the closure, and what lies between."""

    table = "CINdetails"
    home = "episodes"
    CINreferralDate: Day = None
    ReferralSource: Text = None
    PrimaryNeedCode: Text = None
    CINclosureDate: Day = None
    ReasonForClosure: Text = None
    DateOfInitialCPC: Day = None
    ReferralNFA: Text = None

    def __init__(self, **values: Any) -> None:
        self.assessments: list[Assessment] = []
        self.cin_plans: list[CINPlan] = []
        self.enquiries: list[Enquiry] = []
        self.plans: list[ProtectionPlan] = []
        self.pre_proceedings: list[PreProceedings] = []
        super().__init__(**values)

    @property
    def no_further_action(self) -> bool:
        """Whether the referral led to nothing more."""
        return self.ReferralNFA in YES


TABLES: dict[str, type[Row]] = {
    kind.table: kind for kind in (
        Header, Identifiers, Characteristics, Disability, Episode, Assessment, CINPlan, Enquiry,
        ProtectionPlan, Review, PreProceedings,
    )
}


def fields_of(kind: type[Row]) -> dict[str, str]:
    """The elements of a table, each with the kind of its value: Day, Text or tuple."""
    return {name: told for name, told in kind.__annotations__.items() if name[0].isupper()}


@dataclass(slots=True, eq=False)
class Child:
    """One child: the rows of every table, and each row with the one it lies in."""

    name: str
    rows: list[tuple[Row, Any]] = field(default_factory=list)
    identifiers: list[Identifiers] = field(default_factory=list)
    characteristics: list[Characteristics] = field(default_factory=list)
    disabilities: list[Disability] = field(default_factory=list)
    episodes: list[Episode] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    cin_plans: list[CINPlan] = field(default_factory=list)
    enquiries: list[Enquiry] = field(default_factory=list)
    plans: list[ProtectionPlan] = field(default_factory=list)
    pre_proceedings: list[PreProceedings] = field(default_factory=list)
    #: What holds rows whose own episode is not told; in a file every row lies in its episode.
    loose: list[Episode] = field(default_factory=list)

    @property
    def groups(self) -> list[Episode]:
        """Whatever holds assessments, enquiries and plans together: the episodes, told or not."""
        return [*self.episodes, *self.loose] if self.loose else self.episodes

    def take(self, row: Row, above: Row | None = None) -> None:
        """Put a row in its place: with the child, and with the row it lies in."""
        if above is not None:
            getattr(above, row.home).append(row)
        if row.home != "reviews":
            getattr(self, row.home).append(row)
        self.rows.append((row, above))

    def joined(self, other: Child) -> None:
        """Take the rows of the same child told in another place."""
        for name in self.__slots__[1:]:
            getattr(self, name).extend(getattr(other, name))

    @property
    def unborn(self) -> bool:
        """Whether only an expected day of birth is given."""
        return any(
            who.PersonBirthDate is None and who.ExpectedPersonBirthDate is not None
            for who in self.identifiers
        )

    @property
    def only_no_further_action(self) -> bool:
        """Whether every referral of the child led to nothing more."""
        return bool(self.episodes) and all(each.no_further_action for each in self.episodes)


class Census:
    """The return that a row belongs to: its year, its first and last day, and its codes."""

    def __init__(self, year: int, last: date | None = None, header: Header | None = None) -> None:
        self.year = year
        self.header = header
        self._codes: dict[str, frozenset[str]] = {}
        self.of_year_ending(last or date(year, 3, 31))

    def of_year_ending(self, last: date) -> None:
        """Take the period that ends on that 31 March as the census year."""
        self.last = last
        self.first = date(last.year - 1, 4, 1)
        self.day_before = working_days_before(self.first, 1)
        #: An assessment begun before this day has had more than 45 working days.
        self.assessments_due = working_days_before(last, 45)
        #: A section 47 enquiry begun before this day has had more than 15 working days.
        self.conferences_due = working_days_before(last, 15)

    def codes(self, name: str) -> frozenset[str]:
        """The codes of a set that are valid in this year's census."""
        held = self._codes.get(name)
        if held is None:
            held = self._codes[name] = frozenset(code_set(name).on(date(self.year, 3, 31)))
        return held

    def within(self, day: date) -> bool:
        """Whether a day lies in the census year."""
        return self.first <= day <= self.last


def working_days_before(day: date, count: int) -> date:
    """The working day so many working days earlier; before the calendar begins, weekdays alone."""
    calendar = law.calendar()
    while count:
        day -= timedelta(days=1)
        known = calendar.first <= day <= calendar.last
        count -= calendar.is_working(day) if known else day.weekday() < 5
    return day


