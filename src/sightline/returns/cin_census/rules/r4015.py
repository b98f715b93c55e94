"""Rule 4015: a CIN plan starts on or after the referral date of its episode."""

from sightline.returns.cin_census.declaring import ERROR, earlier, on_row
from sightline.returns.cin_census.tables import Census, CINPlan, Episode


def broken(plan: CINPlan, episode: Episode, census: Census) -> bool:
    return earlier(plan.CINPlanStartDate, episode.CINreferralDate)


RULE = on_row(
    CINPlan, broken, "4015", ERROR,
    fields="CINplanDates.CINPlanStartDate CINdetails.CINreferralDate",
    must_hold="A CIN plan starts on or after the referral date of its episode.",
    message="The child in need plan started before the referral of its episode was received.",
    mend="Check both days. If the plan belongs to an earlier episode of need, move it there.",
)

PASSING = """
CINdetails CINreferralDate=2025-06-01
CINPlanDates CINPlanStartDate=2025-06-01
CINPlanDates
"""

FAILING = """
CINdetails CINreferralDate!=2025-06-01
CINPlanDates CINPlanStartDate!=2025-05-31
"""
