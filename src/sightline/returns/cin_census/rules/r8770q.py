"""Rule 8770Q: a child of school age has a UPN or a reason other than UN1."""

from collections.abc import Iterator
from datetime import date, timedelta

from sightline.kernel.calendar import add_months
from sightline.returns.cin_census.declaring import QUERY, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at

#: Why a child of school age may have no number; "too young for school" (UN1) is none of them.
REASONS = frozenset({"UN2", "UN3", "UN4", "UN5", "UN6", "UN7"})


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for who in child.identifiers:
        if who.UPN is None and str(who.UPNunknown).upper() not in REASONS:
            if who.PersonBirthDate is None or child.only_no_further_action:
                continue
            if who.PersonBirthDate <= born_by(census):
                yield at(who, "UPN", "UPNunknown")


def born_by(census: Census) -> date:
    """Whoever was born by this day is of school age.

    From 2024-25 a child counts who was five on the 31 August within the census year; until then
    one who was born earlier than six years before its last day.
    """
    if census.year >= 2025:
        return date(census.last.year - 6, 8, 31)
    return add_months(census.last, -72) - timedelta(days=1)


RULE = on_child(
    broken, "8770Q", QUERY,
    fields="ChildIdentifiers.UPN ChildIdentifiers.UPNunknown",
    must_hold="A child of school age has a UPN or a reason other than UN1.",
    message=(
        "The child is of school age, and has neither a unique pupil number nor a reason that "
        "fits."
    ),
    mend="Ask the school or the virtual school for the number; if there is none, give the reason.",
    dispute=(
        "Until 2023-24 the rule says: earlier than the reference date less six years. The sector's "
        "validator also finds a child whose sixth birthday is the last day itself."
    ),
)

PASSING = """
ChildIdentifiers PersonBirthDate=2020-09-01
CINdetails ReferralNFA=false
--
ChildIdentifiers PersonBirthDate=2015-09-01 UPN=A950000178301
CINdetails ReferralNFA=false
--
ChildIdentifiers PersonBirthDate=2015-09-01 UPNunknown=un2
CINdetails ReferralNFA=false
--
ChildIdentifiers PersonBirthDate=2015-09-01
CINdetails ReferralNFA=true

year 2023-24
ChildIdentifiers PersonBirthDate=2018-03-31
CINdetails ReferralNFA=false
"""

FAILING = """
ChildIdentifiers PersonBirthDate=2020-08-31 UPN! UPNunknown!
CINdetails ReferralNFA=false
--
ChildIdentifiers PersonBirthDate=2012-08-31 UPN! UPNunknown!=UN1
CINdetails ReferralNFA=false
CINdetails ReferralNFA=true
--
ChildIdentifiers PersonBirthDate=2012-08-31 UPN! UPNunknown!=UN8
CINdetails ReferralNFA=false

year 2023-24
ChildIdentifiers PersonBirthDate=2018-03-30 UPN! UPNunknown!
CINdetails ReferralNFA=false
"""
