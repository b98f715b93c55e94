"""Rule 8640: reason for closure is in the code set."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Child, Episode


def broken(episode: Episode, child: Child, census: Census) -> bool:
    told = episode.ReasonForClosure
    return told is not None and told not in census.codes("reason_for_closure")


RULE = on_row(
    Episode, broken, "8640", ERROR,
    fields="CINdetails.ReasonForClosure",
    must_hold="Reason for closure is in the code set.",
    message="The reason for closure is not one of the codes.",
    mend="Give one of the codes RC1 to RC9.",
)

PASSING = """
CINdetails ReasonForClosure=RC1
CINdetails
"""

FAILING = """
CINdetails ReasonForClosure!=RC13
"""
