"""The one policy: the children a person may open, and whether this is one of them, and why.

Both answers are composed here from the same declared grounds and barriers, and every one is
held inside the authorities in which the person holds the permission asked for.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from django.db.models import (
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.lookups import In

from sightline.access.policy.grounds import Barrier, barriers, grounds, tables
from sightline.access.policy.models import BreakGlass
from sightline.base import moments, worded
from sightline.base.unindexed import Unindexed

if TYPE_CHECKING:
    from sightline.access.users.models import User

#: By ground, the authorities within which it counts.
Narrowed = dict[str, frozenset[int]]

READING = "child.read"
#: The ground of broken glass, which alone passes a barrier that gives way to it.
GLASS = "glass"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a person may open a child's record, on what ground, and otherwise why not.

    `absent`: to this person there is no such child (sealed, or of another authority).
    """

    allowed: bool
    kind: Literal["allowed", "no_ground", "restricted", "absent"]
    ground: str = ""
    why: str = ""
    authority_id: int | None = None
    barrier: str = ""


@dataclass(frozen=True)
class Opening:
    """What a person may open by the roles held today, looked up before a question is composed.

    `key` is what a question with it is made of, besides children and moment (`base.worded`).
    """

    user: Any
    reach: frozenset[int]
    narrowed: Narrowed

    @property
    def key(self) -> Hashable:
        """What the question is made of."""
        return _wording(self.user, self.reach, self.narrowed)

    @property
    def everybody(self) -> bool:
        """Whether no list of children need be read: barriers apart, all are open."""
        return bool(self.reach) and _reaches_everybody(self.narrowed, self.reach)

    def children(self, now: datetime) -> QuerySet[Any, Any]:
        """Ids of the children that are open."""
        seen = _children(self.reach)
        if not self.reach:
            return seen.none().values("pk")
        if not self.everybody:
            granted = worded.list_of(
                ("granted", self.key),
                lambda at: _united([ids for *_, ids in _branches(self.user, at, self.narrowed)]),
                now,
            )
            seen = seen.filter(pk__in=granted)
        if len(barriers):
            seen = seen.exclude(pk__in=_all_shut(self.user, self.reach, self.narrowed, now))
        return seen.values("pk")

    def to(self, child: str, now: datetime) -> Q:
        """The same as a condition on rows about children, whose key `child` is.

        For somebody whose grounds reach every child of an authority no list of them is made: each
        row is asked for its child's authority, and whether that child is shut.
        """
        if not self.everybody:
            return Q(**{f"{child}__in": self.children(now)})
        its_own = Unindexed(f"{child}__{tables['children'].authority}")
        here = Q(In(its_own, sorted(self.reach)))
        if not len(barriers):
            return here
        shut = _all_shut(self.user, self.reach, self.narrowed, now)
        return here & ~Q(**{f"{child}__in": shut})


def opening(user: Any, permission: str = READING) -> Opening:
    """What this person may open, to be asked in questions that are kept in words."""
    reach = _reach(user, permission)
    return Opening(user, reach, _narrowed(user) if reach else {})


def open_among(user: Any, child_ids: Iterable[int], permission: str = READING) -> set[int]:
    """Which of these children this person may open; one query, none for nobody."""
    opens, ids = opening(user, permission), list(dict.fromkeys(child_ids))

    def question(asked: Sequence[int]) -> QuerySet[Any, Any]:
        seen = opens.children(moments.now()).filter(pk__in=asked)
        return seen.values_list("pk", flat=True)

    if not ids or not opens.reach:
        return set()
    return set(worded.found(("open", opens.key), [ids], question, moments.now()))


def visible_children(
    user: Any, now: datetime | None = None, permission: str = READING
) -> QuerySet[Any, Any]:
    """Ids of the children whose record this person may open, as a subquery.

    Use it as `.filter(child_id__in=visible_children(user))`: one query, a UNION ALL of the
    grounds inside the authorities' children, less the barriers.
    """
    return opening(user, permission).children(now or moments.now())


def opened_to(
    user: Any, child: str = "child", now: datetime | None = None, permission: str = READING
) -> Q:
    """The same as a condition on rows about children, whose key `child` is."""
    return opening(user, permission).to(child, now or moments.now())


