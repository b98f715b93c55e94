"""Every question the product asks, where it is asked and where its answer is kept.

A fact has one place: what is asked in one place is shown in every other. Questions that look alike
and are kept apart are found by their words, and each such pair has its reason here or is a fault.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

#: Words that two ways of putting one question may differ by.
SMALL = frozenset({
    "the", "a", "an", "this", "that", "these", "those", "is", "was", "are", "were", "be", "been",
    "did", "does", "do", "has", "have", "had", "it", "its", "their", "our", "your", "you", "we",
    "they", "there", "in", "on", "at",
})


Kept = frozenset[str]

#: Columns whose questions look alike and ask for different things, each set with the reason.
APART: Mapping[Kept, str] = {
    frozenset(columns.split()): reason for columns, reason in {
        "protection_plan.Finding.due_on strategy_discussion.Agreed.due_on":
            "each is the day of another action, and each becomes a task in the one register",
        "assessment.ChildView.method conference.Sharing.way core_group.NotesSent.way":
            "how a child was heard, how a report was shared and how notes were sent",
        "contact.ChildPart.safe_because out_of_hours.ChildPart.safe_because":
            "at the moment of two different contacts, hours apart",
        "meetings.AgencyView.name meetings.Participant.name referrers.Referrer.name":
            "an agency may send its view and nobody to the meeting; a referrer is no part of one",
        "meetings.AgencyView.agency meetings.Participant.agency":
            "an agency may send its view and nobody to the meeting",
        "conference.ConferenceDecision.chair_name meetings.Meeting.chair_name":
            "who decided on the day may be another than was booked",
        "assessment.Adult.name decisions.Decision.made_by_name "
        "safety_agreement.Agreement.monitor_name visits.Visit.visited_by_name":
            "four people: an adult of the family, who decided, who sees to a promise, who visited",
        "conference.ConferenceDecision.child_view safety_agreement.Seeing.showed "
        "section47.Enquiry.child_account visits.ChildPart.said":
            "a child speaks at each: what was said on that day to that person",
        "meetings.Meeting.place safety_agreement.Seeing.where":
            "where a meeting is to be, and where a child was seen",
        "safety_agreement.Party.name section47.Emergency.done_by":
            "who promised something, and who took a step in an emergency",
        "assessment.Content.parents_views section47.Enquiry.parents_account":
            "what parents say of the harm is not what they say of the assessment",
        "assessment.Content.recommended section47.Enquiry.recommended":
            "two pieces of work, each with its own proposal to its own manager",
        "notes.Note.analysis reports.Report.analysis section47.Enquiry.analysis":
            "a note is of one day; the report takes the enquiry's words over in its first draft",
        "child_in_need.HelpReview.child_view core_group.ChildsProgress.child_view "
        "police_protection.Taken.child_said":
            "a child speaks at each: what was said on that day to that person",
        "out_of_hours.Episode.told section47.Emergency.words visits.Visit.summary":
            "three different events, of which each has its own story",
        "protection_plan.Finding.action strategy_discussion.Agreed.text":
            "each becomes a task in the one register",
        "emergency_protection.Ended.safe_because police_protection.Ended.safe_because":
            "the ends of two powers, of which the one may follow the other",
        "emergency_protection.Ended.goes_to police_protection.Ended.goes_to":
            "the ends of two powers, of which the one may follow the other",
        "orders.PlaceOfSafety.where situation.Situation.where_words":
            "while a place of safety stands the card shows it and asks nothing",
        "orders.PlaceOfSafety.with_whom situation.Situation.with_whom":
            "while a place of safety stands the card shows it and asks nothing",
        "contact.Account.detail referrers.Reply.words":
            "what the referrer told us, and what we told the referrer",
        "contact.FamilyTold.told_who referrers.Reply.said_to":
            "the family and the referrer are told of different things",
        "conference.Delay.reason conference.Exclusion.reason police_protection.Taken.reason":
            "the reasons of three different acts",
        "child_in_need.HelpReview.reason decisions.Decision.rationale":
            "a review's meeting decides, and no one person does",
    }.items()
}

#: What is told of a person on the pages of the people floor, by the names their fields have.
OF_A_PERSON = frozenset({
    "given", "family", "born_on", "expected_on", "died_on", "sex", "lines", "postcode", "address",
    "nhs", "upn", "ethnicity", "religion", "phone", "email",
})
ELSEWHERE: Mapping[str, str] = {
    "sightline.journey.contact.newcomers.NewcomerForm":
        "makes the record of somebody new through the people floor's own action",
    "sightline.portal.referral_form.forms.You": "the writer is no person of the record",
    "sightline.portal.referral_form.forms.Child":
        "written from outside; a worker says who it is, and the people floor records it",
    "sightline.portal.referral_form.forms.Home":
        "written from outside; a worker says who it is, and the people floor records it",
    "sightline.portal.referral_form.unborn.Mother":
        "written from outside; a worker says who it is, and the people floor records it",
    "sightline.portal.referral_form.unborn.Pregnancy":
        "written from outside; a worker says who it is, and the people floor records it",
}
PEOPLE = "sightline.people."


@dataclass(frozen=True, slots=True)
class Question:
    """One question of one page: its words, the page, and the column that keeps its answer."""

    words: str
    page: str
    kept: str

    @property
    def gist(self) -> frozenset[str]:
        """The words that say what is asked."""
        return frozenset(re.findall(r"[^\W_]+", self.words.lower())) - SMALL


def questions() -> list[Question]:
    """Every question that a declared page asks and keeps in a typed row."""
    from django.apps import apps

    from sightline.kernel.register import processes

    found = []
    for process in processes:
        for page in process.pages:
            for section in page.sections:
                if not section.model:
                    continue
                model: Any = apps.get_model(section.model)
                for name in section.fields:
                    column = model._meta.get_field(name)
                    words = section.labels.get(name) or str(column.verbose_name)
                    found.append(Question(
                        words, f"{process.key}/{page.key}", f"{section.model}.{name}"
                    ))
    return found


def alike(asked: Iterable[Question]) -> dict[Kept, list[Question]]:
    """Questions of one gist whose answers are kept in different columns, by those columns."""
    by_gist: dict[frozenset[str], dict[str, Question]] = defaultdict(dict)
    for question in asked:
        if question.gist:
            by_gist[question.gist].setdefault(question.kept, question)
    return {
        frozenset(columns): list(columns.values())
        for columns in by_gist.values() if len(columns) > 1
    }


def told_elsewhere() -> Iterator[tuple[str, list[str]]]:
    """Forms above the people floor that ask for what is told of a person, with those fields."""
    from django import forms
    from django.urls import get_resolver

    from sightline.kernel.register import processes

    assert get_resolver().url_patterns, "reading the addresses brings every form in"
    for form in _below(forms.Form):
        where = f"{form.__module__}.{form.__qualname__}"
        if where.startswith("sightline.") and not where.startswith(PEOPLE):
            named = sorted(OF_A_PERSON & set(form.base_fields))
            if named and ".tests." not in where:
                yield where, named
    for process in processes:
        for page in process.pages:
            for section in page.sections:
                facts = OF_A_PERSON & set(section.fields)
                # an address or number of the referrer is theirs, and they are no person here
                if facts and section.model != "referrers.Referrer":
                    yield f"{process.key}/{page.key}", sorted(facts)


def _below(form: Any) -> Iterator[Any]:
    for each in form.__subclasses__():
        yield each
        yield from _below(each)
