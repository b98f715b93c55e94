"""What a parent says of a document about their child, what is answered, and who is not sent it."""

from sightline.kernel.process import EventKind, Process, Weight
from sightline.record.sharing.models import Reply, Settled, Wish

PROCESS = Process(
    key="sharing",
    title="Sharing with parents",
    duty="Working Together, assessment; UK GDPR art. 16, the right to have what is wrong put right",
    events=(
        EventKind("withheld", "Decided not to send it to a parent",
                  outcomes={one.value: str(one.label) for one in Settled},
                  weight=Weight.NOTABLE, permission="journey.authorise"),
        EventKind("remarked", "A parent said what they think of it",
                  outcomes={one.value: str(one.label) for one in Wish}, weight=Weight.NOTABLE),
        EventKind("answered", "What a parent asked for was answered",
                  outcomes={one.value: str(one.label) for one in Reply}, weight=Weight.NOTABLE),
    ),
)