def may_read(
    user: Any, child_id: int, now: datetime | None = None, permission: str = READING
) -> Decision:
    """Whether this person may open this child's record: one query, from the same declarations."""
    now = now or moments.now()
    reach = _reach(user, permission)
    if not reach:
        return Decision(False, "absent", why="You hold no role that opens children's records.")
    narrowed = _narrowed(user)

    def question(children: Sequence[int], moment: datetime) -> QuerySet[Any, Any]:
        return _question(user, reach, narrowed, children[0], moment)

    marks = worded.asked(_wording(user, reach, narrowed), question, [child_id], now)
    return _decide([(kind, key, authority_id) for kind, key, authority_id in marks])


def _question(
    user: Any, reach: frozenset[int], narrowed: Narrowed, child_id: int, now: datetime
) -> QuerySet[Any, Any]:
    """Every mark of a child for a person: that it is here, each ground, each barrier."""
    child = _children(reach).filter(pk=child_id)
    marks = [_marked(child, "here", "")]
    marks += [
        _marked(child.filter(_among(ids)), "ground", key)
        for key, _, ids in _branches(user, now, narrowed)
    ]
    marks += [
        _marked(child.filter(pk__in=_shut(barrier, user, now)), "barrier", barrier.key)
        for barrier in barriers
    ]
    return _united(marks)


def _wording(user: Any, reach: frozenset[int], narrowed: Narrowed) -> Hashable:
    """What the question is made of, besides the child and the moment."""
    held = tuple((ground.key, ground.children, narrowed.get(ground.key)) for ground in grounds)
    shut = tuple((barrier.key, barrier.children, barrier.glass) for barrier in barriers)
    return user.pk, reach, held, shut, tables["children"]


def grounds_of(
    user: Any, child_ids: Iterable[int], now: datetime | None = None, permission: str = READING
) -> dict[int, tuple[str, int]]:
    """The ground and authority of each of these children whom the person may open; one query."""
    now, wanted = now or moments.now(), list(dict.fromkeys(child_ids))
    reach = _reach(user, permission)
    if not wanted or not reach:
        return {}
    narrowed = _narrowed(user)

    def question(asked: Sequence[int], moment: datetime) -> QuerySet[Any, Any]:
        return _marks_of(user, reach, narrowed, asked, moment)

    marks = worded.asked(("each", _wording(user, reach, narrowed)), question, wanted, now)
    shut: set[int] = set()
    held: dict[int, tuple[str, int]] = {}
    rank = {ground.key: place for place, ground in enumerate(grounds)}
    for kind, key, authority_id, child_id in marks:
        before = held.get(child_id)
        if kind == "barrier":
            shut.add(child_id)
        elif before is None or rank.get(key, len(rank)) < rank.get(before[0], len(rank)):
            held[child_id] = (key, authority_id)
    return {child_id: ground for child_id, ground in held.items() if child_id not in shut}


def _marks_of(
    user: Any, reach: frozenset[int], narrowed: Narrowed, child_ids: Sequence[int], now: datetime
) -> QuerySet[Any, Any]:
    """The marks of each of some children for a person: each ground, each barrier."""
    children = _children(reach).filter(pk__in=child_ids)
    marks = [
        _marked(children.filter(_among(ids)), "ground", key, "pk")
        for key, _, ids in _branches(user, now, narrowed)
    ]
    # as marks of their own: excluded from each ground, the barriers would be asked for each
    marks += [
        _marked(children.filter(pk__in=_shut(barrier, user, now)), "barrier", barrier.key, "pk")
        for barrier in barriers
    ]
    return _united(marks)


