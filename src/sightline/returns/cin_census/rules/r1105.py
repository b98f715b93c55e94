"""Rule 1105: a CP plan starts on or after the referral date of its episode."""

from sightline.returns.cin_census.declaring import ERROR, earlier, on_row
from sightline.returns.cin_census.tables import Census, Episode, ProtectionPlan


def broken(plan: ProtectionPlan, episode: Episode, census: Census) -> bool:
    return earlier(plan.CPPstartDate, episode.CINreferralDate)


RULE = on_row(
    ProtectionPlan, broken, "1105", ERROR,
    fields="ChildProtectionPlans.CPPstartDate CINdetails.CINreferralDate",
    must_hold="A CP plan starts on or after the referral date of its episode.",
    message="The child protection plan started before the referral of its episode was received.",
    mend="Check both days. If the plan belongs to an earlier episode of need, move it there.",
)

PASSING = """
CINdetails CINreferralDate=2025-06-01
ChildProtectionPlans CPPstartDate=2025-06-01
"""

FAILING = """
CINdetails CINreferralDate!=2025-06-01
ChildProtectionPlans CPPstartDate!=2025-05-31
"""
