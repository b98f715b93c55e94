"""Rule 2883: across the return, CP plans started in the period do not outnumber initial
conferences held.
"""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_return
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks


class Watch:
    """Counts plans begun and conferences held within the year."""

    def __init__(self, census: Census) -> None:
        self.within = census.within
        self.plans = self.conferences = 0

    def see(self, child: Child) -> None:
        within = self.within
        for plan in child.plans:
            if plan.CPPstartDate is not None:
                self.plans += within(plan.CPPstartDate)
        for row in (*child.enquiries, *child.episodes):
            if row.DateOfInitialCPC is not None:
                self.conferences += within(row.DateOfInitialCPC)

    def broken(self) -> Iterator[Marks]:
        if self.plans > self.conferences:
            yield ()


RULE = on_return(
    Watch, "2883", ERROR,
    fields=(
        "ChildProtectionPlans.CPPstartDate Section47.DateOfInitialCPC "
        "CINdetails.DateOfInitialCPC"
    ),
    must_hold=(
        "Across the return, CP plans started in the period do not outnumber initial conferences "
        "held."
    ),
    message=(
        "More child protection plans started in the census year than initial conferences were "
        "held."
    ),
    mend="Look for plans whose conference is missing: rule 2885 names them child by child.",
)

PASSING = """
CINdetails DateOfInitialCPC=2025-05-01
Section47 DateOfInitialCPC=2025-06-01
ChildProtectionPlans CPPstartDate=2025-05-01
ChildProtectionPlans CPPstartDate=2025-06-01
ChildProtectionPlans CPPstartDate=2024-06-01
"""

FAILING = """
CINdetails DateOfInitialCPC=2025-05-01
Section47 DateOfInitialCPC=2024-06-01
ChildProtectionPlans CPPstartDate=2025-05-01
ChildProtectionPlans CPPstartDate=2025-06-01
"""
