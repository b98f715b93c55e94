"""People for tests of this floor and those above: a child, an adult, a worker, a team."""

from datetime import date
from itertools import count
from typing import Any

from sightline.access.authorities.models import Authority
from sightline.access.users.models import RoleHolding, User
from sightline.base.moments import today
from sightline.people.persons.actions import create_person
from sightline.people.persons.given import NameGiven
from sightline.people.persons.person import Person
from sightline.people.relationships.actions import create_unborn
from sightline.people.workforce.actions import open_team, place, take_on
from sightline.people.workforce.models import Team, Worker

_numbers = count(1)


def an_authority(code: str = "999", name: str = "") -> Authority:
    """An authority that does not exist."""
    made, _ = Authority.objects.get_or_create(
        code=code, defaults={"name": name or f"Exampleshire {code}"}
    )
    return made


def a_user(*roles: str, authority: Authority | None = None, name: str = "") -> User:
    """Somebody who signs in, holding roles in an authority for a year or more."""
    number = next(_numbers)
    username = f"tester{number}"
    while User.objects.filter(username=username).exists():
        number = next(_numbers)
        username = f"tester{number}"
    user = User.objects.create(username=username, display_name=name or f"Tess Ter{number}")
    where = authority or an_authority()
    for role in roles:
        RoleHolding.objects.create(user=user, role=role, authority=where, since_on=date(2000, 1, 1))
    return user


def a_recorder() -> User:
    """Whoever writes the facts that a test is not about."""
    found = User.objects.filter(username="recorder").first()
    return found or User.objects.create(username="recorder", display_name="Rae Corder")


def a_person(
    name: str = "Ada Example", *, authority: Authority | None = None, **told: Any
) -> Person:
    """Somebody with a record, told in as many facts as the test needs."""
    given, _, family = name.rpartition(" ")
    names = told.pop("names", (NameGiven(given or family, family if given else ""),))
    return create_person(
        authority=authority or an_authority(),
        by=told.pop("by", None) or a_recorder(),
        on=told.pop("on", None) or today(),
        names=names,
        **told,
    )


def a_child(name: str = "Ada Example", **told: Any) -> Person:
    """A child, seven years old unless told otherwise."""
    told.setdefault("born_on", today().replace(day=1, year=today().year - 7))
    told.setdefault("sex", "F")
    return a_person(name, **told)


def an_adult(name: str = "Grace Example", **told: Any) -> Person:
    """An adult, thirty-three years old unless told otherwise."""
    told.setdefault("born_on", today().replace(day=1, year=today().year - 33))
    told.setdefault("sex", "F")
    return a_person(name, **told)


def an_unborn(mother: Person | None = None, *, expected_on: date, **told: Any) -> Person:
    """An unborn child of a mother."""
    return create_unborn(
        mother=mother or an_adult(),
        expected_on=expected_on,
        by=told.get("by") or a_recorder(),
        on=told.get("on") or today(),
    )


def a_team(
    name: str = "Riverside team", *, authority: Authority | None = None, **told: Any
) -> Team:
    """A team of one authority."""
    told.setdefault("on", date(2015, 1, 1))
    return open_team(
        name=name,
        authorities=[authority or an_authority()],
        by=told.pop("by", None) or a_recorder(),
        **told,
    )


def a_worker(
    name: str = "Wilma Worker",
    *,
    user: User | None = None,
    team: Team | None = None,
    manager: bool = False,
    **told: Any,
) -> Worker:
    """A worker, in a team where one is given."""
    told.setdefault("on", date(2015, 1, 1))
    by = told.pop("by", None) or a_recorder()
    worker = take_on(name=name, user=user, by=by, **told)
    if team is not None:
        place(worker=worker, team=team, by=by, on=told["on"], manager=manager)
    return worker
