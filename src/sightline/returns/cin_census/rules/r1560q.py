"""Rule 1560Q: a former UPN has the UPN format."""

import re

from sightline.returns.cin_census.declaring import QUERY, on_row
from sightline.returns.cin_census.tables import Census, Child, Identifiers

WRITTEN = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]", re.ASCII)


def broken(who: Identifiers, child: Child, census: Census) -> bool:
    return who.FormerUPN is not None and not WRITTEN.fullmatch(who.FormerUPN)


RULE = on_row(
    Identifiers, broken, "1560Q", QUERY,
    fields="ChildIdentifiers.FormerUPN",
    must_hold="A former UPN has the UPN format.",
    message="The former unique pupil number is not written as such a number is.",
    mend=(
        "Copy it again: a letter, eleven digits, then a digit or a letter. Leave it out when it "
        "is not known."
    ),
)

PASSING = """
ChildIdentifiers FormerUPN=X98000000000B
--
ChildIdentifiers FormerUPN=X980000000001
--
ChildIdentifiers
"""

FAILING = """
ChildIdentifiers FormerUPN!=X98000000000
--
ChildIdentifiers FormerUPN!=1980000000001
"""
