"""The yearly job that fills the calendar of bank holidays; never run when the system is in use.

Run it once a year, or when a one-off bank holiday is announced and the `holidays` library
knows of it: `python -m sightline.law.fill_calendar`. Until then, put the day in
`calendars/local_overrides.csv` with the date and source of the announcement. Christmas Day and
Good Friday are common law holidays and are in the same list. Council closure days are not bank
holidays and are never entered.
"""

import csv
from pathlib import Path

FIRST, LAST = 1990, 2040
TARGET = Path(__file__).parent / "calendars" / "england_and_wales.csv"


def rows(first: int = FIRST, last: int = LAST) -> list[tuple[str, str]]:
    """The holidays of England and Wales, by date; needs the `holidays` library."""
    import holidays

    days = holidays.country_holidays("GB", subdiv="ENG", years=range(first, last + 1))
    return [(day.isoformat(), days[day]) for day in sorted(days)]


def fill(target: Path = TARGET) -> int:
    """Write the calendar file and say how many days it holds."""
    found = rows()
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["on", "name"])
        writer.writerows(found)
    return len(found)


if __name__ == "__main__":
    print(f"{fill()} holidays written to {TARGET}")
