"""A small world for tests of access: children, why each may be opened, and what shuts them.

The tables stand in for those of the floors above, and belong to no app.
"""

from django.db import connection, models

from sightline.access.policy import grounds, wide
from sightline.access.policy.grounds import Barrier, ChildTable, Ground


class Child(models.Model):
    """A child of an authority."""

    authority_id = models.BigIntegerField()

    class Meta:
        app_label = "access_places"
        db_table = "places_child"


class Reason(models.Model):
    """Why a user may (or in spite of everything may not) open a child."""

    kind = models.CharField(max_length=20)
    child_id = models.BigIntegerField(null=True)
    user_id = models.BigIntegerField()

    class Meta:
        app_label = "access_places"
        db_table = "places_reason"


def reasons(kind):
    def children(user, now):
        held = Reason.objects.filter(kind=kind, user_id=user.pk)
        return held.values_list("child_id", flat=True)

    return children


def two_ways(user, now):
    return reasons("cover")(user, now).union(reasons("line")(user, now), all=True)


def set_up(monkeypatch):
    """Make the tables and put the small world in the registers, for one test."""
    number = "bigserial" if connection.vendor == "postgresql" else "integer"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE places_child (id {number} PRIMARY KEY, authority_id bigint NOT NULL)"
        )
        cursor.execute(
            f"CREATE TABLE places_reason (id {number} PRIMARY KEY, kind varchar(20) NOT NULL, "
            "child_id bigint, user_id bigint NOT NULL)"
        )
        cursor.execute("CREATE INDEX places_reason_of ON places_reason (user_id, kind)")
    for register in (grounds.grounds, grounds.barriers, grounds.tables, grounds.keepers):
        monkeypatch.setattr(register, "_items", {})
    grounds.register_children(ChildTable(Child.objects.all))
    grounds.register(Ground("allocated", "You work with this child", reasons("allocated")))
    grounds.register(Ground("line", "You manage the worker", two_ways))
    grounds.register(
        Ground(
            "chair", "You chair the conference", reasons("chair"), frozenset({"conference_chair"})
        )
    )
    grounds.register_barrier(
        Barrier(
            "restricted",
            "This record is restricted.",
            reasons("restricted"),
            glass=True,
            ask=lambda child_id: "Ruth Adeyemi, information governance",
        )
    )
    grounds.register_barrier(Barrier("sealed", "This record is sealed.", reasons("sealed")))
    grounds.register_keeper("lead", lambda child_id: "Ben Okoro, allocated worker")
    wide.declare()
