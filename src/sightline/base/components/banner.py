"""The line of identity that heads every page about a person."""

from dataclasses import dataclass, field
from datetime import date

from sightline.base.components import words


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person as the head of a page shows them; only what this reader is entitled to.

    `restricted` is the words of a restriction ("Restricted: ask Jo Patel"); `marks` are
    (words, tone) of what goes on today ("Assessment, day 12 of 45", "blue").
    """

    name: str
    born_on: date | None = None
    expected_on: date | None = None
    died_on: date | None = None
    pregnancy_ended_on: date | None = None
    href: str = ""
    facts: tuple[str, ...] = ()
    restricted: str = ""
    marks: tuple[tuple[str, str], ...] = field(default=())

    @property
    def age_line(self) -> str:
        """Age and date of birth, or the expected birth, or the death."""
        if self.died_on:
            years = words.age_words(self.born_on, on=self.died_on) if self.born_on else ""
            return f"Died {words.day(self.died_on)}" + (f", aged {years}" if years else "")
        if self.pregnancy_ended_on:
            return f"The pregnancy ended {words.day(self.pregnancy_ended_on)}"
        said = words.age_words(self.born_on, self.expected_on)
        return f"{said}, born {words.day(self.born_on)}" if self.born_on else said
