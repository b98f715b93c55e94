"""How a person is put into words on a list: their age, or what stands in its place."""

from datetime import date

from sightline.base.components.words import day, plural

ADULT = 18


def age_on(born_on: date, on: date) -> tuple[int, int]:
    """Completed years and months on a day; born on 29 February, a year is completed on 1 March."""
    months = (on.year - born_on.year) * 12 + on.month - born_on.month - (on.day < born_on.day)
    return divmod(months, 12)


def age_words(born_on: date, on: date) -> str:
    """4 years 2 months; 7 months; 3 weeks; 5 days; and years alone for an adult."""
    if on < born_on:
        return f"Born {day(born_on)}"
    years, months = age_on(born_on, on)
    if years >= ADULT:
        return plural(years, "year")
    if years:
        return plural(years, "year") + (f" {plural(months, 'month')}" if months else "")
    if months:
        return plural(months, "month")
    days = (on - born_on).days
    return plural(days // 7, "week") if days >= 14 else plural(days, "day")


def life_words(
    *,
    born_on: date | None,
    expected_on: date | None,
    died_on: date | None,
    pregnancy_ended_on: date | None,
    on: date,
) -> str:
    """What a list says of a life: its age, when it is expected, or how it ended."""
    if died_on is not None:
        aged = f", aged {age_words(born_on, died_on)}" if born_on and born_on <= died_on else ""
        return f"Died {day(died_on)}{aged}"
    if pregnancy_ended_on is not None:
        return f"Pregnancy ended {day(pregnancy_ended_on)}"
    if born_on is not None:
        return age_words(born_on, on)
    return f"Unborn, due {day(expected_on)}" if expected_on else "Age not known"
