"""Rule 4000: a referral with no further action has no CIN plan."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, CINPlan, Episode


def broken(plan: CINPlan, episode: Episode, census: Census) -> bool:
    return episode.no_further_action


RULE = on_row(
    CINPlan, broken, "4000", ERROR,
    fields="CINplanDates.LAchildID CINdetails.ReferralNFA",
    must_hold="A referral with no further action has no CIN plan.",
    message="The referral led to no further action, and yet there is a child in need plan.",
    mend=(
        "If there was a plan, the referral led to further action: mend the flag. Otherwise take "
        "the plan out."
    ),
)

PASSING = """
CINdetails ReferralNFA=false
CINPlanDates CINPlanStartDate=2025-06-01
"""

FAILING = """
CINdetails ReferralNFA!=true
CINPlanDates LAchildID! CINPlanStartDate=2025-06-01
"""
