"""What forms cost: how many questions each asks, and how long it takes from start to hand-in.

It is a measure of the forms and never of the people: no line is of a worker or a team, and a form
that few people filled in, or seldom, says nothing of time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median, quantiles
from typing import TYPE_CHECKING

from sightline.kernel.register import processes
from sightline.record.drafts.models import Draft

if TYPE_CHECKING:
    from sightline.kernel.forms import Page

#: A form handed in less often than this, or by fewer people, says nothing of time.
LEAST_TIMES, LEAST_PEOPLE = 10, 3
#: What takes longer than a long sitting was put down and gone on with another time.
SITTING = timedelta(hours=4)


@dataclass
class Form:
    """One form with its questions and, where enough of them were handed in, how long it took."""

    title: str
    process: str
    questions: int
    needed: int
    took: list[timedelta] = field(default_factory=list)
    people: set[int | None] = field(default_factory=set)
    set_aside: int = 0

    @property
    def times(self) -> int:
        """How often it was handed in."""
        return len(self.took)

    @property
    def enough(self) -> bool:
        """Whether so many people handed it in so often that no time is any one person's."""
        return self.times >= LEAST_TIMES and len(self.people) >= LEAST_PEOPLE

    @property
    def half(self) -> timedelta:
        """Half of the times it took no longer than this."""
        return median(self.took)

    @property
    def quarter(self) -> timedelta:
        """A quarter of the times it took longer than this."""
        return quantiles(self.took, n=4, method="inclusive")[2]

    @property
    def one_sitting(self) -> int:
        """Per cent of the times it was begun and handed in at one sitting."""
        return round(100 * sum(each <= SITTING for each in self.took) / self.times)

    @property
    def hours(self) -> float:
        """Hours that half-time gives for all the times together: what the form costs."""
        return self.half.total_seconds() * self.times / 3600


def forms_of(authority_id: int, *, since: datetime) -> list[Form]:
    """Every declared form, those that cost most first; one query, and no name is read.

    Its time is what an authority's drafts say that were handed in since a moment.
    """
    forms = {(process, page.key): form for process, page, form in _declared()}
    rows = Draft.objects.filter(authority_id=authority_id, finished_at__gte=since).values_list(
        "process", "page", "started_at", "finished_at", "became_id", "saved_by_id"
    )
    for process, page, started_at, finished_at, became, who in rows.iterator():
        form = forms.get((process, page))
        if form is None:
            continue
        if became is None:
            form.set_aside += 1
        else:
            form.took.append(finished_at - started_at)
            form.people.add(who)
    return sorted(forms.values(), key=lambda form: (
        not form.enough, -form.hours if form.enough else 0, -form.questions, form.title
    ))


def _declared() -> Iterator[tuple[str, Page, Form]]:
    for process in processes:
        for page in process.pages:
            asked = sum(len(section.fields) for section in page.sections)
            needed = sum(len(section.needed) for section in page.sections)
            yield process.key, page, Form(page.title, process.title, asked, needed)
