"""An authority to import into, and census files written for a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sightline.people.testing import a_recorder, an_authority
from sightline.returns.cin_census.actions import import_file

HEADER = """<Header><CollectionDetails><Collection>CIN</Collection><Year>{year}</Year>
<ReferenceDate>{year}-03-31</ReferenceDate></CollectionDetails>
<Source><SourceLevel>L</SourceLevel><LEA>{lea}</LEA><SoftwareCode>test</SoftwareCode>
<SerialNo>{serial}</SerialNo><DateTime>{year}-05-23T11:14:05</DateTime></Source></Header>"""


def census(*children: str, year: int = 2023, lea: str = "999", serial: str = "001") -> str:
    """A census file of these children."""
    head = HEADER.format(year=year, lea=lea, serial=serial)
    return f"<Message>{head}<Children>{''.join(children)}</Children></Message>"


def child(
    *episodes: str, local_id: str = "C1", born: str = "2015-03-01", more: str = "",
    sex: str = "<GenderCurrent>2</GenderCurrent>", characteristics: str = "",
) -> str:
    """One child with these episodes of need."""
    identifiers = f"<LAchildID>{local_id}</LAchildID><PersonBirthDate>{born}</PersonBirthDate>"
    inside = characteristics or "<Ethnicity>WBRI</Ethnicity>"
    return (
        f"<Child><ChildIdentifiers>{identifiers}{sex}{more}</ChildIdentifiers>"
        f"<ChildCharacteristics>{inside}</ChildCharacteristics>{''.join(episodes)}</Child>"
    )


def episode(
    on: str = "2022-06-01", inside: str = "", *, source: str = "1A", need: str = "N1",
    closed: str = "", reason: str = "RC7", nfa: str = "false",
) -> str:
    """One episode of need."""
    end = (
        f"<CINclosureDate>{closed}</CINclosureDate><ReasonForClosure>{reason}</ReasonForClosure>"
        if closed else ""
    )
    return (
        f"<CINdetails><CINreferralDate>{on}</CINreferralDate>"
        f"<ReferralSource>{source}</ReferralSource><PrimaryNeedCode>{need}</PrimaryNeedCode>{end}"
        f"{inside}<ReferralNFA>{nfa}</ReferralNFA></CINdetails>"
    )


@pytest.fixture
def authority(db: None) -> Any:
    """Where the test's children live."""
    return an_authority("999")


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Put a text into a file of its own."""
    def put(text: str | bytes, name: str = "census.xml") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return put


@pytest.fixture
def bring_in(authority: Any, write: Callable[..., Path]) -> Callable[..., Any]:
    """Import children as a census file of a year."""
    def bring(*children: str, year: int = 2023, name: str = "", **more: Any) -> Any:
        path = write(census(*children, year=year), name or f"census-{year}.xml")
        return import_file(path=path, authority=authority, by=a_recorder(), **more)

    return bring
