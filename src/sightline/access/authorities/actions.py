"""What is done to authorities: one joins the installation, one goes live."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.access.audit import change
from sightline.access.authorities.models import Authority

if TYPE_CHECKING:
    from sightline.access.audit.actions import Actor


def add_authority(
    *, code: str, name: str, by: Actor | None, go_live_on: date | None = None
) -> Authority:
    """Let an authority keep its records here; `by` is nobody when the installation is set up.

    Raises ValidationError for a code that is not a three-digit DfE number or is taken.
    """
    authority = Authority(code=code, name=name, go_live_on=go_live_on)
    authority.full_clean()
    with transaction.atomic():
        authority.save(force_insert=True)
        change(
            user=by,
            action="authority_added",
            kind="authority",
            ident=authority.pk,
            authority_id=authority.pk,
            payload={"code": code, "name": name},
        )
    return authority


def go_live(*, authority: Authority, by: Actor | None, on: date) -> None:
    """Set the first day whose events are recorded here rather than brought in."""
    with transaction.atomic():
        before = authority.go_live_on
        authority.go_live_on = on
        authority.save(update_fields=["go_live_on"])
        change(
            user=by,
            action="authority_went_live",
            kind="authority",
            ident=authority.pk,
            authority_id=authority.pk,
            payload={"before": before, "after": on},
        )
