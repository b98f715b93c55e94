"""Rule 8995Q: at least one child has pre-proceedings data, or the authority explains why none."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import QUERY, on_return
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks


class Watch:
    """Looks for one child with pre-proceedings."""

    def __init__(self, census: Census) -> None:
        self.any = False

    def see(self, child: Child) -> None:
        self.any = self.any or bool(child.pre_proceedings)

    def broken(self) -> Iterator[Marks]:
        if not self.any:
            yield ()


RULE = on_return(
    Watch, "8995Q", QUERY, since=2027,
    fields="PreProceedingsandFGDM.PPStartDate",
    must_hold="At least one child has pre-proceedings data, or the authority explains why none.",
    message="No child of the return has anything on pre-proceedings.",
    mend="Add it for the children concerned, or be ready to say why there is none.",
)

PASSING = """
CINdetails
PreProceedingsandFGDM PPStartDate=2026-06-01
"""

FAILING = """
CINdetails
"""
