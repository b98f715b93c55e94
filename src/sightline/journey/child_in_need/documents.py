"""The child in need plan on paper, in the words of whoever it is for."""

from __future__ import annotations

from sightline.base.components.words import day
from sightline.base.documents import FieldList, Heading, Paragraph
from sightline.base.documents.blocks import Block
from sightline.record.documents import plan_parts
from sightline.record.documents.kinds import Asked, DocumentKind, register
from sightline.record.documents.parts import Part
from sightline.record.spine.models import Step


def help_steps(child_id: int) -> list[Step]:
    """The child's help, when it has been written."""
    return plan_parts.steps_with_plan("child_in_need", child_id)


def parts(asked: Asked) -> list[Part]:
    """What the plan is, the plan, and for a family what they may do."""
    if asked.step is None:
        return []
    worker = asked.step.owner_worker
    if not asked.family:
        rows = [("Help since", day(asked.step.opened_on))]
        if worker is not None:
            rows.append(("Social worker", worker.name))
        about = Part("plan:about", "About the plan", [FieldList(rows)])
        return [about, *plan_parts.professional(asked, asked.step)]
    said = (
        f"This plan is about the help that {asked.name} and your family get. You agreed to it, "
        "and you can say no to any part of it."
    )
    blocks: list[Block] = [Heading("What this is"), Paragraph(said)]
    if ring := plan_parts.who_to_ring(asked):
        blocks.append(FieldList(ring))
    about = Part("plan:about", "What this is", blocks)
    return [about, *plan_parts.plain(asked, asked.step), plan_parts.rights(asked)]


def declare() -> None:
    """Put the plan in the register of documents."""
    register(DocumentKind(
        "child_in_need_plan", "Child in need plan", "The plan of help that the family agreed to.",
        parts, steps=help_steps, order=40,
        heading=lambda a: f"A plan to help {a.name}" if a.family
        else f"Child in need plan: {a.child.display_name}",
    ))
