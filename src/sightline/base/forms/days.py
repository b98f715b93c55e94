"""Questions about when: a date, a time of day, a moment."""

from datetime import date, datetime, time
from typing import Any

from sightline.base import moments
from sightline.base.components import words
from sightline.base.forms import reading
from sightline.base.forms.questions import Question

LIKE = "Write it like 21 11 2026."


class Day(Question):
    """A date in three boxes; any of them takes a whole date pasted, or the word "today"."""

    component = "date-input"

    def __init__(self, *args: Any, past: bool = False, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.past = past

    @property
    def href(self) -> str:
        return f"#{self.id}-day"

    def boxes(self) -> list[str]:
        """The names of the boxes for day, month and year."""
        return [f"{self.name}-{part}" for part in ("day", "month", "year")]

    def names(self) -> list[str]:
        return self.boxes()

    def parse(self) -> Any:
        found = self.parse_day()
        if self.past and found > moments.today():
            raise reading.Unreadable(
                f"{words.day(found)} is in the future. This asks what has happened: check the date."
            )
        return found

    def parse_day(self) -> date:
        """The date in the boxes; raises Unreadable."""
        day, month, year = (self.text(name).strip() for name in self.boxes())
        typed = [part for part in (day, month, year) if part]
        if len(typed) == 1:
            return self._alone(typed[0], only_day=bool(day))
        if not day or not month:
            raise reading.Unreadable(f"The date needs a {'month' if day else 'day'}. {LIKE}")
        return reading.from_parts(day, month, year, past=self.past)

    def _alone(self, text: str, *, only_day: bool) -> date:
        if text.isdecimal() and len(text) <= 4:
            lacks = "a month and a year" if only_day else "a day and a month"
            raise reading.Unreadable(f"The date needs {lacks}. {LIKE}")
        return reading.read_date(text, past=self.past)

    def written(self, value: Any) -> dict[str, list[str]]:
        if not value:
            return {}
        if isinstance(value, str):
            value = date.fromisoformat(value)
        parts = (value.day, value.month, value.year)
        return {name: [str(part)] for name, part in zip(self.names(), parts, strict=True)}

    def words(self) -> str:
        if self.value is not None:
            return self.say(self.value)
        return " ".join(filter(None, (self.text(name) for name in self.names())))

    def say(self, value: Any) -> str:
        return words.day(value)

    def params(self) -> dict[str, Any]:
        given = super().params()
        given.pop("name")
        wrong = " govuk-input--error" if "errorMessage" in given else ""
        items = [
            {
                "name": part,
                "classes": f"govuk-input--width-{width}{wrong}",
                "value": self.text(f"{self.name}-{part}"),
                # a keypad of figures could not type "today" or the name of a month
                "inputmode": "text",
            }
            for part, width in (("day", 3), ("month", 3), ("year", 4))
        ]
        return given | {
            "namePrefix": self.name,
            "items": items,
            "fieldset": {"legend": {"text": self.label}},
            "attributes": {"data-date": ""},
        }


class TimeOfDay(Question):
    """A time of day."""

    def parse(self) -> time:
        return reading.read_time(self.text())

    def written(self, value: Any) -> dict[str, list[str]]:
        if isinstance(value, time):
            value = words.clock_time(value)
        return {self.name: [value] if value else []}

    def say(self, value: Any) -> str:
        return words.clock_time(value)

    def params(self) -> dict[str, Any]:
        return super().params() | {
            "label": {"text": self.label},
            "value": self.text(),
            "classes": "govuk-input--width-5",
        }


class Moment(Day):
    """A date and its time, in London; with no time it is the start of that day."""

    def names(self) -> list[str]:
        return [*self.boxes(), f"{self.name}-time"]

    def parse(self) -> datetime:
        if not any(self.text(name).strip() for name in self.boxes()):
            raise reading.Unreadable(f"The time needs its date. {LIKE}")
        clock = self.text(f"{self.name}-time").strip()
        found = moments.at(self.parse_day(), reading.read_time(clock) if clock else time(0))
        if self.past and found > moments.now():
            raise reading.Unreadable(
                f"{words.moment(found)} is in the future. This asks what has happened."
            )
        return found

    def written(self, value: Any) -> dict[str, list[str]]:
        if not value:
            return {}
        if isinstance(value, str):
            value = datetime.fromisoformat(value)
        value = moments.london(value)
        parts = (value.day, value.month, value.year, words.clock_time(value))
        return {name: [str(part)] for name, part in zip(self.names(), parts, strict=True)}

    def say(self, value: Any) -> str:
        return words.moment(value)

    def params(self) -> dict[str, Any]:
        given = super().params()
        clock = {
            "name": "time",
            "classes": "govuk-input--width-4",
            "value": self.text(f"{self.name}-time"),
            "inputmode": "text",
        }
        return given | {"items": [*given["items"], clock]}
