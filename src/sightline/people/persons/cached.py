"""The columns of a person that repeat the facts in force, worked out in one place."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from sightline.people.persons.absence import shown
from sightline.people.persons.facts import Name

# the name a person goes by comes first, then the one on their papers
ORDER = {kind: place for place, kind in enumerate(("known", "legal", "alias", "former"))}


class Named(Protocol):
    """A name, held or told."""

    @property
    def kind(self) -> Any:
        """What the name is to its bearer."""

    @property
    def given(self) -> Any:
        """The given names."""

    @property
    def family(self) -> Any:
        """The family name."""

    @property
    def absence(self) -> Any:
        """Why there is none."""


def name_columns(names: Sequence[Named], *, unborn: bool = False) -> dict[str, str]:
    """The name on lists: the one gone by, completed from the legal one where it is a part."""
    ranked = sorted((name for name in names if not name.absence), key=lambda n: ORDER[n.kind])
    if not ranked:
        words = "Unborn child" if unborn else f"Name {shown('').lower()}"
        return {"display_name": words, "family_name": "", "given_names": ""}
    legal = next((name for name in ranked if name.kind == Name.Kind.LEGAL), ranked[0])
    given = ranked[0].given or legal.given
    family = ranked[0].family or legal.family
    words = f"{given} {family}".strip()
    return {
        # a family name alone reads as a parent's: say that it is the baby who is meant
        "display_name": f"Unborn baby {family}" if unborn and not given else words,
        "family_name": family,
        "given_names": given,
    }


def life_columns(life: Any) -> dict[str, date | None]:
    """The dates on lists."""
    return {
        "born_on": life.born_on,
        "expected_on": life.expected_on,
        "died_on": life.died_on,
        "pregnancy_ended_on": getattr(life, "pregnancy_ended_on", None),
    }
