"""Rule 4220: ethnicity is given and in the code set."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Characteristics, Child


def broken(told: Characteristics, child: Child, census: Census) -> bool:
    return told.Ethnicity not in census.codes("ethnicity")


RULE = on_row(
    Characteristics, broken, "4220", ERROR,
    fields="ChildCharacteristics.Ethnicity",
    must_hold="Ethnicity is given and in the code set.",
    message="The child's ethnic background is missing, or is not one of the codes.",
    mend=(
        "Record how the child, parent or carer describes it; REFU if they would rather not say, "
        "NOBT if not yet asked."
    ),
)

PASSING = """
ChildCharacteristics Ethnicity=AIND
--
ChildCharacteristics Ethnicity=NOBT
"""

FAILING = """
ChildCharacteristics Ethnicity!=ABAB
--
ChildCharacteristics Ethnicity!
"""
