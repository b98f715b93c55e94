"""The protection plan on paper: one for professionals, one in plain words for the family."""

from __future__ import annotations

from sightline.base.components.words import day
from sightline.base.documents import FieldList, Heading, Paragraph
from sightline.base.documents.blocks import Block
from sightline.record.documents import plan_parts
from sightline.record.documents.kinds import Asked, DocumentKind, register
from sightline.record.documents.models import ForWhom
from sightline.record.documents.parts import Part
from sightline.record.documents.recipients import FAMILY
from sightline.record.harm.categories import in_words
from sightline.record.spine.models import Event, Step


def plan_steps(child_id: int) -> list[Step]:
    """The child's protection plan, when it has been written."""
    return plan_parts.steps_with_plan("protection_plan", child_id)


def _category(step: Step) -> str:
    kinds = ("protection_plan.started", "protection_plan.category_changed")
    rows = Event.objects.standing().of(*kinds).filter(step=step).in_order()
    last = list(rows.values_list("outcome", "happened_on"))[-1:]
    return in_words(*last[0]) if last else "category not recorded"


def for_professionals(asked: Asked) -> list[Part]:
    """The whole plan with its category and dates."""
    if asked.step is None:
        return []
    rows = [("Category", _category(asked.step)), ("Plan since", day(asked.step.opened_on))]
    if asked.step.owner_worker is not None:
        rows.append(("Lead social worker", asked.step.owner_worker.name))
    about = Part("plan:about", "About the plan", [FieldList(rows)])
    return [about, *plan_parts.professional(asked, asked.step)]


def for_the_family(asked: Asked) -> list[Part]:
    """The plan in plain words: why, what has to change, who does what, and what one can do."""
    if asked.step is None:
        return []
    name = asked.name
    said = (
        f"This plan is about keeping {name} safe and well. It says what has to change, who will "
        "do what, and when we will look at it again."
    )
    blocks: list[Block] = [Paragraph(said)]
    if ring := plan_parts.who_to_ring(asked):
        blocks.append(FieldList(ring))
    parts = [Part("plan:about", "What this is", [Heading("What this is"), *blocks])]
    parts += plan_parts.plain(asked, asked.step)
    return [*parts, plan_parts.rights(asked)]


def declare() -> None:
    """Put the two forms of the plan in the register of documents."""
    register(DocumentKind(
        "protection_plan", "Child protection plan, for professionals",
        "The whole plan, need by need, with who does what by when.", for_professionals,
        steps=plan_steps, for_whom=frozenset({ForWhom.AGENCY}), order=30,
        heading=lambda a: f"Child protection plan: {a.child.display_name}",
    ))
    register(DocumentKind(
        "protection_plan_family", "Child protection plan, in plain words",
        "The same plan for a parent, a carer or the child.", for_the_family,
        steps=plan_steps, for_whom=FAMILY, order=31,
        heading=lambda a: f"The plan to keep {a.name} safe",
    ))
