"""A page of a record: which questions it asks and the event that its submission records."""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Columns that every event has, and that a page may ask for by these names.
EVENT_FIELDS = ("on", "time", "outcome", "for_on")


@dataclass(frozen=True, slots=True)
class Section:
    """A run of questions that share a heading and are kept in one typed row.

    `model` is "app_label.Model"; empty means the event's own columns (`EVENT_FIELDS`).
    `labels` overrides the words of a field, needed for event columns ("When was it held?").
    `reveals` maps a field to {answer: (fields shown only for that answer)}.
    `needed` lists the fields without which the row is incomplete: the page still saves, and
    says what is missing, unless its event is a gate.
    """

    title: str
    fields: tuple[str, ...]
    model: str = ""
    per_child: bool = False
    many: bool = False
    needed: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    reveals: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    help: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One screen of a process: an ordered list of sections and the event it records.

    `when` says at which point of the step it is offered: "start", "open", "closed" or "any".
    `after` names an event of the process without which the page is not offered on a step; whoever
    goes to its address may still fill it in.
    `shared` pages may be recorded once for several children (an occasion and its parts).
    `corrected_alone` lets one child's part of a shared page be corrected in place, where what
    follows from it is brought in line; others are voided and written again.
    `initial` is "module:function": what stands already and is opened with. It is called with
    `page`, `step`, `child` and `children`, and answers in the shape of `PageForm.values()`.
    """

    key: str
    title: str
    event: str
    sections: tuple[Section, ...] = ()
    when: str = "open"
    after: str = ""
    permission: str = "journey.record"
    intro: str = ""
    shared: bool = False
    corrected_alone: bool = False
    leads: str = ""
    action: str = ""
    initial: str = ""
    since: str = ""
    until: str = ""

    def models(self) -> tuple[str, ...]:
        """Labels of the typed rows that this page fills, in order."""
        return tuple(dict.fromkeys(s.model for s in self.sections if s.model))
