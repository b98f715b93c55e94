"""The verbs of a conference: ask for, book, invite, share, decide for each child, send."""

from sightline.journey.conference.actions.arranging import (
    book,
    cancel,
    invite,
    notify_transfer,
    pre_meet,
    request,
    share_report,
)
from sightline.journey.conference.actions.deciding import ForChild, decide
from sightline.journey.conference.actions.ending import (
    adjourn,
    send_decision,
    send_record,
    stand_down,
)

__all__ = [
    "ForChild", "adjourn", "book", "cancel", "decide", "invite", "notify_transfer", "pre_meet",
    "request", "send_decision", "send_record", "share_report", "stand_down",
]
