"""Rule 9009: the step up or down decision is on or after the pre-proceedings start, in the
period.
"""

from sightline.returns.cin_census.declaring import ERROR, earlier, on_row
from sightline.returns.cin_census.tables import Census, Episode, PreProceedings


def broken(told: PreProceedings, episode: Episode, census: Census) -> bool:
    day = told.StepDecisionDate
    return day is not None and (not census.within(day) or earlier(day, told.PPStartDate))


RULE = on_row(
    PreProceedings, broken, "9009", ERROR, since=2027,
    fields="PreProceedingsandFGDM.StepDecisionDate PreProceedingsandFGDM.PPStartDate",
    must_hold=(
        "The step up or down decision is on or after the pre-proceedings start, in the period."
    ),
    message=(
        "The decision to step up or down is dated before pre-proceedings started, or outside "
        "the census year."
    ),
    mend="Check both days.",
)

PASSING = """
CINdetails
PreProceedingsandFGDM PPStartDate=2026-06-01 StepDecisionDate=2026-06-01
PreProceedingsandFGDM
"""

FAILING = """
CINdetails
PreProceedingsandFGDM PPStartDate!=2026-06-01 StepDecisionDate!=2026-05-31
PreProceedingsandFGDM PPStartDate!=2026-06-01 StepDecisionDate!=2027-04-01
"""
