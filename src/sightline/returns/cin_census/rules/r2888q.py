"""Rule 2888Q: some children have more than one disability code."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import QUERY, on_return
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks


class Watch:
    """Looks for one child with two disabilities."""

    def __init__(self, census: Census) -> None:
        self.several = False

    def see(self, child: Child) -> None:
        if len(child.disabilities) > 1 and not self.several:
            self.several = len({d.Disability for d in child.disabilities} - {None, "NONE"}) > 1

    def broken(self) -> Iterator[Marks]:
        if not self.several:
            yield ()


RULE = on_return(
    Watch, "2888Q", QUERY,
    fields="Disabilities.Disability",
    must_hold="Some children have more than one disability code.",
    message="No child of the return has more than one disability.",
    mend="See whether all disabilities of a child are recorded and not only the first.",
)

PASSING = """
Disabilities Disability=MOB
Disabilities Disability=LD
"""

FAILING = """
Disabilities Disability=MOB
Disabilities Disability=MOB
--
Disabilities Disability=NONE
"""
