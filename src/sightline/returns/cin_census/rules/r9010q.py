"""Rule 9010Q: when a family group decision making meeting was offered, it is recorded whether it
took place.
"""

from sightline.returns.cin_census.declaring import QUERY, on_row
from sightline.returns.cin_census.tables import NO, YES, Census, Episode, PreProceedings


def broken(told: PreProceedings, episode: Episode, census: Census) -> bool:
    return told.FGDMMeetingOffer in YES and told.FGDMMeetingFac not in (YES | NO)


RULE = on_row(
    PreProceedings, broken, "9010Q", QUERY, since=2027,
    fields="PreProceedingsandFGDM.FGDMMeetingFac PreProceedingsandFGDM.FGDMMeetingOffer",
    must_hold=(
        "When a family group decision making meeting was offered, it is recorded whether it "
        "took place."
    ),
    message=(
        "A family group decision making meeting was offered, and it is not said whether it was "
        "held."
    ),
    mend="Record whether the meeting was held.",
)

PASSING = """
CINdetails
PreProceedingsandFGDM FGDMMeetingOffer=true FGDMMeetingFac=false
PreProceedingsandFGDM FGDMMeetingOffer=false
"""

FAILING = """
CINdetails
PreProceedingsandFGDM FGDMMeetingOffer!=1 FGDMMeetingFac!
"""
