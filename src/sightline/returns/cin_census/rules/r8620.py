"""Rule 8620: the closure date lies in the census period."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Child, Episode


def broken(episode: Episode, child: Child, census: Census) -> bool:
    return episode.CINclosureDate is not None and not census.within(episode.CINclosureDate)


RULE = on_row(
    Episode, broken, "8620", ERROR,
    fields="CINdetails.CINclosureDate",
    must_hold="The closure date lies in the census period.",
    message="The episode closed outside the census year.",
    mend=(
        "Check the day. An episode that closed before the year is not in the return; a later "
        "closure comes next year."
    ),
)

PASSING = """
CINdetails CINclosureDate=2025-04-01
CINdetails CINclosureDate=2026-03-31
CINdetails
"""

FAILING = """
CINdetails CINclosureDate!=2025-03-31
CINdetails CINclosureDate!=2026-04-01
"""
