"""The census of a year written from the record, child by child, into an XML file."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from sightline.access.audit import change
from sightline.base.moments import at, london, today
from sightline.people.persons.census import CensusPerson, census_people, known_since
from sightline.record.census_facts.standing import (
    StandingStep,
    children_with,
    steps_of,
    touched_at,
)
from sightline.returns.cin_census import layout, who
from sightline.returns.cin_census.episodes import AUTHORISED, Episode, journeys
from sightline.returns.cin_census.modules import Counting
from sightline.returns.kit.writing import element, xml_file

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User

AT_ONCE = 500
SOFTWARE = "Sightline"
#: The processes whose steps stand in an episode of need, with the word for a step of each.
GROUPS = {
    "assessment": "assessments", "child_in_need": "child in need plans",
    "section47": "section 47 enquiries", "protection_plan": "child protection plans",
}
#: Every kind of event that the return reads; nothing else can change a byte of it.
READ = (
    "referral.received", "referral.decided", "referral.need_recorded", "referral.closed",
    "referral.reopened", "assessment.started", "assessment.initial_started",
    "assessment.core_started", "assessment.reassessment_decided", "assessment.submitted",
    *AUTHORISED, "section47.started", "section47.concluded", "section47.conference_not_required",
    "conference.decided", "protection_plan.started", "protection_plan.category_changed",
    "protection_plan.ended", "child_in_need.opened", "child_in_need.plan_agreed",
    "child_in_need.ended",
)


@dataclass
class Written:
    """A census file that was written: its bytes by their hash, and how much of what is in it.

    `apart` counts steps that were led from no referral: the census has no place for them.
    """

    path: Path
    year: int
    serial: str
    modules: Mapping[str, int] = field(default_factory=dict)
    apart: Mapping[str, int] = field(default_factory=dict)
    digest: str = ""
    size: int = 0

    def notes(self) -> list[str]:
        """What the return does not say, and why, in sentences."""
        told = [
            f"{count} {GROUPS[process]} were led from no referral. The census has no place for "
            "them, so the return does not count them."
            for process, count in sorted(self.apart.items()) if count
        ]
        if layout.period(self.year)[1] > today():
            told.append(
                "The year has not ended. What is open now counts as open on its last day, so "
                "checks of what took too long will find more than there is.")
        return [*told, *layout.NOT_KNOWN.get(self.year, ())]

    def as_data(self) -> dict[str, Any]:
        """The same for a machine, and for the audit trail."""
        return {
            "file": str(self.path), "census_year": layout.year_words(self.year),
            "serial": self.serial, "children": self.modules.get("children", 0),
            "episodes": self.modules.get("episodes", 0), "modules": dict(self.modules),
            "sha256": self.digest, "bytes": self.size, "notes": self.notes(),
        }


def _unheard(count: int) -> None:
    """Nobody is watching how far it has come."""


def write_return(
    *, out: Path, authority: Authority, year: int, by: User, serial: str = "001",
    whole: bool = False, told: Callable[[int], None] = _unheard,
) -> Written:
    """Write the census of a year; the same record gives the same bytes.

    The moment in the header is that at which anything the return reads was last recorded. `whole`
    includes episodes, and work within them, that were over before the year began.
    """
    made = Written(out, year, serial)
    counting, apart = Counting(), Counter[str]()
    with xml_file(out) as stream, stream.element("Message"):
        stream.write(_header(authority, year, serial))
        with stream.element("Children"):
            for child in _children(authority, year, whole=whole, told=told, apart=apart):
                counting.add(child)
                stream.write(child)
    made.modules, made.apart = counting.by_module(), dict(apart)
    with out.open("rb") as file:
        made.digest = hashlib.file_digest(file, "sha256").hexdigest()
    made.size = out.stat().st_size
    change(
        user=by, action="return_written", kind="authority", ident=authority.pk,
        authority_id=authority.pk, payload=made.as_data(),
    )
    return made


def stood_at(authority_id: int, year: int) -> datetime:
    """When anything that this return reads was last recorded, corrected or taken back."""
    first, last = layout.period(year)
    moments = (
        touched_at(READ, authority_id, last), known_since(authority_id),
        # a need that was recorded afterwards is read too
        touched_at(["referral.need_recorded"], authority_id, date.max),
    )
    found = [moment for moment in moments if moment is not None]
    return london(max(found)) if found else at(first, time(0, 0))


def _header(authority: Authority, year: int, serial: str) -> etree._Element:
    details = {"Collection": "CIN", "Year": year, "ReferenceDate": layout.period(year)[1]}
    source = {
        "SourceLevel": "L", "LEA": authority.code, "SoftwareCode": SOFTWARE,
        "Release": version("sightline"), "SerialNo": serial,
        "DateTime": stood_at(authority.pk, year).strftime("%Y-%m-%dT%H:%M:%S"),
    }
    return element("Header", {
        "CollectionDetails": element(
            "CollectionDetails", details, layout.inside("Header/CollectionDetails")),
        "Source": element("Source", source, layout.inside("Header/Source")),
    }, ("CollectionDetails", "Source"))


def _children(
    authority: Authority, year: int, *, whole: bool, told: Callable[[int], None],
    apart: Counter[str],
) -> Iterator[etree._Element]:
    ids = iter(children_with(authority.pk, "referral", *GROUPS))
    while some := list(islice(ids, AT_ONCE)):
        people, steps = census_people(some), steps_of(some, READ)
        for child_id in some:
            made = child_element(
                people[child_id], steps[child_id], year, whole=whole, apart=apart)
            if made is not None:
                yield made
        told(len(some))


def child_element(
    person: CensusPerson, steps: list[StandingStep], year: int, *, whole: bool = False,
    apart: Counter[str] | None = None,
) -> etree._Element | None:
    """One child of the census, or none when no episode was open in the year.

    `apart` takes the count of steps that a census would tell of, had a referral led to them.
    """
    first, last = layout.period(year)
    episodes, unled = child_episodes(steps, year, whole=whole)
    if apart is not None:
        apart.update(
            step.process for step in unled if step.process in GROUPS and step.opened_on <= last
            and (step.closed_on is None or step.closed_on >= first)
        )
    return told_of(person, episodes, year) if episodes else None


def child_episodes(
    steps: list[StandingStep], year: int, *, whole: bool = False
) -> tuple[list[Episode], list[StandingStep]]:
    """A child's episodes of a census year, and the steps that no referral led to."""
    held = []
    found, unled = journeys(steps)
    for journey in found:
        begun = min((s.opened_on for s in journey.of("protection_plan")), default=date.max)
        earlier = sum(s.process == "protection_plan" and s.opened_on < begun for s in steps)
        episode = Episode(journey, year, earlier, whole=whole)
        if episode.within():
            held.append(episode)
    return held, unled


def told_of(person: CensusPerson, episodes: list[Episode], year: int) -> etree._Element:
    """A child with these episodes, as the file holds them."""
    return element("Child", {
        "ChildIdentifiers": who.identifiers(person, year),
        "ChildCharacteristics": who.characteristics(person),
        "CINdetails": [episode.element() for episode in episodes],
    }, ("ChildIdentifiers", "ChildCharacteristics", "CINdetails"))
