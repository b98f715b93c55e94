"""Rule 8805: a closure date has a reason."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Child, Episode


def broken(episode: Episode, child: Child, census: Census) -> bool:
    return episode.CINclosureDate is not None and episode.ReasonForClosure is None


RULE = on_row(
    Episode, broken, "8805", ERROR,
    fields="CINdetails.CINclosureDate CINdetails.ReasonForClosure",
    must_hold="A closure date has a reason.",
    message="The episode has a closure date and no reason for closure.",
    mend="Record why the episode closed; or take the date out if it is open.",
)

PASSING = """
CINdetails CINclosureDate=2025-06-01 ReasonForClosure=RC1
CINdetails ReasonForClosure=RC1
CINdetails
"""

FAILING = """
CINdetails CINclosureDate!=2025-06-01 ReasonForClosure!
"""
