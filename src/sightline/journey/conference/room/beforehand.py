"""What is ready for a conference and what is not, child by child, read at once for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from sightline.base.components.due import Deadline
from sightline.journey.conference.models import Exclusion, ReportBy, Sharing
from sightline.journey.conference.queries import REPORT_CLOCKS
from sightline.people.persons.summary import IdentityLine, summary
from sightline.people.relationships.keeping import limits_on
from sightline.people.relationships.kinds import PARENTS
from sightline.people.relationships.models import (
    ContactLimit,
    ParentalResponsibility,
    Relationship,
)
from sightline.people.restriction.barrier import split
from sightline.record.documents.models import SentDocument
from sightline.record.meetings.models import Agency, Attendance, Meeting, Participant
from sightline.record.meetings.quorum import OTHERS_NEEDED, Quorum, quorum
from sightline.record.meetings.words import in_sentence, listed
from sightline.record.reports.models import Report
from sightline.record.spine.deadlines import deadline
from sightline.record.spine.models import Clock

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.journey.conference.queries import Story
    from sightline.journey.conference.room.together import Together
    from sightline.people.persons.models import Person

REPORT = "conference_report"
#: Which agency writes which report.
WRITES = {
    Agency.SOCIAL_CARE: ReportBy.SOCIAL_CARE, Agency.HEALTH: ReportBy.HEALTH,
    Agency.EDUCATION: ReportBy.EDUCATION, Agency.POLICE: ReportBy.POLICE,
}


@dataclass(frozen=True)
class Given:
    """One person who is to read the report, and when they had it."""

    name: str
    role: str
    on: date | None
    way: str = ""


@dataclass
class Ready:
    """One child's part of a conference that lies ahead."""

    story: Story
    child: Person
    written_on: date | None = None
    child_words: str = ""
    parents: list[Given] = field(default_factory=list)
    #: sharings with the parents that name none of them as the record does
    said_otherwise: list[tuple[date, str]] = field(default_factory=list)
    itself: Given | None = None
    chair_on: date | None = None
    agencies_on: date | None = None
    owed: list[Deadline] = field(default_factory=list)
    advocates: list[Participant] = field(default_factory=list)
    comes: list[Participant] = field(default_factory=list)

    @property
    def pre_meeting(self) -> str:
        """Whether the chair met the family, in words."""
        last = self.story.last("pre_meeting_held")
        if last is None:
            return ""
        said = {"parents": "with the parents", "child": "with the child",
                "parents_and_child": "with the parents and the child"}
        return said.get(last.outcome, "not held")

    @property
    def met_on(self) -> date | None:
        """When that was."""
        last = self.story.last("pre_meeting_held")
        return last.happened_on if last is not None else None


@dataclass
class Beforehand:
    """One conference that lies ahead: its meeting, its people, and each child's part."""

    meeting: Meeting | None
    invited: list[tuple[Participant, date | None]]
    exclusions: list[Exclusion]
    limits: list[ContactLimit]
    children: list[Ready]

    @property
    def apart(self) -> list[Participant]:
        """Those who are there for a part only, or apart from somebody."""
        return [p for p, _ in self.invited if p.comes_to and p.comes_to != "all"]

    @property
    def quorum(self) -> Quorum:
        """Whether there are enough if all come who have not said that they will not."""
        return expected([p for p, _ in self.invited])

    @property
    def not_enough(self) -> str:
        """What is wanting for a quorum, in words; empty when nothing is."""
        return wanting(self.quorum, [p for p, _ in self.invited])


def expected(people: Iterable[Participant]) -> Quorum:
    """The quorum there would be if everybody came who has not said otherwise."""
    absent = (Attendance.APOLOGIES, Attendance.ABSENT, Attendance.REPORT_ONLY)
    return quorum(
        Participant(agency=p.agency, health_kind=p.health_kind, role=p.role,
                    direct_contact=p.direct_contact, attendance=Attendance.ATTENDED)
        for p in people if p.attendance not in absent
    )


