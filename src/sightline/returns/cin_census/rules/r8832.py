"""Rule 8832: an NFA referral has no CP plan."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Episode, ProtectionPlan


def broken(plan: ProtectionPlan, episode: Episode, census: Census) -> bool:
    return episode.no_further_action


RULE = on_row(
    ProtectionPlan, broken, "8832", ERROR,
    fields="CINdetails.ReferralNFA ChildProtectionPlans.LAchildID",
    must_hold="An NFA referral has no CP plan.",
    message="The referral led to no further action, and yet there is a child protection plan.",
    mend=(
        "If there was a plan, the referral led to further action: mend the flag. Otherwise take "
        "the plan out."
    ),
)

PASSING = """
CINdetails ReferralNFA=false
ChildProtectionPlans CPPstartDate=2025-06-01
"""

FAILING = """
CINdetails ReferralNFA!=true
ChildProtectionPlans LAchildID! CPPstartDate=2025-06-01
"""
