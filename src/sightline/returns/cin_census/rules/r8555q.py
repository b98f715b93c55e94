"""Rule 8555Q: a referral is not received after the child died."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import QUERY, earlier, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for who in child.identifiers:
        if who.PersonDeathDate is not None:
            for episode in child.episodes:
                if earlier(who.PersonDeathDate, episode.CINreferralDate):
                    yield at(who, "PersonDeathDate") + at(episode, "CINreferralDate")


RULE = on_child(
    broken, "8555Q", QUERY,
    fields="ChildIdentifiers.PersonDeathDate CINdetails.CINreferralDate",
    must_hold="A referral is not received after the child died.",
    message="The referral was received after the child died.",
    mend="Check both days, or be ready to explain them.",
)

PASSING = """
ChildIdentifiers PersonDeathDate=2025-06-01
CINdetails CINreferralDate=2025-06-01
CINdetails
"""

FAILING = """
ChildIdentifiers PersonDeathDate!=2025-06-01
CINdetails CINreferralDate!=2025-06-02
"""
