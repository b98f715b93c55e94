"""The people who sign in, and the roles they hold from day to day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from sightline.access import roles
from sightline.access.authorities.models import Authority
from sightline.base import moments, worded
from sightline.base.models import Row, in_order

if TYPE_CHECKING:
    from sightline.access.roles import Role


#: A day, the roles held on it, and their keys by authority as they were asked for.
Held: TypeAlias = "tuple[date, list[RoleHolding], dict[int | None, tuple[str, ...]]]"


class UserQuerySet(models.QuerySet["User"]):
    """People who sign in, by what they may do."""

    def active(self) -> UserQuerySet:
        """Those who may sign in."""
        return self.filter(is_active=True)

    def holding(
        self, keys: Collection[str], authority_id: int | None = None, on: date | None = None
    ) -> UserQuerySet:
        """Those who hold any of these roles on a day, in the authority or in all of them."""
        held = RoleHolding.objects.on(on or moments.today()).filter(role__in=keys)
        if authority_id is not None:
            held = held.filter(Q(authority_id=authority_id) | Q(authority_id=None))
        return self.active().filter(pk__in=held.values("user_id"))

    def permitted(self, permission: str, authority_id: int | None = None) -> UserQuerySet:
        """Those whose roles carry a permission today."""
        keys = [role.key for role in roles.ROLES.values() if permission in role.permissions]
        return self.holding(keys, authority_id)


class UserBase(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """The door to the users' rows that Django's sign-in asks for by name."""


class User(AbstractBaseUser):
    """A person who signs in; what they may do comes only from the roles they hold today."""

    id = models.BigAutoField(primary_key=True)
    username = models.CharField(max_length=150, unique=True)
    display_name = models.CharField("name", max_length=150)
    email = models.EmailField(blank=True, default="")
    is_active = models.BooleanField("may sign in", default=True)
    demonstration = models.BooleanField(
        default=False, help_text="An invented person, signed in by one click in a demonstration."
    )
    joined_at = models.DateTimeField(default=moments.now, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    objects: ClassVar = UserBase()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="users_username_whatever_its_case")
        ]

    def __str__(self) -> str:
        return self.display_name

    # --- roles ---------------------------------------------------------------------------

    def holdings_today(self) -> list[RoleHolding]:
        """The roles held today, read once for each request (a user is loaded once a request)."""
        return self._held_today()[1]

    def _held_today(self) -> Held:
        today = moments.today()
        kept: Held | None = self.__dict__.get("_holdings")
        if kept is None or kept[0] != today:
            lists, now = [[self.pk]], moments.now()
            found = worded.found("holdings", lists, _held, now) if self.is_active else []
            kept = self.__dict__["_holdings"] = (today, found, {})
        return kept

    def forget_holdings(self) -> None:
        """Read the roles afresh when they are next asked for."""
        self.__dict__.pop("_holdings", None)
        self.__dict__.pop("_everywhere", None)

    def role_keys(self, authority_id: int | None = None) -> tuple[str, ...]:
        """Keys of the roles held today, in the order the roles are declared.

        Worked out once for each authority: every line of the audit trail asks.
        """
        _, holdings, known = self._held_today()
        if authority_id not in known:
            held = {
                holding.role for holding in holdings
                if authority_id is None or holding.authority_id in (None, authority_id)
            }
            known[authority_id] = tuple(key for key in roles.ROLES if key in held)
        return known[authority_id]

    def roles(self, authority_id: int | None = None) -> list[Role]:
        """The roles held today."""
        return [roles.role(key) for key in self.role_keys(authority_id)]

    def permissions(self, authority_id: int | None = None) -> frozenset[str]:
        """What the roles held today allow, in one authority or in any."""
        return frozenset().union(*(role.permissions for role in self.roles(authority_id)))

    def may(self, permission: str, authority_id: int | None = None) -> bool:
        """Whether a role held today carries the permission."""
        return permission in self.permissions(authority_id)

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Django's question, answered by the roles."""
        return self.may(perm)

    def has_module_perms(self, app_label: str) -> bool:
        """No permission goes by Django app here."""
        return False

    # --- authorities ---------------------------------------------------------------------

    def authority_ids(
        self, roles_held: Collection[str] | None = None, permission: str = ""
    ) -> frozenset[int]:
        """Authorities in which the person holds a role today: any, one of these, or one that
        carries the permission."""
        reach = [
            holding.authority_id
            for holding in self.holdings_today()
            if (roles_held is None or holding.role in roles_held)
            and (not permission or permission in roles.role(holding.role).permissions)
        ]
        if None in reach:
            return frozenset(authority.pk for authority in self._every_authority())
        return frozenset(pk for pk in reach if pk is not None)

    def authorities(self) -> list[Authority]:
        """Authorities in which the person holds a role today, by name."""
        held = [holding.authority for holding in self.holdings_today()]
        if None in held:
            return list(self._every_authority())
        named = {each.pk: each for each in held if each is not None}
        return sorted(named.values(), key=lambda each: (each.name, each.pk))

    def _every_authority(self) -> list[Authority]:
        """Every authority there is, for a role held in all of them: read once for each request."""
        if "_everywhere" not in self.__dict__:
            self.__dict__["_everywhere"] = list(Authority.objects.order_by("name"))
        found: list[Authority] = self.__dict__["_everywhere"]
        return found


class RoleHoldingQuerySet(models.QuerySet["RoleHolding"]):
    """Roles as they were held on a day."""

    def on(self, day: date) -> RoleHoldingQuerySet:
        """Those held on that day."""
        return self.filter(since_on__lte=day).filter(Q(until_on=None) | Q(until_on__gt=day))


def _held(users: Sequence[int]) -> RoleHoldingQuerySet:
    held = RoleHolding.objects.on(moments.today()).filter(user_id=users[0])
    found: RoleHoldingQuerySet = held.select_related("authority")
    return found


class RoleHolding(Row):
    """A role held by a person for a time, in one authority or in every one.

    `until_on` is the first day on which it is no longer held, so that a role ended today
    opens nothing today.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="holdings")
    role = models.CharField(max_length=40)
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="+"
    )
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects: ClassVar = RoleHoldingQuerySet.as_manager()

    class Meta:
        constraints = [
            in_order("since_on", "until_on"),
            models.CheckConstraint(
                condition=Q(role__in=list(roles.ROLES)), name="users_roleholding_role_declared"
            ),
            models.UniqueConstraint(
                fields=["user", "role", "authority"],
                condition=Q(until_on=None),
                name="users_one_standing_holding",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(until_on=None, authority=None),
                name="users_one_standing_holding_everywhere",
            ),
        ]
