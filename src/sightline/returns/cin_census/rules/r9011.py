"""Rule 9011: the pre-proceedings outcome is in code set CS131."""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import Census, Episode, PreProceedings


def broken(told: PreProceedings, episode: Episode, census: Census) -> bool:
    outcome = told.PPOutcome
    return outcome is not None and outcome not in census.codes("pre_proceedings_outcome")


RULE = on_row(
    PreProceedings, broken, "9011", ERROR, since=2027,
    fields="PreProceedingsandFGDM.PPOutcome",
    must_hold="The pre-proceedings outcome is in code set CS131.",
    message="The outcome of pre-proceedings is not one of the codes.",
    mend="Give one of the codes of set CS131.",
)

PASSING = """
CINdetails
PreProceedingsandFGDM PPOutcome=A
PreProceedingsandFGDM
"""

FAILING = """
CINdetails
PreProceedingsandFGDM PPOutcome!=Z
"""
