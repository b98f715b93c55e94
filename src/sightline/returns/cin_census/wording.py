"""The elements of the census in the words of the people who record them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sightline.base.components.words import day
from sightline.law.codes import code_set
from sightline.returns.cin_census.layout import elements

#: What each element is called at work; one that is missing here goes by the return's own name.
CALLED = {
    "LAchildID": "Local identifier", "UPN": "Unique pupil number",
    "FormerUPN": "Former unique pupil number", "UPNunknown": "Why there is no pupil number",
    "PersonBirthDate": "Born", "ExpectedPersonBirthDate": "Expected", "GenderCurrent": "Gender",
    "Sex": "Sex", "PersonDeathDate": "Died", "Ethnicity": "Ethnic background",
    "Disability": "Disability", "CINreferralDate": "Referral received",
    "ReferralSource": "Who referred", "PrimaryNeedCode": "Primary need",
    "CINclosureDate": "Closed", "ReasonForClosure": "Why it closed",
    "ReferralNFA": "No further action on the referral",
    "AssessmentActualStartDate": "Assessment started",
    "AssessmentInternalReviewDate": "Assessment checkpoint",
    "AssessmentAuthorisationDate": "Assessment authorised",
    "AssessmentFactors": "Factors found", "CINPlanStartDate": "Child in need plan agreed",
    "CINPlanEndDate": "Child in need plan ended", "S47ActualStartDate": "Enquiry started",
    "InitialCPCtarget": "Conference due", "DateOfInitialCPC": "Initial conference held",
    "ICPCnotRequired": "No conference needed", "CPPreviewDate": "Plan reviewed",
    "CPPstartDate": "Protection plan started", "CPPendDate": "Protection plan ended",
    "InitialCategoryOfAbuse": "Category at the start", "LatestCategoryOfAbuse": "Latest category",
    "NumberOfPreviousCPP": "Earlier protection plans",
}
#: The row itself, where what is wrong is that it is there.
THERE = {
    "CINplanDates": "Child in need plan", "Section47": "Section 47 enquiry",
    "ChildProtectionPlans": "Child protection plan", "Assessments": "Assessment",
}
NOTHING = "not recorded"
YES_NO = {"true": "yes", "false": "no"}
SETS = {each.name: each.code_set for each in elements() if each.code_set}


def called(table: str, element: str) -> str:
    """An element in words; the row it is of, where it only says which row is meant."""
    if element == "LAchildID" and table in THERE:
        return THERE[table]
    return CALLED.get(element, element)


def worded(element: str, value: Any) -> str:
    """A value in words: a day as it is written, a code with its meaning."""
    if value is None or value == ():
        return NOTHING
    if isinstance(value, tuple):
        return ", ".join(worded(element, each) for each in value)
    if isinstance(value, date):
        return f"{day(value)} ({value:%A})"
    text = str(value)
    if text in YES_NO:
        return YES_NO[text]
    known = code_set(SETS[element]) if element in SETS else None
    label = next((each.label for each in known if each.code == text), "") if known else ""
    return f"{label} ({text})" if label else text
