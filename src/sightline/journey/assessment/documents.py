"""An assessment as it is sent, and what it has to say in the report to a conference."""

from __future__ import annotations

from sightline.base.components.words import day
from sightline.base.documents import Bullets, FieldList, Heading, Paragraph, Quote, Typed
from sightline.journey.assessment.models import Content, Outcome
from sightline.journey.assessment.queries import (
    AUTHORISED,
    adults,
    child_views,
    content,
    events_of,
)
from sightline.record.documents import plan_parts
from sightline.record.documents.chronology import natures
from sightline.record.documents.kinds import Asked, DocumentKind, Sending, add_to, register
from sightline.record.documents.models import ForWhom
from sightline.record.documents.parts import Nature, Part
from sightline.record.identity.models import OWN_TO_TELL
from sightline.record.identity.queries import of_step
from sightline.record.sharing.kinds import Owed, owed
from sightline.record.sharing.queries import waiting
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


#: What was decided, as a family reads it.
TOLD = {
    Outcome.NO_FURTHER_ACTION: "We do not need to do anything more.",
    Outcome.EARLY_HELP: "Early help would like to go on helping your family.",
    Outcome.CHILD_IN_NEED: "We will make a plan with you to help {name}.",
    Outcome.STRATEGY_DISCUSSION: "We will talk with others about how to keep {name} safe.",
    Outcome.CONFERENCE: "There will be a meeting about how to keep {name} safe.",
    Outcome.LOOKED_AFTER: "We will look after {name}.",
    Outcome.LEGAL: "We will ask a court what should happen.",
}
RIGHTS = (
    "Tell us what you think of it. We keep what you say with it.",
    "Tell us what is wrong in it. We will look at it, and answer you.",
    "If you are still not happy, you can complain. Ask us how.",
)


def parts(asked: Asked) -> list[Part]:
    """The sections of the child's newest assessment, and what the child said."""
    steps = Step.objects.standing().of("assessment").filter(child_id=asked.child.pk)
    step = steps.order_by("-opened_on", "-pk").first()
    return sections(asked, step) if step is not None else []


def sections(asked: Asked, step: Step) -> list[Part]:
    """The sections of one assessment, what is found about each adult, and what the child said."""
    found = []
    said: Content = content(step)
    for key, title, nature in SECTIONS:
        text = getattr(said, key)
        if text.strip():
            words = title.format(name=asked.name)
            found.append(Part(f"assessment:{step.pk}:{key}", words,
                              [Heading(words), Paragraph(Typed(text))], nature))
    found += _identity(asked, step)
    for row in adults(step):
        if row.finding.strip():
            title = f"What we found about {row.called}"
            found.append(Part(f"assessment:adult:{row.pk}", title,
                              [Heading(title), Paragraph(Typed(row.finding))], Nature.ABOUT_ADULT,
                              row.person_id))
    for view in child_views(step):
        if view.words.strip():
            title = f"What {asked.name} thinks and wants"
            blocks = [Heading(title), Quote(view.words, asked.name)]
            found.append(Part(f"assessment:view:{view.pk}", title, blocks, Nature.CHILD_SAID))
    return found


def _identity(asked: Asked, step: Step) -> list[Part]:
    """What the child needs because of who they are; what is the child's own to tell goes apart."""
    rows = of_step(step)
    title = f"What {asked.name} needs because of who {asked.name} is"
    found = []
    for key, nature, kept in (
        ("identity_needs", Nature.OPEN, [r for r in rows if r.aspect not in OWN_TO_TELL]),
        ("identity_own", Nature.OWN_WORDS, [r for r in rows if r.aspect in OWN_TO_TELL]),
    ):
        words = [Typed(". ".join(filter(None, (r.text.rstrip("."), r.action)))) for r in kept]
        if words:
            found.append(Part(f"assessment:{step.pk}:{key}", title,
                              [Heading(title), Bullets(words)], nature, asked.child.pk))
    return found


def authorised_steps(child_id: int) -> list[Step]:
    """The child's authorised assessments, newest first."""
    rows = Step.objects.standing().of("assessment").filter(
        child_id=child_id, closed_on__isnull=False
    )
    held = rows.select_related("owner_worker", "authority", "child")
    return list(held.order_by("-closed_on", "-pk"))


def whole(asked: Asked) -> list[Part]:
    """An authorised assessment as it is sent to a parent, the child or an agency."""
    step = asked.step
    if step is None:
        return []
    rows = [("About", asked.child.display_name)]
    if step.closed_on is not None:
        rows.append(("Finished on", day(step.closed_on)))
    rows += plan_parts.who_to_ring(asked, "Written by")
    purpose = (
        f"This says what we found out about {asked.name} and your family, and what we think. "
        "You can tell us what you think of it, and what is wrong in it."
        if asked.family else
        f"The assessment of {asked.name}, for those who work with the child."
    )
    about = [Paragraph(purpose), FieldList(rows)]
    found = [Part("assessment:about", "About this assessment", about)]
    done = events_of(step, *AUTHORISED)
    found += sections(asked, step)
    for event in list(done)[-1:]:
        title = "What we decided"
        words = TOLD.get(event.outcome, "").format(name=asked.name)
        if words:
            found.append(Part("assessment:outcome", title, [Heading(title), Paragraph(words)]))
    if asked.family:
        found.append(Part("assessment:answer", "What you can do", [
            Heading("What you can do"), Bullets(RIGHTS)]))
    return found


def _sending(asked: Asked) -> Sending:
    """It counts as shared with the child, the agencies or a parent; and when with the last."""
    kind = ForWhom(asked.to.kind)
    if kind in (ForWhom.CHILD, ForWhom.AGENCY):
        return Sending("assessment.shared",
                       "child" if kind is ForWhom.CHILD else "agencies")
    if kind is not ForWhom.PARENT or asked.step is None:
        return Sending("document.sent")
    left = {one.person_id for one in waiting(asked.step, asked.reader)} - {asked.to.person_id}
    return Sending("assessment.shared", "one_parent" if left else "parents")


def declare() -> None:
    """Add the assessment to the report to a conference."""
    add_to("conference_report", "assessment", parts)
    register(DocumentKind(
        "assessment", "Assessment", "What was found out about this child and family, and what it "
        "means.", whole, steps=authorised_steps, sends=_sending, order=25,
        heading=lambda a: f"Assessment of {a.child.display_name}",
    ))
    owed.add("assessment", Owed(
        "assessment", "assessment", "assessment.shared", "Assessment", "assessment_shared",
        AUTHORISED,
    ))
    natures.add("assessment.checkpoint_recorded", Nature.PROFESSIONAL)
