"""A form sent in the demonstration, and the numbers that its front door answers on."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from django.http import QueryDict

from sightline.base.moments import at, fixed
from sightline.portal.referral_form.actions import send, set_numbers

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.portal.referral_form.models import Submission

#: Numbers kept free for stories, which ring nowhere.
DAY, NIGHT = "020 7946 0101", "020 7946 0102"
SENT = {
    "once": "demonstration", "source": "2A", "organisation": "Elmfield Primary School (invented)",
    "name": "Imogen Sample", "role": "Designated safeguarding lead", "phone": "020 7946 0103",
    "danger": "no", "child-0-given": "Tobias", "child-0-family": "Specimen",
    "child-0-described": "In year 4", "child-0-safe": "yes", "child-0-where": "In school until 3",
    "child-1-given": "Wren", "child-1-family": "Specimen", "child-1-described": "In reception",
    "address": "3 Pattern Lane", "worry": "Coming to school hungry, and afraid to go home",
    "detail": "Tobias told his teacher that there has been no food at home since Sunday.",
    "answer": "told_only", "told_who": "Their mother", "basis": "public_task",
}


def make(authority: Authority, today: date) -> Submission:
    """One form that arrived this morning, about two children nobody has matched yet."""
    set_numbers(authority=authority, day_phone=DAY, night_phone=NIGHT, by=None)
    sent = QueryDict(mutable=True)
    sent.update(SENT)
    with fixed(at(today, time(8, 40))):
        return send(authority=authority, sent=sent)
