"""What an assessment has to say in the report to a conference."""

from __future__ import annotations

from sightline.base.documents import Heading, Paragraph, Quote
from sightline.journey.assessment.models import Content
from sightline.journey.assessment.queries import child_views, content
from sightline.record.documents.chronology import natures
from sightline.record.documents.kinds import Asked, add_to
from sightline.record.documents.parts import Nature, Part
from sightline.record.spine.models import Step

#: Sections in the order of the report, each with its heading and what it is.
SECTIONS = (
    ("purpose", "Why we looked into how things are", Nature.OPEN),
    ("development", "How {name} is growing, learning and feeling", Nature.OPEN),
    ("identity", "Who {name} is", Nature.OPEN),
    ("parenting", "How {name} is looked after", Nature.OPEN),
    ("environment", "What is around the family", Nature.OPEN),
    ("history", "What happened before", Nature.PROFESSIONAL),
    ("parents_views", "What the parents or carers say", Nature.ADULTS_SAID),
    ("disagreement", "What they do not agree with", Nature.ADULTS_SAID),
    ("response", "What they said about the assessment", Nature.ADULTS_SAID),
    ("analysis", "What this means for {name}", Nature.OPEN),
    ("needs", "What {name} needs, and what has to change", Nature.OPEN),
    ("over_time_reason", "Why the assessment took longer", Nature.PROFESSIONAL),
    ("not_seen_reason", "Why {name} was not seen for it", Nature.PROFESSIONAL),
)


def parts(asked: Asked) -> list[Part]:
    """The sections of the child's newest assessment, and what the child said."""
    steps = Step.objects.standing().of("assessment").filter(child_id=asked.child.pk)
    step = steps.order_by("-opened_on", "-pk").first()
    if step is None:
        return []
    said: Content = content(step)
    found = []
    for key, title, nature in SECTIONS:
        text = getattr(said, key)
        if text.strip():
            words = title.format(name=asked.name)
            found.append(Part(f"assessment:{step.pk}:{key}", words,
                              [Heading(words), Paragraph(text)], nature))
    for view in child_views(step):
        if view.words.strip():
            title = f"What {asked.name} thinks and wants"
            blocks = [Heading(title), Quote(view.words, asked.name)]
            found.append(Part(f"assessment:view:{view.pk}", title, blocks, Nature.CHILD_SAID))
    return found


def declare() -> None:
    """Add the assessment to the report to a conference."""
    add_to("conference_report", "assessment", parts)
    natures.add("assessment.checkpoint_recorded", Nature.PROFESSIONAL)
