"""Rule 8868: every section 47 enquiry is concluded (conference held or not required) before the
episode closes.
"""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import YES, Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    for episode in child.episodes:
        if episode.CINclosureDate is not None:
            for each in episode.enquiries:
                if (each.DateOfInitialCPC is None) == (each.ICPCnotRequired not in YES):
                    yield (
                        at(episode, "CINclosureDate")
                        + at(each, "DateOfInitialCPC", "ICPCnotRequired")
                    )


RULE = on_child(
    broken, "8868", ERROR, table="Section47",
    fields="CINdetails.CINclosureDate Section47.DateOfInitialCPC Section47.ICPCnotRequired",
    must_hold=(
        "Every section 47 enquiry is concluded (conference held or not required) before the "
        "episode closes."
    ),
    message=(
        "The episode closed, and a section 47 enquiry in it is not concluded in one of the two "
        "ways: a conference, or none required."
    ),
    mend="Give the day of the conference, or say that none was required, and never both.",
)

PASSING = """
CINdetails CINclosureDate=2025-06-01
Section47 DateOfInitialCPC=2025-05-01 ICPCnotRequired=false
Section47 ICPCnotRequired=1
CINdetails
Section47
"""

FAILING = """
CINdetails CINclosureDate!=2025-06-01
Section47 DateOfInitialCPC! ICPCnotRequired!=false
Section47 DateOfInitialCPC!=2025-05-01 ICPCnotRequired!=true
"""
