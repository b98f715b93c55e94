"""Every table of the persons room, as Django asks for them."""

from sightline.people.persons.facts import Address, ContactPoint, Flag, Hazard, Identifier, Name
from sightline.people.persons.identity import (
    Disability,
    Ethnicity,
    Gender,
    Language,
    Religion,
    Sex,
)
from sightline.people.persons.person import Life, Person, Precision, SexCode

__all__ = [
    "Address",
    "ContactPoint",
    "Disability",
    "Ethnicity",
    "Flag",
    "Gender",
    "Hazard",
    "Identifier",
    "Language",
    "Life",
    "Name",
    "Person",
    "Precision",
    "Religion",
    "Sex",
    "SexCode",
]
