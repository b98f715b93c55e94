"""Rule 9000Q: a pre-proceedings start date is present, or the authority explains that it does
not collect it yet.
"""

from sightline.returns.cin_census.declaring import QUERY, on_row
from sightline.returns.cin_census.tables import Census, Episode, PreProceedings


def broken(told: PreProceedings, episode: Episode, census: Census) -> bool:
    return told.PPStartDate is None


RULE = on_row(
    PreProceedings, broken, "9000Q", QUERY, since=2027,
    fields="PreProceedingsandFGDM.PPStartDate",
    must_hold=(
        "A pre-proceedings start date is present, or the authority explains that it does not "
        "collect it yet."
    ),
    message="The day on which it was decided to start pre-proceedings is not given.",
    mend=(
        "Record the day of the legal planning meeting, or be ready to say that it is not "
        "collected yet."
    ),
)

PASSING = """
CINdetails
PreProceedingsandFGDM PPStartDate=2026-06-01
"""

FAILING = """
CINdetails
PreProceedingsandFGDM PPStartDate!
"""
