"""What puts a child in front of the panel: the detectors of drift, and lists that exist already.

Nothing is put on an agenda by a rule. What each sees is shown to the coordinator, who decides; and
it is kept with the child's place before the panel as it was seen on the day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sightline.base.components.words import day, plural
from sightline.base.moments import today
from sightline.journey.chairs_alert.queries import told
from sightline.journey.protection_plan.queries.changes import DRIFT_MONTHS, drifting
from sightline.kernel.detectors import detectors
from sightline.oversight.drift.knowing import Looking, end_of, subjects
from sightline.oversight.drift.running import Alert, alerts_about, run
from sightline.oversight.worklists.exceptions import KINDS, Scope
from sightline.record.plans import queries as plans
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.people.persons.models import Person

#: The lists of children to look at whose matter is the work and not what is typed of a child.
LISTS = ("long-plans", "in-need", "undecided")


@dataclass(frozen=True)
class Found:
    """What one rule sees of one child: on which work, in which words, and since when."""

    rule: str
    title: str
    words: tuple[str, ...]
    since: date | None = None
    step_id: int | None = None

    @property
    def days(self) -> int | None:
        """For how many days it has been so; none where the rule cannot say."""
        return (today() - self.since).days if self.since is not None else None


@dataclass(frozen=True)
class OneChild(Scope):
    """The open work with one child, for lists that are made for teams and services."""

    child_id: int = 0

    def narrow(self, steps: Any) -> list[Step]:
        """Their open work among some, the oldest first."""
        return super().narrow(steps.filter(child=self.child_id))


Pair = tuple[int, Found]


def _detected(alerts: list[Alert]) -> Iterator[Pair]:
    """Findings that nobody has answered yet."""
    for alert in alerts:
        each = alert.finding
        if each.child is not None and each.told:
            title = detectors[each.detector].title
            yield each.child, Found(each.detector, title, each.facts, each.since, each.step)


def _listed(scope: Scope) -> Iterator[Pair]:
    for key in LISTS:
        for row in KINDS[key].find(scope):
            if row.step.child_id is not None:
                yield row.step.child_id, Found(
                    key, KINDS[key].title, row.words, row.since, row.step.pk
                )


def _plans(scope: Scope) -> Iterator[Pair]:
    """Protection plans that say nothing, or of what is done if they fail."""
    steps = scope.narrow(Step.objects.open().of("protection_plan"))
    lines = plans.lines([step.pk for step in steps]) if steps else {}
    for step in steps:
        line = lines[step.pk]
        if (line.empty or line.contingency_missing) and step.child_id is not None:
            begun = f"The plan began on {day(step.opened_on)}."
            yield step.child_id, Found(
                "plan-says", "Protection plan with something missing", (f"{line.words}.", begun),
                step.opened_on, step.pk,
            )


def _drifting(scope: Scope) -> Iterator[Pair]:
    """Protection plans of more than nine months under which little has improved."""
    one = scope.child_id if isinstance(scope, OneChild) else None
    for each in drifting(scope.authority, child_id=one):
        step = each.step
        # a plan past fifteen months is on the list of long plans, which says so
        if each.long or step.child_id is None:
            continue
        share = "No outcome has been reviewed." if each.improved is None else (
            f"{round(100 * each.improved)}% of its outcomes have improved."
        )
        yield step.child_id, Found(
            "plan-drifts", "Protection plan that changes little",
            (f"It has lasted more than {plural(DRIFT_MONTHS, 'month')}.", share),
            step.opened_on, step.pk,
        )


def _challenged(scope: Scope) -> Iterator[Pair]:
    """Chairs' alerts whose day has passed, answered or not."""
    steps = scope.narrow(Step.objects.open().of("chairs_alert"))
    for one in told(steps, words=False):
        if one.late and one.step.child_id is not None:
            yield one.step.child_id, Found(
                "chairs-alert", "Chair’s alert not put right",
                (f"{one.about}.", f"{one.state}, {day(one.due_on)}."), one.due_on, one.step.pk,
            )


#: Every list beside the detectors.
SOURCES: tuple[Callable[[Scope], Iterator[Pair]], ...] = (
    _listed, _plans, _drifting, _challenged,
)


def found_in(authority: Authority) -> Mapping[int, list[Found]]:
    """What every rule sees today, child by child."""
    found: dict[int, list[Found]] = defaultdict(list)
    for child_id, each in _detected(run(as_at=today(), authority=authority)):
        found[child_id].append(each)
    scope = Scope(authority, None)
    for source in SOURCES:
        for child_id, each in source(scope):
            found[child_id].append(each)
    return found


def found_of(child: Person) -> list[Found]:
    """What every rule sees today of one child."""
    on = today()
    looking = Looking(on, end_of(on), child.authority)
    alerts = [
        alert for seen in subjects(looking, [child.pk], ()) for alert in alerts_about(seen, on)
    ]
    scope = OneChild(child.authority, None, child.pk)
    pairs = [*_detected(alerts), *(pair for source in SOURCES for pair in source(scope))]
    return [each for child_id, each in pairs if child_id == child.pk]


def gravest_first(item: tuple[int, list[Found]]) -> tuple[int, date]:
    """The order in which children are offered: most rules first, then the longest."""
    since = [each.since for each in item[1] if each.since is not None]
    return -len({each.rule for each in item[1]}), min(since, default=date.max)
