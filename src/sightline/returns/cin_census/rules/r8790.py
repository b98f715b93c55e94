"""Rule 8790: NONE is not combined with another disability code."""

from collections.abc import Iterator

from sightline.returns.cin_census.declaring import ERROR, on_child
from sightline.returns.cin_census.tables import Census, Child
from sightline.returns.kit.rules import Marks, at


def broken(child: Child, census: Census) -> Iterator[Marks]:
    if len(child.disabilities) > 1:
        told = [each for each in child.disabilities if each.Disability is not None]
        others = [each for each in told if each.Disability != "NONE"]
        if len(others) < len(told):
            for each in others:
                yield at(each, "Disability")


RULE = on_child(
    broken, "8790", ERROR, table="Disabilities",
    fields="Disabilities.Disability",
    must_hold="NONE is not combined with another disability code.",
    message="The child is said to have no disability, and to have one.",
    mend="Take NONE out, or the other code.",
)

PASSING = """
Disabilities Disability=NONE

Disabilities Disability=MOB
Disabilities Disability=LD

Disabilities Disability=NONE
Disabilities
"""

FAILING = """
Disabilities Disability=NONE
Disabilities Disability!=MOB

Disabilities Disability!=MOB
Disabilities Disability=NONE
Disabilities Disability!=LD
"""
