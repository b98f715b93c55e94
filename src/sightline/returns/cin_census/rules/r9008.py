"""Rule 9008: the first pre-proceedings meeting lies in the census period."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Episode, PreProceedings


def broken(told: PreProceedings, episode: Episode, census: Census) -> bool:
    held = told.InitialPPMeetingDate
    return held is not None and not census.within(held)


RULE = on_row(
    PreProceedings, broken, "9008", ERROR, since=2027,
    fields="PreProceedingsandFGDM.InitialPPMeetingDate",
    must_hold="The first pre-proceedings meeting lies in the census period.",
    message="The first pre-proceedings meeting was held outside the census year.",
    mend="Check the day of the meeting.",
)

PASSING = """
CINdetails
PreProceedingsandFGDM InitialPPMeetingDate=2026-04-01
PreProceedingsandFGDM
"""

FAILING = """
CINdetails
PreProceedingsandFGDM InitialPPMeetingDate!=2026-03-31
"""
