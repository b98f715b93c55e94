"""What a person or a file tells us about somebody, before it is written down."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sightline.people.persons.absence import Absence
from sightline.people.persons.facts import Address, Identifier, Name

NO_DISABILITY = "NONE"
#: Census codes that say why there is no ethnicity, and what each means here.
ETHNICITY_ABSENCES = {"REFU": Absence.DECLINED.value, "NOBT": Absence.NOT_ASKED.value}


class FactRefused(ValueError):
    """A fact that contradicts itself; says what was wrong and what to give instead."""


@dataclass(frozen=True, slots=True)
class NameGiven:
    """A name as it was told; an absence instead where it was not."""

    given: str = ""
    family: str = ""
    kind: str = Name.Kind.LEGAL.value
    since_on: date | None = None
    absence: str = ""


@dataclass(frozen=True, slots=True)
class AddressGiven:
    """An address as it was told."""

    lines: str = ""
    postcode: str = ""
    kind: str = Address.Kind.HOME.value
    since_on: date | None = None
    uprn: str = ""
    confidential: bool = False
    absence: str = ""


@dataclass(frozen=True, slots=True)
class IdentifierGiven:
    """A number as it was told, or why it is not known ("UN1" for a pupil too young to have one)."""

    scheme: str
    value: str = ""
    absence: str = ""
    unknown_code: str = ""

    @staticmethod
    def upn_unknown(code: str) -> "IdentifierGiven":
        """No unique pupil number, for a reason in the census code set."""
        return IdentifierGiven(
            Identifier.Scheme.UPN.value, absence=Absence.NOT_KNOWN.value, unknown_code=code
        )


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Everything told about somebody at the moment their record is made.

    A fact nobody told leaves no row, and is shown as not asked; one that has an absence leaves it.
    """

    names: tuple[NameGiven, ...] = ()
    born_on: date | None = None
    born_precision: str = ""
    expected_on: date | None = None
    died_on: date | None = None
    birth_absence: str = ""
    sex: str = ""
    sex_absence: str = ""
    gender: str = ""
    ethnicity: str = ""
    ethnicity_absence: str = ""
    religion: str = ""
    language: str = ""
    interpreter: str = ""
    disabilities: tuple[str, ...] = ()
    disability_absence: str = ""
    identifiers: tuple[IdentifierGiven, ...] = ()
    addresses: tuple[AddressGiven, ...] = ()
    since_on: date | None = field(default=None)
    source: str = ""


def ethnicity_told(code: str, absence: str = "") -> tuple[str, str]:
    """(code, absence) of an ethnicity in census codes; refused and not obtained are absences."""
    if code in ETHNICITY_ABSENCES:
        return "", ETHNICITY_ABSENCES[code]
    return (code, "") if code else ("", absence)


def census_ethnicity(code: str, absence: str) -> str:
    """The census code of an ethnicity held here: the reverse of `ethnicity_told`."""
    if code:
        return code
    return "REFU" if absence == Absence.DECLINED else "NOBT"


def coherent_disabilities(codes: Iterable[str]) -> tuple[str, ...]:
    """The set of codes without repeats, and without NONE where there is any other."""
    told = tuple(dict.fromkeys(code for code in codes if code))
    named = tuple(code for code in told if code != NO_DISABILITY)
    return named or told


def check_disabilities(codes: Iterable[str]) -> tuple[str, ...]:
    """The set of codes; says so when NONE stands beside another."""
    told = tuple(dict.fromkeys(code for code in codes if code))
    if NO_DISABILITY in told and len(told) > 1:
        others = ", ".join(code for code in told if code != NO_DISABILITY)
        raise FactRefused(
            f"No disability was given together with {others}. Give either no disability or a list."
        )
    return told
