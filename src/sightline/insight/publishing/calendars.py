"""The working days of England and Wales as a relation, so that no query ever counts days."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sightline import law
from sightline.kernel.relations import Relation, Row, day, whole, yes_no


def _days(_: Any) -> Iterator[Row]:
    calendar = law.calendar()
    on, number = calendar.first, 0
    while on <= calendar.last:
        working = calendar.is_working(on)
        number += working
        yield {
            "cale_day": on, "cale_working": working, "cale_counted": number,
            "cale_reached": number if working else number + 1,
        }
        on += timedelta(days=1)


RELATION = Relation(
    name="calendar", key="cale_day", extract=_days,
    title="Every day, with a running number of working days",
    columns=(
        day("cale_day", "The day"),
        yes_no("cale_working", "Whether it is a working day"),
        whole("cale_counted", "Working days up to and including it: take this of a first day"),
        whole("cale_reached", "The number of this working day, or of the next one: take this of a "
              "last day. The difference is how many working days something took, counted as the "
              "law counts: what is done on a Saturday was not done by the Friday"),
    ),
)
