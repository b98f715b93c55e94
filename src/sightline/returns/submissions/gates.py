"""What holds a return back from being signed off and sent: gates of sending out, and no others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sightline.kernel.process import GatePurpose, Refusal
from sightline.returns.submissions.keeping import intact
from sightline.returns.submissions.models import Prepared, SignedOff

if TYPE_CHECKING:
    from sightline.access.users.models import User

PURPOSE = GatePurpose.SENDING
SIGN, PRODUCE = "returns.sign_off", "returns.produce"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks to sign a return, and whether the statement was declared."""

    prepared: Prepared
    by: User
    declared: bool


Gate = Callable[[Asked], Refusal | None]


def entitled(asked: Asked) -> Refusal | None:
    """Signed by those who may sign for this authority."""
    if asked.by.may(SIGN, asked.prepared.authority_id):
        return None
    return Refusal("You may not sign returns off for this authority.", "Ask the director.")


def not_by_the_preparer(asked: Asked) -> Refusal | None:
    """Signed by somebody other than whoever prepared it."""
    if asked.prepared.prepared_by_id != asked.by.pk:
        return None
    return Refusal("You prepared it yourself.", "Somebody else signs it off.")


def not_yet_signed(asked: Asked) -> Refusal | None:
    """A return is signed once."""
    if not SignedOff.objects.filter(prepared=asked.prepared).exists():
        return None
    return Refusal("It is signed off already.", "Prepare it again to send it again.")


def newest(asked: Asked) -> Refusal | None:
    """The newest of its year, so that an old state of the record is not sent by mistake."""
    one = asked.prepared
    later = Prepared.objects.filter(
        kind=one.kind, authority_id=one.authority_id, year=one.year, pk__gt=one.pk)
    if not later.exists():
        return None
    return Refusal("The return of this year was prepared again after this one.",
                   "Sign off the newest.")


def as_prepared(asked: Asked) -> Refusal | None:
    """The kept bytes are those that were prepared."""
    if intact(asked.prepared):
        return None
    return Refusal("The kept bytes do not give the hash under which the return was prepared.",
                   "Prepare it again, and tell whoever looks after the database.")


def statement_declared(asked: Asked) -> Refusal | None:
    """The statement is declared."""
    if asked.declared:
        return None
    return Refusal("The statement is not declared.", "Read it and tick the box.")


GATES: tuple[Gate, ...] = (
    entitled, not_by_the_preparer, not_yet_signed, newest, as_prepared, statement_declared,
)


def refusals(asked: Asked) -> list[Refusal]:
    """Every reason why it is not signed off yet."""
    found = (gate(asked) for gate in GATES)
    return [refusal for refusal in found if refusal is not None]
