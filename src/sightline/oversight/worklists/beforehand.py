"""What one must know before one knocks: the address, what is dangerous there, the language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import F, Q

from sightline.base.moments import today
from sightline.people.persons.models import Address, Hazard, Language
from sightline.record.child.rows import Ask, said_yes


@dataclass
class Beforehand:
    """Where a child lives, the hazards of the home, and whether an interpreter is needed.

    Each says that it is not recorded where it is not.
    """

    address: str = "Address not recorded"
    confidential: bool = False
    hazards: list[str] = field(default_factory=list)
    interpreter: str = ""

    @property
    def hazard_words(self) -> str:
        """What is dangerous, or that nothing was recorded."""
        return "; ".join(self.hazards) or "No hazard recorded"

    @property
    def interpreter_words(self) -> str:
        """Which language, or that nobody wrote it down."""
        return self.interpreter or "Interpreter: not recorded"


#: What is read of each kind of fact: whose, the words, more words, and whether it is a secret.
COLUMNS = {
    "address": ("person_id", "lines", "postcode", "confidential"),
    "language": ("person_id", "words", "interpreter"),
    "hazard": ("person_id", "detail", "kind"),
    "beside": ("whose", "detail", "kind"),
}


def beforehand(rows: Mapping[str, Sequence[Sequence[str]]]) -> dict[int, Beforehand]:
    """What rows read by `facts` say of the visit to each child.

    A hazard of somebody who lives with the child counts, unless that person is restricted: then
    it is told on their own record to those who may open it.
    """
    found: dict[int, Beforehand] = defaultdict(Beforehand)
    for child_id, lines, postcode, secret in _cells(rows, "address"):
        one = found[int(child_id)]
        one.address = ", ".join(p for p in (*lines.splitlines(), postcode) if p.strip())
        one.confidential = said_yes(secret)
    for child_id, words, interpreter in _cells(rows, "language"):
        found[int(child_id)].interpreter = _language(words, interpreter)
    for what in ("hazard", "beside"):
        for child_id, detail, kind in _cells(rows, what):
            whose = "" if what == "hazard" else " (somebody in the home)"
            said = f"{Hazard.Kind(kind).label}{whose}: {detail}"
            if said not in found[int(child_id)].hazards:
                found[int(child_id)].hazards.append(said)
    return found


def _cells(rows: Mapping[str, Sequence[Sequence[str]]], what: str) -> Iterator[Sequence[str]]:
    """The cells of a kind of row, without the empty ones that a union pads it with."""
    width = len(COLUMNS[what])
    yield from (row[:width] for row in rows.get(what, ()))


def _language(words: str, interpreter: str) -> str:
    if interpreter == Language.Interpreter.NEEDED:
        return f"Interpreter needed: {words}" if words else "Interpreter needed"
    if interpreter == Language.Interpreter.NOT_NEEDED:
        return "No interpreter needed"
    return f"Interpreter: {Language.Interpreter(interpreter).label.lower()}"


def facts(child_ids: Iterable[int]) -> list[Ask]:
    """Addresses, hazards and languages of some children, to be read with `together_of`."""
    ids, on = list(child_ids), today()
    addresses = Address.objects.standing().in_force(on).filter(
        person_id__in=ids, kind=Address.Kind.HOME, absence=""
    )
    languages = Language.objects.standing().in_force(on).filter(person_id__in=ids)
    hazards = Hazard.objects.standing().in_force(on)
    own = hazards.filter(person_id__in=ids)
    home = "person__household_places__"
    beside = hazards.filter(
        Q(**{f"{home}until_on__isnull": True}) | Q(**{f"{home}until_on__gt": on}),
        Q(**{f"{home}household__members__until_on__isnull": True})
        | Q(**{f"{home}household__members__until_on__gt": on}),
        **{
            "person__restriction": "", f"{home}superseded_at__isnull": True,
            f"{home}household__members__superseded_at__isnull": True,
            f"{home}household__members__person_id__in": ids,
        },
    ).annotate(whose=F(f"{home}household__members__person_id")).exclude(person_id=F("whose"))
    rows = {"address": addresses, "language": languages, "hazard": own, "beside": beside}
    return [Ask(what, found, COLUMNS[what]) for what, found in rows.items()]
