"""Rule 9006: the letter before proceedings is dated on or after the pre-proceedings start, in
the period.
"""

from sightline.returns.cin_census.declaring import ERROR, earlier, on_row
from sightline.returns.cin_census.tables import Census, Episode, PreProceedings


def broken(told: PreProceedings, episode: Episode, census: Census) -> bool:
    sent = told.LBPSentDate
    return sent is not None and (not census.within(sent) or earlier(sent, told.PPStartDate))


RULE = on_row(
    PreProceedings, broken, "9006", ERROR, since=2027,
    fields="PreProceedingsandFGDM.LBPSentDate PreProceedingsandFGDM.PPStartDate",
    must_hold=(
        "The letter before proceedings is dated on or after the pre-proceedings start, in the "
        "period."
    ),
    message=(
        "The letter before proceedings was sent before pre-proceedings started, or outside the "
        "census year."
    ),
    mend="Check both days.",
)

PASSING = """
CINdetails
PreProceedingsandFGDM PPStartDate=2026-06-01 LBPSentDate=2026-06-01
PreProceedingsandFGDM
"""

FAILING = """
CINdetails
PreProceedingsandFGDM PPStartDate!=2026-06-01 LBPSentDate!=2026-05-31
PreProceedingsandFGDM PPStartDate!=2026-06-01 LBPSentDate!=2027-04-01
"""
