"""Rule 8606: the referral is at most 40 weeks before birth or expected birth."""

from collections.abc import Iterator
from datetime import timedelta

from sightline.returns.cin_census.declaring import ERROR, earlier, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at

BEFORE = timedelta(weeks=40)


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for who in child.identifiers:
        born = who.PersonBirthDate or who.ExpectedPersonBirthDate
        if born is None:
            continue
        for episode in child.episodes:
            if earlier(episode.CINreferralDate, born - BEFORE):
                yield at(episode, "CINreferralDate") + at(
                    who, "PersonBirthDate", "ExpectedPersonBirthDate")


RULE = on_child(
    broken, "8606", ERROR,
    fields=(
        "CINdetails.CINreferralDate ChildIdentifiers.PersonBirthDate "
        "ChildIdentifiers.ExpectedPersonBirthDate"
    ),
    must_hold="The referral is at most 40 weeks before birth or expected birth.",
    message=(
        "The referral was received more than 40 weeks before the child was born or is expected."
    ),
    mend=(
        "Check the referral date and the date of birth; it may be a referral of a brother or "
        "sister."
    ),
)

PASSING = """
ChildIdentifiers PersonBirthDate=2026-03-31
CINdetails CINreferralDate=2025-06-24
CINdetails
--
ChildIdentifiers ExpectedPersonBirthDate=2026-03-31
CINdetails CINreferralDate=2025-06-24
--
ChildIdentifiers
CINdetails CINreferralDate=2025-06-24
"""

FAILING = """
ChildIdentifiers PersonBirthDate!=2026-03-31 ExpectedPersonBirthDate!
CINdetails CINreferralDate!=2025-06-23

ChildIdentifiers PersonBirthDate! ExpectedPersonBirthDate!=2026-03-31
CINdetails CINreferralDate!=2025-06-23
"""
