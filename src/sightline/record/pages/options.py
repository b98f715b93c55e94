"""What may be chosen for a question that points at a person, worker, team or organisation."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models

from sightline.kernel.forms import Page
from sightline.people.persons.models import Person

Options = list[tuple[int, str]] | list[tuple[str, list[tuple[int, str]]]]
LIMIT = 400


def _workers(child: Person, reader: Any) -> Options:
    from sightline.people.workforce.lookups import workers_offered_to

    return workers_offered_to(reader, LIMIT)


def _teams(child: Person, reader: Any) -> Options:
    from sightline.people.workforce.models import Team

    return [(team.pk, str(team)) for team in Team.objects.order_by("pk")[:LIMIT]]


def _organisations(child: Person, reader: Any) -> Options:
    from sightline.people.organisations.models import Organisation

    rows = Organisation.objects.order_by("name")[:LIMIT]
    return [(organisation.pk, organisation.name) for organisation in rows]


def _outcomes(child: Person, reader: Any) -> Options:
    """The outcomes of the plans that stand on the child's open work, newest version of each."""
    from sightline.record.plans.models import Outcome, PlanDocument
    from sightline.record.spine.models import Step

    open_steps = Step.objects.open().filter(child=child)
    versions = (
        PlanDocument.objects.standing().filter(event__step__in=open_steps)
        .order_by("event__happened_on", "event__order", "event_id")
    )
    newest = dict(versions.values_list("event__step_id", "event_id"))
    rows = Outcome.objects.filter(event__in=newest.values()).select_related("need")
    return [
        (outcome.pk, f"{outcome.need.number}.{outcome.number} {outcome.text}"[:120])
        for outcome in rows.order_by("need__number", "number")[:LIMIT]
    ]


def _adults(child: Person, reader: Any) -> Options:
    """Adults related to the child or living with them, of whom the reader may know.

    Whoever is the child's parent or carer is among them at any age: a mother may be sixteen.
    """
    from sightline.base.moments import today
    from sightline.people.households.lookups import live_with
    from sightline.people.persons.words import ADULT, age_on
    from sightline.people.relationships.kinds import ELDERS
    from sightline.people.relationships.lookups import related_ids
    from sightline.people.relationships.models import Relationship
    from sightline.people.restriction.barrier import split

    near = related_ids([child.pk]) | live_with([child.pk])
    seen, _ = split(reader, near) if reader is not None else (set(), 0)
    rows = Person.objects.filter(pk__in=seen, expected_on__isnull=True).order_by("pk")[:LIMIT]
    ties = Relationship.objects.standing().filter(person=child, kind__in=ELDERS)
    elders = set(ties.values_list("other_id", flat=True))
    found = []
    for person in rows:
        if person.born_on is None or age_on(person.born_on, today())[0] >= ADULT:
            found.append((person.pk, person.display_name))
        elif person.pk in elders:
            found.append((person.pk, f"{person.display_name} (under {ADULT})"))
    return found


BY_MODEL = {
    "persons.Person": _adults,
    "plans.Outcome": _outcomes,
    "workforce.Worker": _workers,
    "workforce.Team": _teams,
    "organisations.Organisation": _organisations,
}


def options_for(page: Page, child: Person, reader: Any = None) -> dict[str, Options]:
    """The choices of each foreign key that the page asks for, by "app.Model.field".

    Workers come in the order in which `reader` looks for them.
    """
    found: dict[str, Options] = {}
    kept: dict[str, Options] = {}
    for section in page.sections:
        if not section.model:
            continue
        model = apps.get_model(section.model)
        for name in section.fields:
            field = model._meta.get_field(name)
            if not isinstance(field, models.ForeignKey):
                continue
            label = field.related_model._meta.label
            if label in BY_MODEL:
                if label not in kept:
                    kept[label] = BY_MODEL[label](child, reader)
                found[f"{section.model}.{name}"] = kept[label]
    return found
