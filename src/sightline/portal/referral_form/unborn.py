"""The maternity form: what is asked of a pregnancy, and what it says of the child expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sightline.base.forms.drawing import DayField
from sightline.journey.contact.actions import About, New
from sightline.journey.contact.models import ChildPart, Known
from sightline.portal.referral_form.forms import (
    Danger,
    Family,
    Questions,
    Worry,
    You,
    choice,
    long_text,
    one_line,
)
from sightline.record.pregnancy.models import Pregnancy as Told

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sightline.portal.referral_form.reading import Part

#: Babies for whom a contact is opened, by the answer; one where nobody knows how many.
BABIES = {"1": 1, "2": 2, "3": 3}
#: No pregnancy lasts longer: what is more was meant otherwise, and goes on in words.
LONGEST = 45


class Mother(Questions):
    """The mother, as the sender names her."""

    title = "The mother"
    prefix = "mother"
    asked: ClassVar[tuple[str, ...]] = ("given", "family", "born_on", "nhs", "address", "postcode")
    given = one_line("Mother's first names", autocomplete="off")
    family = one_line("Mother's family name", autocomplete="off")
    born_on = DayField(label="Mother's date of birth", required=False)
    nhs = one_line("Mother's NHS number", autocomplete="off")
    address = long_text("Where does the mother live?", rows=3)
    postcode = one_line("Mother's postcode", autocomplete="off")
    phone = one_line("Mother's telephone number", hint="Only a number that is safe to ring.",
                  autocomplete="off")


class Pregnancy(Questions):
    """The pregnancy: when the baby is due, the booking, the hospital, and who else there is."""

    title = "The pregnancy"
    prefix = "pregnancy"
    asked: ClassVar[tuple[str, ...]] = (
        "expected_on", "booked_on", "weeks", "hospital", "others", "other_children",
    )
    expected_on = DayField(label="When is the baby due?", required=False)
    babies = choice("How many babies are expected?", [
        ("1", "One"), ("2", "Twins"), ("3", "Triplets"), ("not_known", "I do not know"),
    ])
    booked_on = DayField(label="When was the pregnancy booked?", required=False)
    weeks = one_line("How many weeks pregnant is she now?", inputmode="numeric")
    hospital = one_line("Hospital, or where the birth is planned")
    midwife = one_line("Named midwife or team, if it is not you")
    others = long_text("Who is the other parent, and who else is at home?", rows=3,
                   hint="Names, ages, and who they are to the mother.")
    other_children = long_text("Her other children", rows=3,
                           hint="Names, ages, where each lives and with whom. Say if she has none.")


PARTS: tuple[type[Questions], ...] = (Danger, Mother, Pregnancy, Worry, Family, You)


def about_of(part: Callable[..., Part], day: date) -> tuple[list[About], New]:
    """Each baby who is expected, and the mother, of whom no record is made yet.

    What the form does not ask of a child not yet born is said to be not asked.
    """
    mother, told = part(Mother), part(Pregnancy)
    row = _told(mother, told, day)
    her = New(
        kind=ChildPart.About.ADULT, given=row.mother_given, family=row.mother_family,
        born_on=row.mother_born_on, address=row.mother_address, postcode=row.mother_postcode,
        nhs=row.mother_nhs,
    )
    many = BABIES.get(told.code("babies", {*BABIES, Known.NOT_KNOWN.value}), 1)
    found = []
    for number in range(1, many + 1):
        which = f"Baby {number} of" if many > 1 else "Baby of"
        new = New(
            kind=ChildPart.About.UNBORN, expected_on=row.due_on, address=row.mother_address,
            postcode=row.mother_postcode, given=f"{which} {row.mother_given}"[:99]
            if row.mother_given else "", family=row.mother_family,
        )
        part_of = ChildPart(about=ChildPart.About.UNBORN, safe=Known.NOT_ASKED)
        found.append(About(new=new, part=part_of, more=[_copy(row)]))
    return found, her


def _copy(row: Told) -> Told:
    columns = [f.attname for f in Told._meta.concrete_fields if f.name not in ("id", "event")]
    return Told(**{name: getattr(row, name) for name in columns})


def _told(mother: Part, told: Part, day: date) -> Told:
    """What the form says of the pregnancy, in its columns."""
    return Told(
        mother_given=mother.line("given", 90), mother_family=mother.line("family", 99),
        mother_born_on=mother.day("born_on", day), mother_nhs=mother.line("nhs", 20),
        mother_address=mother.line("address", 300), mother_postcode=mother.line("postcode", 10),
        mother_phone=mother.line("phone", 40), due_on=told.day("expected_on"),
        booked_on=told.day("booked_on", day), weeks=_weeks(told),
        hospital=told.line("hospital", 120), midwife=told.line("midwife", 120),
        others=told.text("others"), other_children=told.text("other_children"),
    )


def _weeks(told: Part) -> int | None:
    written = told.text("weeks")
    number = int(written) if written.isascii() and written.isdecimal() and len(written) < 3 else 0
    if 0 < number <= LONGEST:
        return number
    if written:
        told.more.append(f"{told.label('weeks')} {written}")
    return None
