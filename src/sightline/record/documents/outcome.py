"""The letter that tells whoever told us what was decided, and nothing else."""

from __future__ import annotations

from sightline.base.documents import Paragraph, Typed
from sightline.kernel.register import Register
from sightline.record.documents.kinds import Asked, DocumentKind, Sending, register
from sightline.record.documents.models import ForWhom
from sightline.record.documents.parts import Nature, Part
from sightline.record.documents.recipients import To
from sightline.record.drafts import actions as drafts
from sightline.record.drafts.models import Draft
from sightline.record.referrers.carrying import referrer_of
from sightline.record.referrers.models import Referrer, Reply
from sightline.record.referrers.words import MEANS, reply_words
from sightline.record.spine.models import Event, Step

#: The page on which the words are written, and where in its draft they stand.
PAGE, WORDS = "tell", "referrers.Reply-words"

#: Processes that decide on what somebody told us: process to the event that tells them.
told_by: Register[str] = Register("event that tells a referrer")
#: The same, process to the event that decides.
decided_by: Register[str] = Register("event that decides what a referrer told")


def tells(process: str, *, decided: str, told: str) -> None:
    """Say that a process decides on what a referrer told, and tells them."""
    told_by.add(process, told)
    decided_by.add(process, decided)


def steps(child_id: int) -> list[Step]:
    """The child's contacts and referrals that were decided and have somebody to tell."""
    events = Event.objects.standing().of(*decided_by).filter(child_id=child_id)
    order = events.order_by("-happened_on", "-order", "-pk").select_related("step__authority",
                                                                            "step__child")
    found: list[Step] = []
    for event in order:
        step = event.step
        if step is not None and step not in found and recipients(step):
            found.append(step)
    return found


def recipients(step: Step) -> list[To]:
    """Whoever told us, where they can be told."""
    referrer = referrer_of(step)
    if referrer is None or not referrer.can_be_told:
        return []
    return [To(f"referrer:{step.pk}", ForWhom.REFERRER, referrer.name or "The person who told us",
               _role(referrer), referrer.person_id)]


def _role(referrer: Referrer) -> str:
    told = referrer.organisation_name or str(referrer.organisation or "")
    return ", ".join(filter(None, (referrer.role, told)))


def _draft(step: Step) -> Draft | None:
    return drafts.of_step(step.pk).filter(page=PAGE).first()


def parts(asked: Asked) -> list[Part]:
    """The words of the reply, as they were last written on the page that asks for them."""
    words = _words(asked)
    said = [text.strip() for text in words.split("\n\n") if text.strip()]
    blocks = [Paragraph(text) for text in _letter(asked, said)] if said else []
    rest = Part("record", f"Everything else that is recorded of {asked.name} and the family")
    return [Part("reply", "The reply", blocks, Nature.REPLY), rest]


def _letter(asked: Asked, said: list[str]) -> list[str]:
    named = asked.step is not None and (referrer_of(asked.step) or Referrer()).name
    ours = _first_words(asked.step).split("\n\n") if asked.step is not None else []
    return [f"Dear {asked.to.name}" if named else "Dear reader",
            *(text if text in ours else Typed(text) for text in said), "Yours sincerely",
            asked.child.authority.name]


def _words(asked: Asked) -> str:
    step = asked.step
    if step is None:
        return ""
    if "reply" not in asked.held:
        draft = _draft(step)
        typed = "\n".join(draft.data.get(WORDS, [])) if draft is not None else ""
        asked.held["reply"], asked.held["draft"] = typed or _first_words(step), draft
    return str(asked.held["reply"])


def _first_words(step: Step) -> str:
    kind = decided_by.get(step.process) or ""
    last = Event.objects.standing().filter(step=step, kind=kind).in_order().last()
    return reply_words(step, last.outcome) if last is not None and last.outcome in MEANS else ""


def sends(asked: Asked) -> Sending:
    """The referrer counts as told by the event of the process that decided."""
    assert asked.step is not None
    words, draft = _words(asked), asked.held.get("draft")

    def finished(event: Event) -> None:
        if draft is not None:
            drafts.finish(draft, became=event)

    return Sending(
        told_by[asked.step.process], "told", [Reply(said_to=asked.to.name[:120], words=words)],
        finished,
    )


def declare() -> None:
    """Put the letter in the register of documents."""
    register(DocumentKind(
        "referrer_outcome", "Outcome for whoever told us",
        "What was decided on their worry, and nothing about the family.", parts, steps=steps,
        for_whom=frozenset({ForWhom.REFERRER}), heading=lambda a: "What we decided",
        sends=sends, recipients=recipients, words_page=PAGE, order=70,
    ))
