"""What a census file is able to say: of anything else, nothing is known from this source."""

from __future__ import annotations

from datetime import date

from sightline.kernel.facts import Source
from sightline.returns.cin_census.layout import year_of

#: Only what the file dates. It says that a referral ended in no further action, that an enquiry was
#: concluded and that a category changed, and not when: no timescale may be measured by those.
CARRIES = frozenset({
    "referral.received", "referral.closed", "assessment.started", "assessment.authorised",
    "section47.started", "conference.decided", "protection_plan.started", "protection_plan.ended",
    "child_in_need.opened", "child_in_need.plan_agreed", "child_in_need.ended",
    "person.born", "person.died",
})


def last_day(words: str) -> date | None:
    """The last day of a census year as its label says it: "2022-23" ends on 31 March 2023."""
    try:
        return date(year_of(words), 3, 31)
    except ValueError:
        return None


SOURCE = Source("cin_census", CARRIES, last_day)


def label(words: str) -> str:
    """How an event shows which file it came from, e.g. "cin_census:2022-23"."""
    return f"{SOURCE.key}:{words}"


def reach(told: str) -> date | None:
    """The day from which a file tells every referral: the first of its census year."""
    words = told.partition(":")[2]
    try:
        return date(year_of(words) - 1, 4, 1)
    except ValueError:
        return None
