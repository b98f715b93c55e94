"""What stands to be mended, as far as one person may see it: counts, course and children."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count as Counting
from django.db.models import QuerySet
from django.urls import reverse

from sightline.access.authorities.models import Authority
from sightline.access.policy import visible_children
from sightline.base.moments import today
from sightline.insight.measures.asking import Count
from sightline.insight.screens import small
from sightline.insight.screens.course import Course
from sightline.kernel.register import processes
from sightline.people.persons.summary import IdentityLine, summary
from sightline.record.child.panels import Warning
from sightline.returns.cin_census.checking.register import rule as rule_of
from sightline.returns.cin_census.checking.told import SEVERITIES
from sightline.returns.health.models import Finding
from sightline.returns.health.rows import years_on
from sightline.returns.kit.rules import Rule

#: Where a finding is put right that names no step: who the child is.
IDENTITY = "Who the child is"
NO_TEAM, NO_WORKER = "No team yet", "No worker yet"


@dataclass(frozen=True)
class Item:
    """One finding with its rule in plain words, the values that broke it, and where to mend it."""

    rule: Rule
    severity: str
    values: tuple[tuple[str, str], ...]
    href: str
    where: str
    since: date

    @property
    def kind(self) -> str:
        """Error or query, in a word."""
        return SEVERITIES[self.severity]


@dataclass
class Child:
    """One child to mend, with what was found, the most harmful first."""

    line: IdentityLine
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """One team or worker: children with something to mend, errors and queries, as shown."""

    words: str
    numbers: tuple[str, str, str]
    href: str = ""


def findings(authority: Authority, year: int) -> QuerySet[Finding]:
    """Everything ever found of an authority in a census year, put right or not."""
    return Finding.objects.filter(authority=authority, year=year)


@dataclass(frozen=True, slots=True)
class Stands:
    """One finding that stands, as a count needs it."""

    child_id: int
    rule: str
    severity: str
    harm: int
    team: tuple[int | None, str]
    worker: tuple[int | None, str]


def standing(rows: QuerySet[Finding]) -> list[Stands]:
    """Everything that stands among these findings; one query."""
    told = rows.filter(gone_on=None).order_by().values_list(
        "child_id", "rule", "severity", "harm", "team_id", "team__name_now", "worker_id",
        "worker__name")
    return [
        Stands(child, rule, severity, harm, (team, team_name or NO_TEAM),
               (worker, name or NO_WORKER))
        for child, rule, severity, harm, team, team_name, worker, name in told
    ]


def lines(held: Iterable[Stands], by: str, *, whole: bool) -> list[tuple[int | None, Line]]:
    """What stands by team or by worker, the most errors first; small numbers hidden from some."""
    parts: dict[tuple[int | None, str], list[Stands]] = defaultdict(list)
    for each in held:
        parts[getattr(each, by)].append(each)
    told = sorted(((key, _counts(some)) for key, some in parts.items()),
                  key=lambda part: (-part[1][1], -part[1][2], part[0][1]))
    columns = [
        [shown.numbers[1] for shown in small.table(
            [(key[1], Count(counts[place], counts[place])) for key, counts in told], whole=whole)]
        for place in range(3)
    ]
    return [
        (key[0], Line(key[1], numbers))
        for (key, _), numbers in zip(told, zip(*columns, strict=True), strict=True)
    ]


def _counts(held: Sequence[Stands]) -> tuple[int, int, int]:
    """Children, errors and queries."""
    errors = sum(each.severity == "error" for each in held)
    return len({each.child_id for each in held}), errors, len(held) - errors


def by_rule(held: Iterable[Stands], *, whole: bool) -> list[tuple[Rule, str]]:
    """The rules that are broken, the most harmful first, and by how many children as shown."""
    parts: dict[str, list[Stands]] = defaultdict(list)
    for each in held:
        parts[each.rule].append(each)
    # in no order of what may be hidden
    codes = sorted(parts, key=lambda code: (-parts[code][0].harm, code))
    told = [(rule, _counts(parts[rule.code])[0]) for code in codes if (rule := rule_of(code))]
    shown = small.table([("", Count(number, number)) for _, number in told], whole=whole)
    return [(rule, line.numbers[1]) for (rule, _), line in zip(told, shown, strict=True)]


def total(held: Sequence[Stands], *, whole: bool) -> Line:
    """All that stands, in one line."""
    shown = [
        small.table([("", Count(number, number))], whole=whole)[0].numbers[1]
        for number in _counts(held)
    ]
    return Line("All", (shown[0], shown[1], shown[2]))


def course(rows: QuerySet[Finding], began_on: date, *, whole: bool) -> Course:
    """How much stood to be mended at the end of each month since anybody looked, and today."""
    spells = list(
        rows.order_by().values_list("found_on", "gone_on").annotate(number=Counting("pk")))
    told = []
    for day, words in _days(began_on, today()):
        number = sum(
            count for found, gone, count in spells
            if found <= day and (gone is None or gone > day)
        )
        told += small.table([(words, Count(number, number))], whole=whole)
    return Course("Things to mend, at the end of each month", told, percent=False)


def _days(first: date, last: date) -> Iterable[tuple[date, str]]:
    """The last day of each month from the first day to yesterday, and today."""
    day = first
    while True:
        end = (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        if end >= last:
            break
        yield end, f"{end:%b %Y}"
        day = end + timedelta(days=1)
    yield last, "Today"


def openable(rows: QuerySet[Finding], user: Any) -> QuerySet[Finding]:
    """What was ever found of children whose records this person may open."""
    return rows.filter(child_id__in=visible_children(user))


def by_harm(held: Iterable[Stands]) -> list[int]:
    """The children of these findings: whose findings do most harm come first."""
    harm: dict[int, int] = defaultdict(int)
    for each in held:
        harm[each.child_id] += each.harm
    return sorted(harm, key=lambda child: (-harm[child], child))


def children(rows: QuerySet[Finding], ids: Sequence[int]) -> list[Child]:
    """These children with all that stands of them among the findings; two queries."""
    named = summary(ids)
    held: dict[int, list[Item]] = defaultdict(list)
    of_them = rows.filter(gone_on=None, child_id__in=ids).select_related("step")
    for row in of_them.order_by("-harm", "rule", "pk"):
        if (item := item_of(row)) is not None:
            held[row.child_id].append(item)
    return [Child(named[pk], held[pk]) for pk in ids if pk in named]


def item_of(row: Finding) -> Item | None:
    """A finding as a person reads it; none when its rule is no longer there."""
    rule = rule_of(row.rule)
    if rule is None:
        return None
    told = (line.partition("\t") for line in row.said.splitlines())
    values = tuple((name, value) for name, _, value in told)
    href, where = place_of(row)
    return Item(rule, row.severity, values, href, where, row.found_on)


def place_of(row: Finding) -> tuple[str, str]:
    """The page on which a finding is put right, and its words."""
    if row.step is None:
        return reverse("person", args=[row.child_id]), IDENTITY
    words = processes[row.step.process].title
    return reverse("pages:step", args=[row.child_id, row.step_id]), words


def warnings_on(child: Any) -> list[Warning]:
    """What stands to be mended of one child, for the child's own page; one query.

    What two years' returns would both find wrong is one thing to mend.
    """
    rows = Finding.objects.filter(child=child, gone_on=None, year__in=years_on(today()))
    items = [item_of(row) for row in rows.select_related("step").order_by("-harm", "rule", "pk")]
    told = [(item.rule.message, item.href) for item in items if item is not None]
    return [Warning(message, href) for message, href in dict.fromkeys(told)]
