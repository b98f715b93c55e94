"""Rule 2887Q: the return uses at least eight different disability codes."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import QUERY, on_return
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks


class Watch:
    """Gathers the codes that are used."""

    def __init__(self, census: Census) -> None:
        self.known = census.codes("disability")
        self.used: set[str] = set()

    def see(self, child: Child) -> None:
        for told in child.disabilities:
            if told.Disability in self.known:
                self.used.add(told.Disability)

    def broken(self) -> Iterator[Marks]:
        if len(self.used) < 8:
            yield ()


RULE = on_return(
    Watch, "2887Q", QUERY,
    fields="Disabilities.Disability",
    must_hold="The return uses at least eight different disability codes.",
    message="Fewer than eight different disability codes are used in the whole return.",
    mend="See whether every kind of disability is recorded, and be ready to say why some are not.",
    dispute=(
        "The sector's validator counts the rows that say NONE; the rule asks how many different "
        "codes there are."
    ),
)

PASSING = """
Disabilities Disability=NONE
--
Disabilities Disability=MOB
Disabilities Disability=HAND
Disabilities Disability=PC
Disabilities Disability=INC
Disabilities Disability=COMM
Disabilities Disability=LD
Disabilities Disability=HEAR
"""

FAILING = """
Disabilities Disability=NONE
--
Disabilities Disability=NONE
--
Disabilities Disability=NONE
--
Disabilities Disability=NONE
--
Disabilities Disability=NONE
--
Disabilities Disability=NONE
--
Disabilities Disability=NONE
--
Disabilities Disability=NONE
--
Disabilities Disability=MOB
"""
