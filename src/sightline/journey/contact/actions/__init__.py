"""The verbs of a contact: receive it, add to it, decide it, pass it on, match it, put it right."""

from sightline.journey.contact.actions.deciding import decide, grade, reopen, worker_decide
from sightline.journey.contact.actions.identifying import identify, match, name_mother
from sightline.journey.contact.actions.passing import pass_on
from sightline.journey.contact.actions.receiving import About, New, add_to, receive, tell_keepers
from sightline.journey.contact.actions.righting import change_receipt
from sightline.journey.contact.actions.telling import acknowledge, tell_referrer

__all__ = [
    "About",
    "New",
    "acknowledge",
    "add_to",
    "change_receipt",
    "decide",
    "grade",
    "identify",
    "match",
    "name_mother",
    "pass_on",
    "receive",
    "reopen",
    "tell_keepers",
    "tell_referrer",
    "worker_decide",
]
