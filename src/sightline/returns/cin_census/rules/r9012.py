"""Rule 9012: the court application is on or after the decision to start proceedings, in the
period.
"""

from sightline.returns.cin_census.declaring import ERROR, earlier, on_row
from sightline.returns.cin_census.tables import Census, Episode, PreProceedings


def broken(told: PreProceedings, episode: Episode, census: Census) -> bool:
    day = told.CourtAppDate
    return day is not None and (not census.within(day) or earlier(day, told.StepDecisionDate))


RULE = on_row(
    PreProceedings, broken, "9012", ERROR, since=2027,
    fields="PreProceedingsandFGDM.CourtAppDate PreProceedingsandFGDM.StepDecisionDate",
    must_hold=(
        "The court application is on or after the decision to start proceedings, in the period."
    ),
    message=(
        "The application to court is dated before the decision to start proceedings, or outside "
        "the census year."
    ),
    mend="Check both days.",
)

PASSING = """
CINdetails
PreProceedingsandFGDM StepDecisionDate=2026-06-01 CourtAppDate=2026-06-01
PreProceedingsandFGDM
"""

FAILING = """
CINdetails
PreProceedingsandFGDM StepDecisionDate!=2026-06-01 CourtAppDate!=2026-05-31
PreProceedingsandFGDM StepDecisionDate! CourtAppDate!=2027-04-01
"""
