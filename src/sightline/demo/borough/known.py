"""People in full: a drawn photograph, who of other services works with a child, and one double."""

from __future__ import annotations

import struct
import zlib
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from sightline.base.moments import at, fixed
from sightline.people.around.actions import say_around
from sightline.people.around.models import Service, State
from sightline.people.organisations.actions import enter_organisation, enter_professional
from sightline.people.organisations.models import Organisation
from sightline.people.persons.actions import create_person
from sightline.people.persons.facts import Address
from sightline.people.persons.given import AddressGiven, NameGiven
from sightline.people.persons.models import Person
from sightline.record.notes.actions import record_note
from sightline.record.photo.actions import put_photo
from sightline.record.photo.pictures import PNG

if TYPE_CHECKING:
    from sightline.demo.people.staff import Borough

ACROSS = 144
#: Ground, jumper, skin, hair, and what eyes and mouth are drawn with.
COLOURS = bytes.fromhex("cfe3ea" "5b7f95" "e8c9a8" "6b4a32" "26323a")


def face() -> bytes:
    """A drawing of nobody, as a child might draw a face: a PNG of under a kilobyte."""
    rows = b"".join(
        b"\x00" + bytes(_dot(across, down) for across in range(ACROSS)) for down in range(ACROSS)
    )
    head = struct.pack(">IIBBBBB", ACROSS, ACROSS, 8, 3, 0, 0, 0)
    drawn = zlib.compress(rows, 9)
    pieces = ((b"IHDR", head), (b"PLTE", COLOURS), (b"IDAT", drawn), (b"IEND", b""))
    return PNG + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in pieces
    )


def _dot(across: int, down: int) -> int:
    def within(x: int, y: int, wide: int, high: int) -> bool:
        return ((across - x) / wide) ** 2 + ((down - y) / high) ** 2 <= 1

    if within(56, 66, 4, 5) or within(88, 66, 4, 5):
        return 4
    if within(72, 84, 15, 11) and not within(72, 80, 17, 11):
        return 4
    if within(72, 72, 33, 39) and not within(72, 30, 40, 20):
        return 2
    if within(72, 66, 41, 46) and down < 92:
        return 3
    return 1 if within(72, 150, 58, 40) else 0


def people_in_full(borough: Borough, child: Person, other: Person, *, today: date) -> None:
    """The first child has a picture and professionals; the other was put on record twice."""
    by, on = borough.opener, today - timedelta(days=40)
    with fixed(at(on, time(10, 0))):
        put_photo(person=child, data=face(), by=by, taken_on=on,
                  agreed="Drawn for this demonstration; it is of nobody")
        surround(child, borough, on)
    seen = today - timedelta(days=2)
    with fixed(at(seen, time(15, 0))):
        twice(borough, other, seen)


def surround(child: Person, borough: Borough, on: date) -> None:
    """A GP and a school with numbers, one service not involved, one that could not be asked."""
    by = borough.opener
    surgery = enter_organisation(name="Merrow Wharf Surgery", kind=Organisation.Kind.GP, by=by,
                                 on=on, phone="01632 960 101")
    school = enter_organisation(name="Lantern Lane Primary", kind=Organisation.Kind.SCHOOL, by=by,
                                on=on, phone="01632 960 102")
    doctor = enter_professional(name="Dr Fennel Marsh", organisation=surgery, by=by, on=on,
                                role_title="GP")
    lead = enter_professional(name="Sorrel Heath", organisation=school, by=by, on=on,
                              role_title="designated safeguarding lead", phone="01632 960 103")
    told = {"person": child, "by": by, "on": on, "checked_on": on}
    say_around(service=Service.GP, state=State.INVOLVED, organisation=surgery,
               professional=doctor, how="The mother told us", **told)
    say_around(service=Service.SCHOOL, state=State.INVOLVED, organisation=school,
               professional=lead, how="The school's register", **told)
    say_around(service=Service.YOUTH_JUSTICE, state=State.NOT_INVOLVED, how="Their system", **told)
    say_around(service=Service.ADULT_MENTAL_HEALTH, state=State.UNAVAILABLE,
               how="Their system was down", **told)


def twice(borough: Borough, known: Person, on: date) -> Person:
    """The same child, typed in again with the name spelt otherwise: to be found and merged."""
    home = Address.objects.standing().filter(person=known).order_by("-pk").first()
    told = {} if home is None else {
        "addresses": [AddressGiven(lines=home.lines, postcode=home.postcode)]
    }
    double = create_person(
        authority=borough.authority, by=borough.of("door", 0).user, on=on,
        names=[NameGiven(f"{known.given_names}e", known.family_name)], born_on=known.born_on,
        sex=known.sex, **told,
    )
    record_note(
        by=borough.of("door", 0).user, on=on, children=[double], kind="call",
        with_whom="professional",
        text="The health visitor asked which worker the family has. The name was spelt for us.",
    )
    return double
