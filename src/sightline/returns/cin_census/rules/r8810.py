"""Rule 8810: a closure reason has a date."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Child, Episode


def broken(episode: Episode, child: Child, census: Census) -> bool:
    return episode.ReasonForClosure is not None and episode.CINclosureDate is None


RULE = on_row(
    Episode, broken, "8810", ERROR,
    fields="CINdetails.ReasonForClosure CINdetails.CINclosureDate",
    must_hold="A closure reason has a date.",
    message="The episode has a reason for closure and no closure date.",
    mend="Record the day the episode closed; or take the reason out if it is open.",
)

PASSING = """
CINdetails CINclosureDate=2025-06-01 ReasonForClosure=RC1
CINdetails CINclosureDate=2025-06-01
CINdetails
"""

FAILING = """
CINdetails CINclosureDate! ReasonForClosure!=RC1
"""
