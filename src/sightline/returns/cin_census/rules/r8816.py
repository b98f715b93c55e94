"""Rule 8816: only the latest episode may be open, apart from NFA referrals."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    if len(child.episodes) < 2:
        return
    dated = [each for each in child.episodes if each.CINreferralDate is not None]
    for one in dated:
        if one.CINclosureDate is not None or one.no_further_action:
            continue
        later = [each.CINreferralDate for each in dated
                 if each is not one and each.CINreferralDate >= one.CINreferralDate]
        if later:
            latest = max(later)
            yield at(one, "CINreferralDate") + tuple(
                mark for each in dated if each is not one and each.CINreferralDate == latest
                for mark in at(each, "CINreferralDate"))


RULE = on_child(
    broken, "8816", ERROR,
    fields="CINdetails.CINreferralDate",
    must_hold="Only the latest episode may be open, apart from NFA referrals.",
    message="An earlier episode of need is open although a later one followed it.",
    mend="Close the earlier episode before the later referral, or join the two to one.",
)

PASSING = """
CINdetails CINreferralDate=2025-05-01 CINclosureDate=2025-06-01 ReferralNFA=false
CINdetails CINreferralDate=2025-06-01 ReferralNFA=true
CINdetails CINreferralDate=2025-07-01 ReferralNFA=false
"""

FAILING = """
CINdetails CINreferralDate!=2025-05-01 ReferralNFA=false
CINdetails CINreferralDate=2025-05-10 CINclosureDate=2025-05-10 ReferralNFA=false
CINdetails CINreferralDate!=2025-06-01 CINclosureDate=2025-06-01 ReferralNFA=false

CINdetails CINreferralDate!=2025-05-01 ReferralNFA=false
CINdetails CINreferralDate!=2025-05-01 ReferralNFA=false
"""
