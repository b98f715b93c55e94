"""Rule 8590: every child has at least one episode."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    if not child.episodes:
        for who in child.identifiers:
            yield at(who, "LAchildID")


RULE = on_child(
    broken, "8590", ERROR,
    fields="ChildIdentifiers.LAchildID",
    must_hold="Every child has at least one episode.",
    message="The child has no episode of need.",
    mend=(
        "Add the referral that brought the child into the census, or take the child out of the "
        "return."
    ),
)

PASSING = """
ChildIdentifiers LAchildID=a
CINdetails CINreferralDate=2025-05-01
"""

FAILING = """
ChildIdentifiers LAchildID!=a
"""
