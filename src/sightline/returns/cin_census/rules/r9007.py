"""Rule 9007: when a letter before proceedings was sent, it is recorded whether a family group
decision making meeting was offered.
"""

from sightline.returns.cin_census.declaring import ERROR, on_row
from sightline.returns.cin_census.tables import NO, YES, Census, Episode, PreProceedings


def broken(told: PreProceedings, episode: Episode, census: Census) -> bool:
    return told.LBPSentDate is not None and told.FGDMMeetingOffer not in (YES | NO)


RULE = on_row(
    PreProceedings, broken, "9007", ERROR, since=2027,
    fields="PreProceedingsandFGDM.FGDMMeetingOffer PreProceedingsandFGDM.LBPSentDate",
    must_hold=(
        "When a letter before proceedings was sent, it is recorded whether a family group "
        "decision making meeting was offered."
    ),
    message=(
        "A letter before proceedings was sent, and it is not said whether it offered a family "
        "group decision making meeting."
    ),
    mend="Record whether the letter offered the meeting.",
)

PASSING = """
CINdetails
PreProceedingsandFGDM LBPSentDate=2026-06-01 FGDMMeetingOffer=false
PreProceedingsandFGDM
"""

FAILING = """
CINdetails
PreProceedingsandFGDM LBPSentDate!=2026-06-01 FGDMMeetingOffer!
"""
