"""Rule 9013: the letter starting care proceedings is on or after the court application, in the
period.
"""

from sightline.returns.cin_census.declaring import ERROR, earlier, on_row
from sightline.returns.cin_census.tables import Census, Episode, PreProceedings


def broken(told: PreProceedings, episode: Episode, census: Census) -> bool:
    day = told.LetterInitCPDate
    return day is not None and (not census.within(day) or earlier(day, told.CourtAppDate))


RULE = on_row(
    PreProceedings, broken, "9013", ERROR, since=2027,
    fields="PreProceedingsandFGDM.LetterInitCPDate PreProceedingsandFGDM.CourtAppDate",
    must_hold=(
        "The letter starting care proceedings is on or after the court application, in the "
        "period."
    ),
    message=(
        "The letter of intent to issue care proceedings is dated before the application to "
        "court, or outside the census year."
    ),
    mend="Check both days.",
)

PASSING = """
CINdetails
PreProceedingsandFGDM CourtAppDate=2026-06-01 LetterInitCPDate=2026-06-01
PreProceedingsandFGDM
"""

FAILING = """
CINdetails
PreProceedingsandFGDM CourtAppDate!=2026-06-01 LetterInitCPDate!=2026-05-31
PreProceedingsandFGDM CourtAppDate! LetterInitCPDate!=2027-04-01
"""