def wanting(found: Quorum, people: Sequence[Participant]) -> str:
    """What is wanting for a quorum before the day, in words."""
    if found.quorate:
        return ""
    lacks = []
    if not any(p.agency == Agency.SOCIAL_CARE for p in people):
        lacks.append("children’s social care")
    more = OTHERS_NEEDED - len(found.others)
    if more > 0:
        known = listed([in_sentence(name) for name in found.others])
        lacks.append(
            f"{'one more agency' if more == 1 else 'two agencies'} that is known to work with the "
            f"child or family{f' beside {known}' if known else ''}"
        )
    return f"Not enough yet: {listed(lacks)}."


def beforehand(here: Together, reader: User) -> Beforehand:
    """Everything about a conference that lies ahead."""
    events = {e.pk: e for story in here.stories for e in story.events}
    invited = _invited(here)
    sharings = list(Sharing.objects.filter(event__in=events))
    booked = here.own.booking
    meetings = Meeting.objects.filter(occasion=booked.occasion_id if booked else 0)
    children = _children(here, reader, sharings, [p for p, _ in _by_place(invited, here, [])])
    shown = _by_place(invited, here, sharings)
    return Beforehand(
        meetings.select_related("chair").first(), shown,
        _once(Exclusion.objects.filter(event__in=events)), _limits(here), children,
    )


def _invited(here: Together) -> list[Participant]:
    """Everybody invited, the last word on each."""
    occasions = {
        e.occasion_id for story in here.stories for e in story.events
        if e.kind == "conference.invited" and e.occasion_id
    }
    rows = Participant.objects.filter(occasion__in=occasions).select_related("organisation")
    found: dict[tuple[str, str], Participant] = {}
    for row in rows.order_by("pk"):
        found[row.agency, row.name.casefold() or f"{row.role}{row.pk}"] = row
    order = {agency: place for place, agency in enumerate(Agency.values)}
    return sorted(found.values(), key=lambda p: (order.get(p.agency, len(order)), p.pk))


def _by_place(
    invited: Sequence[Participant], here: Together, sharings: Sequence[Sharing]
) -> list[tuple[Participant, date | None]]:
    """Each of those invited, with the day on which their report was there."""
    events = {e.pk: e for story in here.stories for e in story.events}
    came: dict[str, date] = {}
    for row in sharings:
        on = events[row.event_id].happened_on
        came[row.report] = min(came.get(row.report, on), on)
    written = [e for e in events.values() if e.kind == "conference.report_written"]
    if written:
        came.setdefault(ReportBy.SOCIAL_CARE, min(e.happened_on for e in written))
    return [
        (p, p.report_received_on or came.get(WRITES.get(Agency(p.agency), "") if p.agency else ""))
        for p in invited
    ]


def _once(rows: Iterable[Exclusion]) -> list[Exclusion]:
    """Each exclusion once, though it stands on every child's record."""
    return list({(r.name.casefold(), r.reason, r.limits): r for r in rows}.values())


def _limits(here: Together) -> list[ContactLimit]:
    """What keeps somebody away from one of the children; of a restricted person nothing."""
    return [
        row for row in limits_on([child.pk for child in here.children])
        if row.other is None or not row.other.restriction
    ]


