"""Rule 8794: no disability code is repeated."""

from collections import Counter
from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    if len(child.disabilities) > 1:
        often = Counter(each.Disability for each in child.disabilities)
        for each in child.disabilities:
            if each.Disability is not None and often[each.Disability] > 1:
                yield at(each, "Disability")


RULE = on_child(
    broken, "8794", ERROR, table="Disabilities",
    fields="Disabilities.Disability",
    must_hold="No disability code is repeated.",
    message="The same disability is given more than once.",
    mend="Leave one of them.",
)

PASSING = """
Disabilities Disability=MOB
Disabilities Disability=LD
--
Disabilities Disability=LD
--
Disabilities
Disabilities
"""

FAILING = """
Disabilities Disability!=MOB
Disabilities Disability=LD
Disabilities Disability!=MOB
"""
