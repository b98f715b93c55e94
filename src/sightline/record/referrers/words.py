"""The first words of a reply to a referrer: the outcome, and nothing they need not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sightline.base.components.words import day
from sightline.record.drafts.actions import keep_led
from sightline.record.referrers.carrying import referrer_of

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.record.spine.models import Step

#: What each decision means to the person who told us; no name, address or history is in it.
MEANS = {
    "referral": "Children's social care has accepted it as a referral.",
    "assess": "A social worker will assess what the child and family need.",
    "strategy_discussion": "We are acting on it with the police and health today.",
    "early_help": "Early help will offer the family support.",
    "advice": "We have given advice and information, and no social worker is involved.",
    "no_further_action": "Children's social care is taking no further action.",
    "transferred": "It belongs to another authority, and we have passed it to them.",
}


def reply_words(step: Step, outcome: str) -> str:
    """A letter's worth of plain words about a decision, to be changed as needed."""
    when = f" on {day(step.opened_on)}" if step.opened_on is not None else ""
    return (
        f"Thank you for telling us of your worry{when}.\n\n{MEANS[outcome]}\n\n"
        "If you disagree, or learn anything more, tell us at once."
    )


def draft_reply(step: Step, outcome: str, *, by: User | None) -> None:
    """Keep the reply as a draft of the page on which the referrer is told the outcome."""
    referrer = referrer_of(step)
    if outcome not in MEANS or referrer is None or not referrer.can_be_told:
        return
    row = {"said_to": referrer.name, "words": reply_words(step, outcome)}
    values = {"event": {"outcome": "told"}, "rows": {"referrers.Reply": [row]}}
    keep_led(step=step, page="tell", values=values, by=by)
