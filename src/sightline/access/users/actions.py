"""What is done to users: one joins, a role is given, a role ends."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from sightline.access import roles
from sightline.access.audit import change
from sightline.access.authorities.models import Authority
from sightline.access.users.models import RoleHolding, User


class RoleRefused(Exception):
    """Why a role cannot be given or ended as asked."""


def create_user(
    *,
    username: str,
    display_name: str,
    by: User | None,
    email: str = "",
    password: str | None = None,
    demonstration: bool = False,
) -> User:
    """Let a person sign in; without a password only single sign-on or a demonstration does.

    `by` is nobody when the installation is set up. Raises ValidationError for a name taken.
    """
    user = User(
        username=username.strip(),
        display_name=display_name.strip(),
        email=email.strip(),
        demonstration=demonstration,
    )
    user.set_password(password)
    user.full_clean()
    with transaction.atomic():
        user.save(force_insert=True)
        change(
            user=by,
            action="user_created",
            kind="user",
            ident=user.pk,
            payload={"username": user.username, "display_name": user.display_name},
        )
    return user


def give_role(
    *,
    user: User,
    role: str,
    authority: Authority | None,
    by: User | None,
    on: date,
    until_on: date | None = None,
    reason: str = "",
) -> RoleHolding:
    """Give a role from a day, in one authority or (none named) in every one.

    `by` is nobody when the installation is set up. Raises RoleRefused for a role given to
    oneself or already standing, and KeyError for a role there is not.
    """
    held = roles.role(role)
    if by is not None and by.pk == user.pk:
        raise RoleRefused("Nobody gives a role to themselves. Ask another administrator.")
    standing = user.holdings.filter(role=role, authority=authority, until_on=None)
    if standing.exists():
        where = f"in {authority.name}" if authority else "in every authority"
        raise RoleRefused(f"{user.display_name} is already {held.title.lower()} {where}.")
    if until_on is not None and until_on <= on:
        raise RoleRefused(f"The role would end on {until_on}, before it began on {on}.")
    with transaction.atomic():
        holding = RoleHolding.objects.create(
            user=user, role=role, authority=authority, since_on=on, until_on=until_on
        )
        _trail("role_given", holding, by=by, reason=reason)
    user.forget_holdings()
    return holding


def end_role(*, holding: RoleHolding, by: User | None, on: date, reason: str = "") -> None:
    """End a role: from that day it opens nothing.

    Raises RoleRefused when it ended before, or would end before it began.
    """
    if holding.until_on is not None and holding.until_on <= on:
        raise RoleRefused(f"This role ended on {holding.until_on}.")
    if on < holding.since_on:
        raise RoleRefused(f"This role began on {holding.since_on}; it cannot end before that.")
    with transaction.atomic():
        holding.until_on = on
        holding.save(update_fields=["until_on"])
        _trail("role_ended", holding, by=by, reason=reason)
    holding.user.forget_holdings()


def _trail(action: str, holding: RoleHolding, *, by: User | None, reason: str) -> None:
    change(
        user=by,
        action=action,
        kind="user",
        ident=holding.user_id,
        authority_id=holding.authority_id,
        reason=reason,
        payload={
            "role": holding.role,
            "since_on": holding.since_on,
            "until_on": holding.until_on,
        },
    )


def stop_sign_in(*, user: User, by: User, reason: str) -> None:
    """Let a person who has left sign in no more; what they recorded stays theirs."""
    with transaction.atomic():
        user.is_active = False
        user.save(update_fields=["is_active"])
        change(user=by, action="sign_in_stopped", kind="user", ident=user.pk, reason=reason)
    user.forget_holdings()
