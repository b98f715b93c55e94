"""What the national return asks of an assessment, and the row that carries it."""

from sightline.journey.assessment.models import Factor
from sightline.record.census_facts.carriers import carry


def declare() -> None:
    """The factors known at its end: handed in with it here, or told with its end by a file."""
    for kind in ("assessment.submitted", "assessment.authorised"):
        carry(kind, Factor, {"factors": "code"}, many=True)
