"""The census of a year written from the record, child by child, into an XML file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from sightline.access.audit import change
from sightline.base.moments import now
from sightline.law.codes import code_set
from sightline.people.persons.census import CensusPerson, census_people
from sightline.record.census_facts.standing import StandingStep, children_with, steps_of
from sightline.returns.cin_census import layout
from sightline.returns.cin_census.episodes import Episode, journeys
from sightline.returns.cin_census.layout import CHILD
from sightline.returns.kit.writing import element, xml_file

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User

AT_ONCE = 200
SOFTWARE = "Sightline"
NOT_RECORDED, NOT_OBTAINED, UNKNOWN_SEX = "0", "NOBT", "U"


def _unheard(count: int) -> None:
    """Nobody is watching how far it has come."""


def write_return(
    *, out: Path, authority: Authority, year: int, by: User, serial: str = "001",
    whole: bool = False, told: Callable[[int], None] = _unheard,
) -> dict[str, Any]:
    """Write the census of a year; returns how many children and episodes it holds.

    The same record gives the same file but for the moment in its header. `whole` includes episodes
    that had closed before the year began.
    """
    made: dict[str, Any] = {
        "file": str(out), "census_year": layout.year_words(year), "children": 0, "episodes": 0,
    }
    with xml_file(out) as stream, stream.element("Message"):
        stream.write(_header(authority, year, serial))
        with stream.element("Children"):
            for child in _children(authority, year, whole=whole, told=told):
                made["children"] += 1
                made["episodes"] += len(child.findall("CINdetails"))
                stream.write(child)
    change(
        user=by, action="return_written", kind="authority", ident=authority.pk,
        authority_id=authority.pk, payload=made,
    )
    return made


def _header(authority: Authority, year: int, serial: str) -> etree._Element:
    details = {"Collection": "CIN", "Year": year, "ReferenceDate": layout.period(year)[1]}
    source = {
        "SourceLevel": "L", "LEA": authority.code, "SoftwareCode": SOFTWARE, "SerialNo": serial,
        "DateTime": now().strftime("%Y-%m-%dT%H:%M:%S"),
    }
    return element("Header", {
        "CollectionDetails": element(
            "CollectionDetails", details, layout.inside("Header/CollectionDetails")),
        "Source": element("Source", source, layout.inside("Header/Source")),
    }, ("CollectionDetails", "Source"))


def _children(
    authority: Authority, year: int, *, whole: bool, told: Callable[[int], None]
) -> Iterator[etree._Element]:
    ids = iter(children_with("referral", authority.pk))
    while some := list(islice(ids, AT_ONCE)):
        people, steps = census_people(some), steps_of(some)
        for child_id in some:
            made = child_element(people[child_id], steps[child_id], year, whole=whole)
            if made is not None:
                yield made
        told(len(some))


def child_element(
    person: CensusPerson, steps: list[StandingStep], year: int, *, whole: bool = False
) -> etree._Element | None:
    """One child of the census, or none when no episode was open in the year."""
    first, last = layout.period(year)
    held = []
    for journey in journeys(steps):
        begun = min((s.opened_on for s in journey.of("protection_plan")), default=date.max)
        earlier = sum(s.process == "protection_plan" and s.opened_on < begun for s in steps)
        episode = Episode(journey, last, earlier)
        if episode.within(first, whole=whole):
            held.append(episode.element())
    if not held:
        return None
    return element("Child", {
        "ChildIdentifiers": _identifiers(person, year, last),
        "ChildCharacteristics": _characteristics(person), "CINdetails": held,
    }, ("ChildIdentifiers", "ChildCharacteristics", "CINdetails"))


def _identifiers(person: CensusPerson, year: int, last: date) -> etree._Element:
    names = [
        name for name in layout.inside(f"{CHILD}/ChildIdentifiers")
        if layout.element(f"{CHILD}/ChildIdentifiers/{name}").belongs(year)
    ]
    died_on = person.died_on if person.died_on and person.died_on <= last else None
    return element("ChildIdentifiers", {
        "LAchildID": person.local_id or person.ref, "UPN": person.upn,
        "FormerUPN": person.former_upn, "UPNunknown": person.upn_unknown,
        "PersonBirthDate": person.born_on, "ExpectedPersonBirthDate": person.expected_on,
        "GenderCurrent": _gender(person.gender), "Sex": person.sex or UNKNOWN_SEX,
        "PersonDeathDate": died_on,
    }, names)


def _gender(words: str) -> str:
    """The retired code of a gender told in the census's own words; nothing else has a code."""
    for code in code_set("gender_current_retired"):
        if code.label == words:
            return code.code
    return NOT_RECORDED


def _characteristics(person: CensusPerson) -> etree._Element:
    held: dict[str, Any] = {"Ethnicity": person.ethnicity or NOT_OBTAINED}
    if person.disabilities:
        held["Disabilities"] = element(
            "Disabilities", {"Disability": list(person.disabilities)}, ("Disability",))
    return element("ChildCharacteristics", held, ("Ethnicity", "Disabilities"))
