"""Rule 8540: disability is present and valid unless the child is unborn or every episode was a
referral NFA.
"""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    known = census.codes("disability")
    for told in child.disabilities:
        if told.Disability is not None and told.Disability not in known:
            yield at(told, "Disability")
    if child.unborn or child.only_no_further_action:
        return
    if all(told.Disability is None for told in child.disabilities):
        # an empty element is named where it stands, and a missing one at the child
        for told in child.disabilities:
            yield at(told, "Disability")
        for who in () if child.disabilities else child.identifiers:
            yield at(who, "LAchildID")


RULE = on_child(
    broken, "8540", ERROR,
    fields="Disabilities.Disability ChildIdentifiers.LAchildID",
    must_hold=(
        "Disability is present and valid unless the child is unborn or every episode was a "
        "referral NFA."
    ),
    message="Nothing is said of disability, or what is said is not one of the codes.",
    mend="Record the child's disabilities, or NONE when there is none.",
)

PASSING = """
ChildIdentifiers LAchildID=a PersonBirthDate=2015-01-01
Disabilities Disability=NONE
CINdetails ReferralNFA=false

ChildIdentifiers LAchildID=a ExpectedPersonBirthDate=2026-05-01
CINdetails ReferralNFA=false

ChildIdentifiers LAchildID=a PersonBirthDate=2015-01-01
CINdetails ReferralNFA=true
"""

FAILING = """
ChildIdentifiers LAchildID!=a PersonBirthDate=2015-01-01
CINdetails ReferralNFA=true
CINdetails ReferralNFA=false

ChildIdentifiers LAchildID=a PersonBirthDate=2015-01-01
Disabilities Disability!
CINdetails ReferralNFA=false

ChildIdentifiers LAchildID=a PersonBirthDate=2015-01-01
Disabilities Disability!=BLUE
Disabilities Disability=MOB
CINdetails ReferralNFA=true
"""