def _united(lists: Sequence[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    first, *others = lists
    united: QuerySet[Any, Any] = first.union(*others, all=True) if others else first
    return united


def _decide(marks: list[tuple[str, str, int]]) -> Decision:
    """Read the marks: outside the authority, sealed, no ground, restricted, or open."""
    if not marks:
        return Decision(False, "absent", why="There is no such child in your authority.")
    authority_id = marks[0][2]
    shut = [barriers[key] for kind, key, _ in marks if kind == "barrier"]
    if sealed := next((barrier for barrier in shut if not barrier.glass), None):
        return Decision(False, "absent", why=sealed.title, barrier=sealed.key)
    if shut:
        why, key = shut[0].title, shut[0].key
        return Decision(False, "restricted", why=why, barrier=key, authority_id=authority_id)
    held = {key for kind, key, _ in marks if kind == "ground"}
    for ground in grounds:
        if ground.key in held:
            return Decision(True, "allowed", ground.key, ground.title, authority_id)
    if GLASS in held:
        return Decision(
            True, "allowed", GLASS, "You broke the glass, and it is reviewed", authority_id
        )
    why = "You have no grounds for this child's record: it is not among your work or your team's."
    return Decision(False, "no_ground", why=why, authority_id=authority_id)


def _reach(user: Any, permission: str) -> frozenset[int]:
    """The authorities in which the person holds the permission; none for nobody."""
    if not getattr(user, "is_authenticated", False):
        return frozenset()
    reach: frozenset[int] = user.authority_ids(permission=permission)
    return reach


def _children(reach: frozenset[int]) -> QuerySet[Any]:
    table = tables["children"]
    return table.rows().order_by().filter(**{f"{table.authority}__in": sorted(reach)})


def _narrowed(user: User) -> Narrowed:
    """For each ground that asks for a role, the authorities in which the person holds one."""
    return {
        ground.key: user.authority_ids(roles_held=ground.roles)
        for ground in grounds if ground.roles is not None
    }


def _branches(
    user: User, now: datetime, narrowed: Narrowed | None = None
) -> Iterator[tuple[str, str, QuerySet[Any, Any]]]:
    """Key, title and child ids of each ground that may hold for this person."""
    narrowed = _narrowed(user) if narrowed is None else narrowed
    for ground in grounds:
        ids = ground.children(user, now)
        if ground.roles is not None:
            narrow = narrowed[ground.key]
            if not narrow:
                continue
            within = _children(narrow)
            ids = (within if ground.everybody else within.filter(pk__in=ids)).values_list(
                "pk", flat=True
            )
        yield ground.key, ground.title, ids
    yield GLASS, "You broke the glass", _glass(user, now)


def sees_everybody(user: Any, permission: str = READING) -> bool:
    """Whether the person may open every child of their authorities, barriers apart."""
    return opening(user, permission).everybody


def _reaches_everybody(narrowed: Narrowed, reach: frozenset[int]) -> bool:
    """Whether wide grounds cover every authority asked about: then no list is worth reading."""
    wide: set[int] = set()
    for ground in grounds:
        if ground.everybody and ground.roles is not None:
            wide |= narrowed[ground.key]
    return reach <= wide


def _among(ids: QuerySet[Any, Any]) -> Q:
    """Children in a list: asked child by child where the list is of all there are."""
    table = tables["children"].rows().model
    if ids.model is table and not ids.query.combinator:
        return Q(Exists(ids.filter(pk=OuterRef("pk"))))
    return Q(pk__in=ids)


def _glass(user: User, now: datetime) -> QuerySet[Any, Any]:
    mine: QuerySet[Any, Any] = BreakGlass.objects.running(now).filter(user=user)
    ids: QuerySet[Any, Any] = mine.values_list("child_id", flat=True)
    return ids


def _shut(barrier: Barrier, user: User, now: datetime) -> QuerySet[Any, Any]:
    """Ids shut against the person by a barrier, less those opened by broken glass.

    They are read through the table of children, whose key is never null: a NOT IN over a
    null would hide every child.
    """
    shut = tables["children"].rows().order_by().filter(pk__in=barrier.children(user, now))
    if barrier.glass:
        shut = shut.exclude(pk__in=_glass(user, now))
    return shut.values_list("pk", flat=True)


def _all_shut(user: Any, reach: frozenset[int], narrowed: Narrowed, now: datetime) -> Any:
    """Ids shut against the person by any barrier, to stand in another question."""
    def composed(at: datetime) -> QuerySet[Any, Any]:
        return _united([_shut(each, user, at) for each in barriers])

    return worded.list_of(("shut", _wording(user, reach, narrowed)), composed, now)


def _marked(rows: QuerySet[Any], kind: str, key: str, *also: str) -> QuerySet[Any, Any]:
    marked: QuerySet[Any, Any] = rows.annotate(
        mark_kind=Value(kind, output_field=CharField()),
        mark_key=Value(key, output_field=CharField()),
        mark_authority=F(tables["children"].authority),
    ).values_list("mark_kind", "mark_key", "mark_authority", *also)
    return marked
