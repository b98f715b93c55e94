"""One child of a census file: who they are, and every episode of need."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sightline.law.codes import code_set
from sightline.people.persons.given import NO_DISABILITY
from sightline.returns.cin_census.layout import CHILD
from sightline.returns.cin_census.reading.elements import Reading
from sightline.returns.cin_census.reading.episode import Episodes
from sightline.returns.cin_census.told import ChildTold, Header, PersonTold, Said
from sightline.returns.kit.reading import Node

UPN = re.compile(r"^[A-Z][0-9]{11}[0-9A-Z]$")
#: An expected date further than this from the birth was not of this pregnancy.
NEAR_BIRTH = timedelta(days=200)
UNBORN_OR_NOT_RECORDED = "0"
UNKNOWN_SEX = "U"
UNBORN = ("The child was not born by the last day of the census year; a return says when the child "
          "was expected, and no sex.")


def read_child(local_id: str, node: Node, header: Header, on: date) -> ChildTold:
    """Everything a file says of a child, with what was mended, set aside or noted."""
    reading = Reading(local_id, header.year, header.reference_on, on)
    reading.known(node, CHILD)
    told = ChildTold(local_id, node.line)
    told.person = _person(reading, node)
    if not local_id.isalnum() or len(local_id) > 20:
        identifiers = _only(reading, node, "ChildIdentifiers")
        if identifiers is not None:
            reading.noted(
                identifiers, "A child identifier has letters and figures only, at most 20.",
                element="LAchildID",
            )
    episodes = Episodes(reading, told)
    episodes.read(list(node.all("CINdetails")))
    _life(told, on)
    if not episodes.in_the_year:
        reading.noted(node, "No episode of this child was open in the census year. What the file "
                      "says was brought in; a return leaves the child out.", differs=True)
    told.findings = reading.findings
    return told


def _only(reading: Reading, node: Node, tag: str) -> Node | None:
    return next(node.all(tag), None)


def _person(reading: Reading, node: Node) -> PersonTold:
    found = list(node.all("ChildIdentifiers"))
    for extra in found[1:]:
        reading.set_aside(extra, "The child's identifiers stand here twice; the first were read.")
    identifiers = found[0]
    reading.known(identifiers, f"{CHILD}/ChildIdentifiers")
    characteristics = node.first("ChildCharacteristics")
    ethnicity = ""
    disabilities: tuple[str, ...] = ()
    if characteristics is not None:
        reading.known(characteristics, f"{CHILD}/ChildCharacteristics")
        ethnicity = reading.code(characteristics, "Ethnicity", "ethnicity")
        disabilities = _disabilities(reading, characteristics)
    born_on, expected_on, died_on = _dates(reading, identifiers)
    upn, former, unknown = _pupil_numbers(reading, identifiers)
    sex = reading.code(identifiers, "Sex", "sex")
    gender = _gender(reading, identifiers)
    if _unborn(reading, born_on, expected_on):
        for tag, held in (("Sex", sex not in ("", UNKNOWN_SEX)), ("GenderCurrent", bool(gender))):
            if held:
                reading.noted(identifiers, UNBORN, element=tag, differs=True)
        if born_on is not None and expected_on is None:
            reading.noted(identifiers, UNBORN, element="ExpectedPersonBirthDate", differs=True)
    return PersonTold(
        born_on=born_on, expected_on=expected_on, died_on=died_on, sex=sex,
        gender=gender, ethnicity=ethnicity, disabilities=disabilities,
        upn=upn, former_upn=former, upn_unknown=unknown,
    )


def _unborn(reading: Reading, born_on: date | None, expected_on: date | None) -> bool:
    """Whether the child was still to be born on the last day of the census year."""
    return born_on > reading.last if born_on is not None else expected_on is not None


def _gender(reading: Reading, node: Node) -> str:
    """Gender at census in words: it was asked until 2023-24 and says nothing of legal sex."""
    held = next((n for n in node.all("GenderCurrent") if n.text), None)
    if held is None:
        return ""
    known = code_set("gender_current_retired")
    code = reading.one(node, "GenderCurrent")
    if code is None or all(c.code != code.text for c in known):
        reading.set_aside(held, "There is no such code of gender.")
        return ""
    if code.text == UNBORN_OR_NOT_RECORDED:
        return ""
    return known.label(code.text)


def _dates(reading: Reading, node: Node) -> tuple[date | None, date | None, date | None]:
    born_on = reading.when(node, "PersonBirthDate")
    held = reading.one(node, "ExpectedPersonBirthDate")
    expected_on = reading.day(held, ahead=True) if held is not None else None
    died_on = reading.when(node, "PersonDeathDate")
    if held is not None and expected_on is not None:
        if born_on is not None and abs(expected_on - born_on) > NEAR_BIRTH:
            reading.set_aside(held, f"It is too far from the date of birth, {born_on:%-d %B %Y}.")
            expected_on = None
        elif born_on is not None:
            reading.noted(held, "A file gives the date of birth or the expected date, not both; a "
                          "return gives the date of birth once there was one.",
                          differs=born_on <= reading.last)
        elif expected_on > reading.today + timedelta(days=320):
            reading.set_aside(held, "No pregnancy is so long.")
            expected_on = None
    if died_on is not None and born_on is not None and died_on < born_on:
        reading.set_aside(node, "The child cannot have died before being born.",
                          element="PersonDeathDate")
        died_on = None
    return born_on, expected_on, died_on


def _pupil_numbers(reading: Reading, node: Node) -> tuple[str, str, str]:
    numbers = []
    for tag in ("UPN", "FormerUPN"):
        told = reading.text(node, tag)
        if told != told.upper():
            reading.mended(node, "Written in capitals.", element=tag)
            told = told.upper()
        if told and not UPN.match(told):
            reading.noted(node, "A pupil number is a letter, eleven figures, and a figure or "
                          "letter.", element=tag)
        numbers.append(told)
    unknown = reading.code(node, "UPNunknown", "upn_unknown")
    if unknown and numbers[0]:
        reading.set_aside(node, "The number is known, so there is no reason why it is not.",
                          element="UPNunknown")
        unknown = ""
    return numbers[0], numbers[1], unknown


def _disabilities(reading: Reading, node: Node) -> tuple[str, ...]:
    found: list[str] = []
    for group in node.all("Disabilities"):
        reading.known(group, f"{CHILD}/ChildCharacteristics/Disabilities")
        for leaf in group.all("Disability"):
            code = reading.coded(leaf, "disability") if leaf.text else ""
            if code in found:
                reading.mended(leaf, "The same disability stands here twice.")
            elif code:
                found.append(code)
    if NO_DISABILITY in found and len(found) > 1:
        for leaf in (one for group in node.all("Disabilities") for one in group.all("Disability")):
            if leaf.text.upper() == NO_DISABILITY:
                reading.set_aside(leaf, "The file also names a disability, so none is wrong.")
        found.remove(NO_DISABILITY)
    return tuple(sorted(found))


def _life(told: ChildTold, on: date) -> None:
    """What the person's dates say as things that happened."""
    person = told.person
    first = min((s.on for s in told.said), default=on)
    if person.expected_on is not None:
        told.said.append(Said(
            "person/expected", "person.expected", min(first, on), for_on=person.expected_on,
            undated=True,
        ))
        if person.born_on is not None and person.born_on >= first:
            told.said.append(Said("person/born", "person.born", person.born_on))
    if person.died_on is not None:
        told.said.append(Said("person/died", "person.died", person.died_on))
