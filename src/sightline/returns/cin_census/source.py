"""What a census file is able to say: of anything else, nothing is known from this source."""

from __future__ import annotations

from sightline.kernel.facts import Source

#: Only what the file dates. It says that a referral ended in no further action, that an enquiry was
#: concluded and that a category changed, and not when: no timescale may be measured by those.
CARRIES = frozenset({
    "referral.received", "referral.closed", "assessment.started", "assessment.authorised",
    "section47.started", "conference.decided", "protection_plan.started", "protection_plan.ended",
    "child_in_need.opened", "child_in_need.plan_agreed", "child_in_need.ended",
    "person.born", "person.died",
})
SOURCE = Source("cin_census", CARRIES)


def label(words: str) -> str:
    """How an event shows which file it came from, e.g. "cin_census:2022-23"."""
    return f"{SOURCE.key}:{words}"
