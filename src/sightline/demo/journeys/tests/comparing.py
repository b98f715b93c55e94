"""Everything recorded of a family, apart from row numbers, so that two families can be compared."""

from collections import defaultdict

from django.apps import apps
from django.db.models import ForeignKey

from sightline.record.allocation.models import Involvement
from sightline.record.spine.models import (
    Clock,
    Event,
    EventFacts,
    EventItem,
    Occasion,
    OccasionFacts,
    OccasionItem,
    Step,
)
from sightline.record.tasks.models import Task, TaskStep

FACTS = (EventFacts, EventItem, OccasionFacts, OccasionItem)


class Recorded:
    """A family's rows, each under a name that does not depend on its number."""

    def __init__(self, people) -> None:
        self.names = {("persons.person", p.pk): f"child {n}" for n, p in enumerate(people)}
        self.ids = [p.pk for p in people]
        self.rows: dict[str, list] = defaultdict(list)
        self._events()
        self._steps()
        self._occasions()
        self._tasks()
        self._typed()
        self._derived()

    def _name(self, row, words):
        self.names[(row._meta.label_lower, row.pk)] = words

    def _tell(self, row, *leave):
        told = {}
        for field in row._meta.concrete_fields:
            if field.primary_key or field.name in leave:
                continue
            value = getattr(row, field.attname)
            if isinstance(field, ForeignKey) and value is not None:
                key = (field.related_model._meta.label_lower, value)
                value = self.names.get(key, value)
            told[field.name] = value
        self.rows[row._meta.label].append(told)

    def _events(self):
        self.events = []
        for place, pk in enumerate(self.ids):
            events = Event.objects.filter(child_id=pk).order_by("happened_on", "order", "id")
            for n, event in enumerate(events):
                self._name(event, f"event {place}.{n} {event.kind}")
                self.events.append(event)

    def _steps(self):
        first = {}
        for event in self.events:
            if event.step_id and event.kind.split(".")[0] == event.step.process:
                first.setdefault(event.step_id, event)
        self.steps = list(Step.objects.filter(child_id__in=self.ids))
        for step in self.steps:
            opened = self.names[("spine.event", first[step.pk].pk)]
            self._name(step, f"step of {opened}")

    def _occasions(self):
        parts = defaultdict(list)
        for event in self.events:
            if event.occasion_id:
                parts[event.occasion_id].append(self.names[("spine.event", event.pk)])
        self.occasions = list(Occasion.objects.filter(pk__in=parts))
        for occasion in self.occasions:
            self._name(occasion, f"occasion of {sorted(parts[occasion.pk])}")

    def _tasks(self):
        self.tasks = list(Task.objects.filter(child_id__in=self.ids).order_by("child", "id"))
        counted = defaultdict(int)
        for task in self.tasks:
            child = self.names[("persons.person", task.child_id)]
            counted[child] += 1
            self._name(task, f"task {counted[child]} of {child}")

    def _typed(self):
        typed = [m for m in apps.get_models() if issubclass(m, FACTS)]
        held = []
        events, occasions = [e.pk for e in self.events], [o.pk for o in self.occasions]
        for model in sorted(typed, key=lambda m: m._meta.label):
            column = "event" if issubclass(model, EventFacts | EventItem) else "occasion"
            rows = model.objects.filter(
                **{f"{column}_id__in": events if column == "event" else occasions}
            )
            seen = defaultdict(int)
            for row in sorted(rows, key=lambda r: (
                self.names[(f"spine.{column}", getattr(r, f"{column}_id"))], r.pk)
            ):
                of = self.names[(f"spine.{column}", getattr(row, f"{column}_id"))]
                seen[of] += 1
                self._name(row, f"{model.__name__} {seen[of]} of {of}")
                held.append(row)
        for row in held:
            self._tell(row)

    def _derived(self):
        for row in (*self.events, *self.steps, *self.occasions, *self.tasks):
            self._tell(row)
        for model, where in ((Clock, "child_id__in"), (Involvement, "child_id__in")):
            for row in model.objects.filter(**{where: self.ids}):
                self._tell(row)
        for row in TaskStep.objects.filter(task__in=self.tasks).order_by("task", "id"):
            self._tell(row)

    def all(self):
        """Each table's rows, in an order of their own."""
        return {
            label: sorted(rows, key=lambda r: [f"{k}={v!r}" for k, v in r.items()])
            for label, rows in sorted(self.rows.items())
        }


def differences(one: Recorded, other: Recorded) -> list[str]:
    """The rows that one family has and the other has not, in words."""
    found = []
    left, right = one.all(), other.all()
    for label in sorted({*left, *right}):
        mine = [str(row) for row in left.get(label, [])]
        theirs = [str(row) for row in right.get(label, [])]
        for row in list(mine):
            if row in theirs:
                mine.remove(row)
                theirs.remove(row)
        found += [f"lived: {label} {row}" for row in mine]
        found += [f"written: {label} {row}" for row in theirs]
    return found
