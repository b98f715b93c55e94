"""The receipt of a form: its number, what happens next by when, and how to ask.

It is the same whoever the children are, so it tells nobody whether a child is known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from sightline import law
from sightline.base.components.words import day, moment, plural
from sightline.base.documents import Bullets, Document, FieldList, Heading, Paragraph, Recipient
from sightline.base.documents.blocks import Block
from sightline.base.moments import london
from sightline.kernel.due import due
from sightline.portal.referral_form.complete import Score
from sightline.portal.referral_form.models import FrontDoorNumbers, Submission
from sightline.portal.referral_form.told import read
from sightline.record.referrers.models import Reply, Way
from sightline.record.spine.deadlines import rule_of
from sightline.record.spine.deriving import local_values
from sightline.record.spine.models import Event

DECISION = "referral_decision"


@dataclass
class Receipt:
    """What the sender may see of a form they sent."""

    reference: str
    authority: str
    sent_at: datetime
    children: int
    danger: bool
    no_reply: bool
    decide_by: date | None
    cite: str
    numbers: FrontDoorNumbers | None
    score: Score
    form: str = Submission.Form.CHILD
    unread: list[str] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)

    @property
    def about(self) -> str:
        """How many children it is about; never who they are."""
        if self.unborn:
            return plural(self.children, "unborn baby", "unborn babies")
        return plural(self.children, "child", "children")

    @property
    def unborn(self) -> bool:
        """Whether it is the receipt of a maternity form."""
        return self.form == Submission.Form.UNBORN

    @property
    def better(self) -> list[str]:
        """What the form asks and was not told, which the sender may still find out."""
        return [each.whose for each in self.score.left_out]

    @property
    def not_known(self) -> list[str]:
        """What the sender said they do not know."""
        return [each.whose for each in self.score.not_known]

    @property
    def next_steps(self) -> list[str]:
        """What happens next."""
        by_day = f"by the end of {day(self.decide_by)}" if self.decide_by else "as soon as we can"
        return [
            "A social worker reads what you sent.",
            f"A manager decides what happens next {by_day}: one working day, as the guidance "
            "for everybody who works with children says.",
            "We tell you what was decided, as far as we may."
            if not self.no_reply else
            "You left no way to reach you, so please ring us to hear what was decided.",
            "If you hear nothing after that day, ring us and give the number of this receipt.",
        ]


def numbers_of(authority_id: int) -> FrontDoorNumbers | None:
    """How an authority's front door is reached."""
    return FrontDoorNumbers.objects.filter(authority_id=authority_id, superseded_at=None).first()


def receipt_of(submission: Submission) -> Receipt:
    """The receipt of a form, whether or not it could be made a contact."""
    told = read(submission)
    rule = rule_of(DECISION)
    answer = due(
        rule, london(submission.sent_at), law.calendar(), local=local_values(),
        authority=submission.authority.code,
    ) if rule else None
    referrer = told.referrer
    version = rule.version_on(submission.sent_on) if rule else None
    unread = ". Whether the newest edition says the same is not confirmed"
    cite = answer.citation.strip() if answer else ""
    return Receipt(
        reference=submission.reference, authority=submission.authority.name,
        sent_at=submission.sent_at, children=len(told.about),
        danger=told.account.danger == "yes",
        no_reply=not (referrer.phone or referrer.email or referrer.best_reply),
        decide_by=answer.due_on if answer else None,
        cite=f"{cite}{unread if version and version.carry_over else ''}.",
        numbers=numbers_of(submission.authority_id), score=told.score, form=submission.form,
        unread=told.unread, replies=_replies(submission),
    )


def _replies(submission: Submission) -> list[Reply]:
    """What the front door chose to answer on this page."""
    if submission.occasion_id is None:
        return []
    steps = Event.objects.filter(occasion_id=submission.occasion_id).values("step_id")
    rows = Reply.objects.standing().filter(event__step_id__in=steps, way=Way.PORTAL)
    found = rows.exclude(words="").select_related("event").order_by("event__happened_on", "pk")
    return list({row.words: row for row in found}.values())


def _what_is_missing(receipt: Receipt) -> list[Block]:
    found: list[Block] = []
    for title, lines in (("Not answered", receipt.better), ("Not known to you", receipt.not_known)):
        if lines:
            found += [Heading(title), Bullets(lines)]
    return found


def document(receipt: Receipt) -> Document:
    """The receipt on paper."""
    numbers = receipt.numbers
    rows = [
        ("Reference", receipt.reference), ("Sent to", receipt.authority),
        ("Received", moment(receipt.sent_at)), ("About", receipt.about),
        ("Answered", receipt.score.words),
    ]
    if numbers is not None:
        rows.append(("Ring us by day", numbers.day_phone))
        if numbers.night_phone:
            rows.append(("At night and weekends", numbers.night_phone))
    return Document(
        title="Receipt for a referral form",
        recipient=Recipient("The professional who sent it"),
        blocks=[
            FieldList(rows), *_what_is_missing(receipt),
            Heading("What happens next"), Bullets(receipt.next_steps),
            Paragraph("If a child is in immediate danger, ring 999."),
        ],
        sender=receipt.authority, reference=receipt.reference,
        about=f"Receipt {receipt.reference}",
    )
