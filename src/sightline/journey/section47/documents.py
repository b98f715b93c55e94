"""What an enquiry has to say in the report to a conference."""

from __future__ import annotations

from sightline.base.documents import Heading, Paragraph, Quote, Typed
from sightline.journey.section47.models import Enquiry
from sightline.journey.section47.queries import enquiry
from sightline.record.documents.chronology import natures
from sightline.record.documents.kinds import Asked, add_to
from sightline.record.documents.parts import Nature, Part
from sightline.record.spine.models import Step

SECTIONS = (
    ("child_account", "What {name} told us", Nature.CHILD_SAID),
    ("seen_and_found", "What we saw and found", Nature.OPEN),
    ("parents_account", "What the parents or carers told us", Nature.ADULTS_SAID),
    # other people's accounts and checks hold what police and neighbours know
    ("others_account", "What others told us", Nature.POLICE),
    ("checks", "What was checked", Nature.POLICE),
    ("analysis", "What we think it means for {name}", Nature.OPEN),
    ("safe_now", "What keeps {name} safe now", Nature.WHEREABOUTS),
)


def parts(asked: Asked) -> list[Part]:
    """The sections of the child's newest enquiry."""
    steps = Step.objects.standing().of("section47").filter(child_id=asked.child.pk)
    step = steps.order_by("-opened_on", "-pk").first()
    if step is None:
        return []
    said: Enquiry = enquiry(step)
    found = []
    for key, title, nature in SECTIONS:
        text = getattr(said, key)
        if text.strip():
            words = title.format(name=asked.name)
            own = nature is Nature.CHILD_SAID
            body = Quote(text, asked.name) if own else Paragraph(Typed(text))
            found.append(Part(f"section47:{step.pk}:{key}", words, [Heading(words), body], nature))
    return found


def declare() -> None:
    """Add the enquiry to the report to a conference."""
    add_to("conference_report", "section47", parts)
    natures.add("section47.strategy_held", Nature.STRATEGY)
