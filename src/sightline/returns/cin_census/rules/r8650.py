"""Rule 8650: primary need is in the code set."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Child, Episode


def broken(episode: Episode, child: Child, census: Census) -> bool:
    told = episode.PrimaryNeedCode
    return told is not None and told not in census.codes("primary_need")


RULE = on_row(
    Episode, broken, "8650", ERROR,
    fields="CINdetails.PrimaryNeedCode",
    must_hold="Primary need is in the code set.",
    message="The primary need is not one of the codes.",
    mend="Give one of the codes N0 to N9.",
)

PASSING = """
CINdetails PrimaryNeedCode=N9
CINdetails
"""

FAILING = """
CINdetails PrimaryNeedCode!=N10
"""
