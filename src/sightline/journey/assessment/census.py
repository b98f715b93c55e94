"""What the national return asks of an assessment, and the row that carries it."""

from sightline.journey.assessment.models import Factor
from sightline.record.census_facts.carriers import carry


def declare() -> None:
    """The factors known at the end of an assessment."""
    carry("assessment.authorised", Factor, {"factors": "code"}, many=True)