def _children(
    here: Together, reader: User, sharings: Sequence[Sharing], invited: Sequence[Participant]
) -> list[Ready]:
    ids = [child.pk for child in here.children]
    parents = _parents(ids, reader)
    sent = list(SentDocument.objects.filter(
        event__step__in=here.steps, document=REPORT, event__voided_at=None
    ).select_related("event"))
    reports = {r.event_id: r for r in Report.objects.filter(
        event__step__in=here.steps, event__voided_at=None)}
    owed: dict[int | None, list[Deadline]] = defaultdict(list)
    for clock in Clock.objects.filter(
        step__in=here.steps, key__in=REPORT_CLOCKS, state=Clock.State.RUNNING
    ).select_related("step"):
        owed[clock.child_id].append(deadline(clock))
    found = []
    for story, child in zip(here.stories, here.children, strict=True):
        ready = Ready(story, child, owed=owed[child.pk])
        told = _told(story, sharings)
        last = story.last("report_written")
        if last is not None:
            ready.written_on = last.happened_on
            ready.child_words = reports[last.pk].child_view if last.pk in reports else ""
        mine = [row for row in sent if row.event.child_id == child.pk]
        ready.parents = [_given(p, told, mine) for p in parents[child.pk]]
        names = {line.display_name for line, _ in parents[child.pk]}
        ready.said_otherwise = [
            (on, row.recipients if row is not None else "") for outcome, on, row in told
            if outcome == "parents" and not _sent_to(row, sent)
            and not (row is not None and any(_names(row, name) for name in names))
        ]
        ready.itself = _itself(child, told, mine)
        ready.chair_on = next((e for o, e, _ in told if o == "chair"), None)
        ready.agencies_on = next((e for o, e, _ in told if o == "agencies"), None)
        ready.advocates = [p for p in invited if p.agency == Agency.ADVOCATE]
        ready.comes = [p for p in invited if p.agency == Agency.CHILD
                       and p.person_id in (None, child.pk)]
        found.append(ready)
    return found


Told = list[tuple[str, date, Sharing | None]]


def _told(story: Story, sharings: Sequence[Sharing]) -> Told:
    """With whom a report on this child was shared, and when, the earliest first."""
    by_event = {row.event_id: row for row in sharings}
    return [
        (e.outcome, e.happened_on, by_event.get(e.pk)) for e in story.events
        if e.kind == "conference.report_shared"
    ]


def _given(parent: tuple[IdentityLine, str], told: Told, sent: Sequence[SentDocument]) -> Given:
    line, role = parent
    for row in sent:
        if row.recipient_id == line.id:
            return Given(line.display_name, role, row.event.happened_on, row.get_way_display())
    for outcome, on, said in told:
        if outcome == "parents" and said is not None and _names(said, line.display_name):
            return Given(line.display_name, role, on, said.way)
    return Given(line.display_name, role, None)


def _sent_to(row: Sharing | None, sent: Sequence[SentDocument]) -> bool:
    """Whether a sharing is of a document that was made for somebody by name."""
    return row is not None and any(one.event_id == row.event_id for one in sent)


def _names(row: Sharing, name: str) -> bool:
    """Whether somebody is among the recipients that were written down."""
    return any(line.strip().casefold() == name.casefold() for line in row.recipients.split("\n"))


def _itself(child: Person, told: Told, sent: Sequence[SentDocument]) -> Given:
    for row in sent:
        if row.recipient_id == child.pk:
            return Given(child.display_name, "", row.event.happened_on, row.get_way_display())
    on = next((on for outcome, on, _ in told if outcome == "child"), None)
    return Given(child.display_name, "", on)


def _parents(
    child_ids: Sequence[int], reader: User
) -> dict[int, list[tuple[IdentityLine, str]]]:
    """The parents of each child and others responsible for them, whom the reader may know of."""
    rows = Relationship.objects.standing().filter(
        person_id__in=child_ids, kind__in=PARENTS, until_on=None
    ).order_by("pk")
    held: dict[int, dict[int, str]] = {pk: {} for pk in child_ids}
    for row in rows:
        held[row.person_id][row.other_id] = row.get_kind_display()
    bases = ParentalResponsibility.objects.standing().filter(
        person_id__in=child_ids, holder__isnull=False, until_on=None
    )
    for one in bases:
        held[one.person_id].setdefault(one.holder_id or 0, "Responsible for the child")
    every = {pk for near in held.values() for pk in near}
    seen, _ = split(reader, every)
    lines = summary(seen & every)
    return {
        child: [(lines[pk], words) for pk, words in near.items() if pk in lines]
        for child, near in held.items()
    }
