"""Rule 9015Q: when a first pre-proceedings meeting was held, the count of review meetings is
given.
"""

from sightline.returns.cin_census.declaring import QUERY, on_row
from sightline.returns.cin_census.tables import Census, Episode, PreProceedings


def broken(told: PreProceedings, episode: Episode, census: Census) -> bool:
    return told.InitialPPMeetingDate is not None and told.ReviewMeetingsCount is None


RULE = on_row(
    PreProceedings, broken, "9015Q", QUERY, since=2027,
    fields="PreProceedingsandFGDM.ReviewMeetingsCount PreProceedingsandFGDM.InitialPPMeetingDate",
    must_hold=(
        "When a first pre-proceedings meeting was held, the count of review meetings is given."
    ),
    message=(
        "A first pre-proceedings meeting was held, and it is not said how many review meetings "
        "followed."
    ),
    mend="Count the review meetings; 0 when there were none.",
)

PASSING = """
CINdetails
PreProceedingsandFGDM InitialPPMeetingDate=2026-06-01 ReviewMeetingsCount=0
PreProceedingsandFGDM
"""

FAILING = """
CINdetails
PreProceedingsandFGDM InitialPPMeetingDate!=2026-06-01 ReviewMeetingsCount!
"""
