"""Rule 9005: the pre-proceedings start date lies in the census period."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Episode, PreProceedings


def broken(told: PreProceedings, episode: Episode, census: Census) -> bool:
    return told.PPStartDate is not None and not census.within(told.PPStartDate)


RULE = on_row(
    PreProceedings, broken, "9005", ERROR, since=2027,
    fields="PreProceedingsandFGDM.PPStartDate",
    must_hold="The pre-proceedings start date lies in the census period.",
    message="Pre-proceedings started outside the census year.",
    mend="Check the day of the legal planning meeting.",
)

PASSING = """
CINdetails
PreProceedingsandFGDM PPStartDate=2026-04-01
PreProceedingsandFGDM
"""

FAILING = """
CINdetails
PreProceedingsandFGDM PPStartDate!=2026-03-31
PreProceedingsandFGDM PPStartDate!=2027-04-01
"""
