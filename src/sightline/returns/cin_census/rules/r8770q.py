"""Rule 8770Q: a child of school age has a UPN or a reason other than UN1."""

from collections.abc import Iterator
from datetime import date

from sightline.kernel.calendar import add_months
from sightline.returns.cin_census.declaring import QUERY, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for who in child.identifiers:
        if who.UPN is None and who.UPNunknown in (None, "UN1"):
            if who.PersonBirthDate is None or child.only_no_further_action:
                continue
            if who.PersonBirthDate <= born_by(census):
                yield at(who, "UPN", "UPNunknown")


def born_by(census: Census) -> date:
    """Whoever was born by this day is of school age.

    From 2024-25 a child counts who was five on the 31 August within the census year; until then
    one who was five when it began.
    """
    if census.year >= 2025:
        return date(census.last.year - 6, 8, 31)
    return add_months(census.first, -60)


RULE = on_child(
    broken, "8770Q", QUERY,
    fields="ChildIdentifiers.UPN ChildIdentifiers.UPNunknown",
    must_hold="A child of school age has a UPN or a reason other than UN1.",
    message=(
        "The child is of school age, and has neither a unique pupil number nor a reason that "
        "fits."
    ),
    mend="Ask the school or the virtual school for the number; if there is none, give the reason.",
)

PASSING = """
ChildIdentifiers PersonBirthDate=2020-09-01
CINdetails ReferralNFA=false
--
ChildIdentifiers PersonBirthDate=2015-09-01 UPN=A950000178301
CINdetails ReferralNFA=false
--
ChildIdentifiers PersonBirthDate=2015-09-01 UPNunknown=UN2
CINdetails ReferralNFA=false
--
ChildIdentifiers PersonBirthDate=2015-09-01
CINdetails ReferralNFA=true

year 2023-24
ChildIdentifiers PersonBirthDate=2018-04-02
CINdetails ReferralNFA=false
"""

FAILING = """
ChildIdentifiers PersonBirthDate=2020-08-31 UPN! UPNunknown!
CINdetails ReferralNFA=false
--
ChildIdentifiers PersonBirthDate=2012-08-31 UPN! UPNunknown!=UN1
CINdetails ReferralNFA=false
CINdetails ReferralNFA=true

year 2023-24
ChildIdentifiers PersonBirthDate=2018-04-01 UPN! UPNunknown!
CINdetails ReferralNFA=false
"""
