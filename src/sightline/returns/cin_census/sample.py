"""Made-up census files of any size, for measuring an import; every child in them is invented."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from lxml import etree

from sightline.law.codes import code_set
from sightline.returns.cin_census import layout
from sightline.returns.cin_census.layout import CHILD
from sightline.returns.cin_census.reading.desk import GROUP
from sightline.returns.cin_census.reading.parts import conference_due
from sightline.returns.kit.writing import element, xml_file

SEED = 47
#: One referral in so many leads on to each thing, near enough to the published figures.
ASSESSED, ENQUIRED, CONFERRED, PLANNED = 0.8, 0.3, 0.4, 0.85


#: The check letters of a unique pupil number, which leave out I, O and S.
CHECKS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def pupil_number(number: int) -> str:
    """A unique pupil number that is written as one is, with its check letter; nobody has it."""
    digits = f"201{number:09d}"
    total = sum(place * int(each) for place, each in enumerate(digits, start=2))
    return f"{CHECKS[total % 23]}{digits}"


class Borough:
    """A made-up authority's year: the same seed gives the same file."""

    def __init__(self, year: int, seed: int = SEED) -> None:
        self.year = year
        self.first, self.last = layout.period(year)
        self.dice = random.Random(seed)  # noqa: S311  made-up children, not secrets

    def write(self, out: Path, *, children: int, authority: str = "999") -> Path:
        """Write a census file of so many children."""
        details = {"Collection": "CIN", "Year": self.year, "ReferenceDate": self.last}
        source = {
            "SourceLevel": "L", "LEA": authority, "SoftwareCode": "made up", "SerialNo": "001",
            "DateTime": f"{self.year}-05-23T11:14:05",
        }
        with xml_file(out) as stream, stream.element("Message"):
            stream.write(element("Header", {
                "CollectionDetails": element("CollectionDetails", details, details),
                "Source": element("Source", source, source),
            }, ("CollectionDetails", "Source")))
            with stream.element("Children"):
                for number in range(children):
                    stream.write(self.child(number))
        return out

    def code(self, name: str) -> str:
        """Any code that is valid on the last day."""
        return self.dice.choice(list(code_set(name).on(self.last)))

    def after(self, day: date, least: int, most: int) -> date:
        """A day some days later."""
        return day + timedelta(days=self.dice.randint(least, most))

    def child(self, number: int) -> etree._Element:
        """One child with an episode of need open in the year."""
        dice = self.dice
        born = self.after(date(self.year - 17, 1, 1), 0, 15 * 365)
        sex = {"Sex": dice.choice("MF")} if self.year >= 2025 else {
            "GenderCurrent": dice.choice("12")}
        disabilities = ["NONE"] if dice.random() < 0.87 else sorted(
            {self.code("disability") for _ in range(2)} - {"NONE"}) or ["NONE"]
        return element("Child", {
            "ChildIdentifiers": element("ChildIdentifiers", {
                "LAchildID": f"MADEUP{number:07d}", "UPN": pupil_number(number),
                "PersonBirthDate": born, **sex,
            }, layout.inside(f"{CHILD}/ChildIdentifiers")),
            "ChildCharacteristics": element("ChildCharacteristics", {
                "Ethnicity": self.code("ethnicity"),
                "Disabilities": element(
                    "Disabilities", {"Disability": disabilities}, ("Disability",)),
            }, layout.inside(f"{CHILD}/ChildCharacteristics")),
            "CINdetails": self.episode(),
        }, layout.inside(CHILD))

    def episode(self) -> etree._Element:
        """An episode of need with what followed the referral."""
        dice, day = self.dice, self.after(self.first, -200, 330)
        closed = self.after(day, 60, 500)
        ended = closed if self.first <= closed <= self.last else None
        held: dict[str, Any] = {
            "CINreferralDate": day, "ReferralSource": self.code("referral_source"),
            "PrimaryNeedCode": self.code("primary_need"), "CINclosureDate": ended,
            "ReasonForClosure": self.code("reason_for_closure") if ended else None,
            "ReferralNFA": False,
        }
        if dice.random() < ASSESSED:
            held["Assessments"] = self.assessment(day)
        if dice.random() < ENQUIRED:
            self.enquiry(day, ended, held)
        elif dice.random() < 0.5:
            begun = self.after(day, 30, 50)
            if begun <= self.last:
                held["CINPlanDates"] = element(
                    "CINPlanDates", {"CINPlanStartDate": begun, "CINPlanEndDate": ended},
                    layout.inside(f"{GROUP}/CINPlanDates"))
        return element("CINdetails", held, layout.inside(GROUP))

    def assessment(self, day: date) -> etree._Element:
        """An assessment, authorised within the year or still being written."""
        authorised = self.after(day, 15, 75)
        done = authorised <= self.last
        codes = {self.code("assessment_factors") for _ in range(3)} - {"21"}
        factors = element(
            "FactorsIdentifiedAtAssessment", {"AssessmentFactors": sorted(codes)},
            ("AssessmentFactors",))
        return element("Assessments", {
            "AssessmentActualStartDate": day,
            "AssessmentAuthorisationDate": authorised if done else None,
            "FactorsIdentifiedAtAssessment": factors if done and codes else None,
        }, layout.inside(f"{GROUP}/Assessments"))

    def enquiry(self, day: date, ended: date | None, held: dict[str, Any]) -> None:
        """A section 47 enquiry, and for some a conference and the plan that it made."""
        begun = self.after(day, 0, 3)
        due = conference_due(begun)
        conferred = self.dice.random() < CONFERRED and due is not None and due <= self.last
        held["Section47"] = element("Section47", {
            "S47ActualStartDate": begun, "InitialCPCtarget": due,
            "DateOfInitialCPC": due if conferred else None, "ICPCnotRequired": not conferred,
        }, layout.inside(f"{GROUP}/Section47"))
        if conferred and due is not None and self.dice.random() < PLANNED:
            category = self.dice.choice(["NEG", "PHY", "SAB", "EMO"])
            over = ended if ended is not None and ended > due else None
            review = self.after(due, 60, 95)
            reviewed = review <= (over or self.last)
            held["ChildProtectionPlans"] = element("ChildProtectionPlans", {
                "CPPstartDate": due, "CPPendDate": over, "InitialCategoryOfAbuse": category,
                "LatestCategoryOfAbuse": category, "NumberOfPreviousCPP": 0,
                "Reviews": element("Reviews", {"CPPreviewDate": review}, ("CPPreviewDate",))
                if reviewed else None,
            }, layout.inside(f"{GROUP}/ChildProtectionPlans"))
