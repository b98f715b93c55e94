"""What one must know before one knocks: the address, what is dangerous there, the language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, CharField, F, Q, TextField, Value, When
from django.db.models.functions import Cast

from sightline.base.moments import today
from sightline.people.persons.models import Address, Hazard, Language


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


def beforehand(child_ids: Iterable[int]) -> dict[int, Beforehand]:
    """What is known of the visit to each of some children; one query, none for nobody.

    A hazard of somebody who lives with the child counts, unless that person is restricted: then
    it is told on their own record to those who may open it.
    """
    ids = list(child_ids)
    found: dict[int, Beforehand] = defaultdict(Beforehand)
    for what, child_id, words, more, told in _facts(ids) if ids else []:
        one = found[child_id]
        if what == "address":
            one.address = ", ".join(p for p in (*words.splitlines(), more) if p.strip())
            one.confidential = told == "1"
        elif what == "language":
            one.interpreter = _language(words, more)
        else:
            kind = Hazard.Kind(more).label
            whose = "" if what == "hazard" else " (somebody in the home)"
            said = f"{kind}{whose}: {words}"
            if said not in one.hazards:
                one.hazards.append(said)
    return found


def _language(words: str, interpreter: str) -> str:
    if interpreter == Language.Interpreter.NEEDED:
        return f"Interpreter needed: {words}" if words else "Interpreter needed"
    if interpreter == Language.Interpreter.NOT_NEEDED:
        return "No interpreter needed"
    return f"Interpreter: {Language.Interpreter(interpreter).label.lower()}"


def _facts(ids: list[int]) -> Iterable[tuple[str, int, str, str, str]]:
    """Addresses, hazards and languages of some children in one query, the oldest first."""
    on = today()
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
    first, *others = (
        _told(addresses, "address", "lines", "postcode", told="confidential"),
        _told(languages, "language", "words", "interpreter"),
        _told(own, "hazard", "detail", "kind"),
        _told(beside, "beside", "detail", "kind", whose="whose"),
    )
    found: Iterable[tuple[str, int, str, str, str]] = first.union(*others, all=True)
    return found


def _told(
    rows: Any, what: str, words: str, more: str, *, told: str = "", whose: str = "person_id"
) -> Any:
    """Rows as what, whose, words, more and a mark, so that several tables make one list."""
    mark = Case(When(**{told: True}, then=_text("1")), default=_text("")) if told else _text("")
    return rows.order_by().annotate(
        mark=mark, what=_text(what), said=Cast(F(words), TextField()),
        besides=Cast(F(more), CharField()),
    ).values_list("what", whose, "said", "besides", "mark")


def _text(words: str) -> Any:
    return Value(words, output_field=CharField())
