"""A prepared return is signed off, and only then taken away to be sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.access.audit import change
from sightline.kernel.process import Refusal
from sightline.returns.kit.declared import declared
from sightline.returns.submissions.gates import PRODUCE, Asked, refusals
from sightline.returns.submissions.keeping import unpacked
from sightline.returns.submissions.models import Prepared, SignedOff

if TYPE_CHECKING:
    from sightline.access.users.models import User


class SendingHeld(Exception):
    """A return is not signed off or taken away yet: each reason, and what would let it go."""

    def __init__(self, held: list[Refusal]) -> None:
        self.refusals = held
        super().__init__(" ".join(f"{each.reason} {each.mend}" for each in held))


def statement(prepared: Prepared) -> str:
    """What is declared of a return by whoever signs it off."""
    what = declared[prepared.kind]
    return (
        "I have looked at the counts of this return, at what the rules of its year find wrong "
        "with it, and at what it does not say. To the best of my knowledge it is a true "
        f"{what.title.lower()} of {prepared.authority.name} for "
        f"{what.year_words(prepared.year)}, and it may be sent to {what.receiver}."
    )


def sign_off(*, prepared: Prepared, by: User, declared_true: bool) -> SignedOff:
    """Declare a return true, and let it be sent; SendingHeld says what still holds it."""
    with transaction.atomic():
        Prepared.objects.select_for_update().get(pk=prepared.pk)
        held = refusals(Asked(prepared, by, declared_true))
        if held:
            raise SendingHeld(held)
        words = statement(prepared)
        signature = SignedOff.objects.create(prepared=prepared, statement=words, signed_by=by)
        change(
            user=by, action="return_signed_off", kind="return", ident=prepared.pk,
            authority_id=prepared.authority_id,
            payload={"sha256": prepared.digest, "serial": prepared.serial, "statement": words},
        )
    return signature


def take(*, prepared: Prepared, by: User) -> Iterator[bytes]:
    """The bytes of a signed return, to be sent; each time they are taken it is on the trail."""
    held = []
    if not by.may(PRODUCE, prepared.authority_id):
        held.append(Refusal("You may not produce returns for this authority.", "Ask the analyst."))
    if not SignedOff.objects.filter(prepared=prepared).exists():
        held.append(Refusal("It is not signed off.", "It is sent once somebody has signed it."))
    if held:
        raise SendingHeld(held)
    change(
        user=by, action="return_taken", kind="return", ident=prepared.pk,
        authority_id=prepared.authority_id, payload={"sha256": prepared.digest},
    )
    return unpacked(prepared)
