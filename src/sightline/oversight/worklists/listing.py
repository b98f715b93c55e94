"""The lists of a team board: each declared once, so that screen, paper and file hold the same."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from sightline import law
from sightline.base.components.addresses import address
from sightline.base.components.due import chip
from sightline.base.components.words import plural, short_day
from sightline.base.moments import today
from sightline.journey.chairs_alert.queries import told as alerts_told
from sightline.journey.conference.queries import REPORT_CLOCKS
from sightline.journey.section47.queries import DECIDED_BY
from sightline.kernel.calendar import add_months
from sightline.oversight.worklists.board import (
    BEGAN,
    DISCUSSED,
    ENQUIRY,
    PLANS,
    Board,
    assessment_duties,
)
from sightline.oversight.worklists.duties import conference_clocks, owner_of, unseen
from sightline.oversight.worklists.lines import Line, Listing
from sightline.oversight.worklists.long_plans import long_plan
from sightline.oversight.worklists.rows import is_late, title_of
from sightline.record.sharing.kinds import clocks_owed
from sightline.record.spine.deadlines import deadline
from sightline.record.timeline.marking import BEFORE_CONFERENCE, behind

if TYPE_CHECKING:
    from sightline.oversight.worklists.board import Lately
    from sightline.oversight.worklists.rows import Row
    from sightline.record.spine.models import Clock

#: A plan whose words have not changed for so long is looked at.
UNCHANGED_MONTHS = 6
#: Working days after which what was sent and not accepted stands out (S086).
PICKED_UP_WITHIN = 5
#: How far ahead a conference that nobody has booked is listed.
BOOKED_AHEAD_DAYS = 30


def _worker(row: Row) -> str:
    return row.worker.name if row.worker is not None else "No worker"


def _days(day: date | None) -> str:
    if day is None:
        return "Never"
    gone = (today() - day).days
    return f"{short_day(day)}, {plural(gone, 'day')} ago" if gone else "Today"


def _step(row: Row, step_id: int | None) -> str:
    return address("pages:step", row.child.pk, step_id) if step_id else ""


def _clock(row: Row, clock: Clock, *cells: str) -> Line:
    def said() -> tuple[tuple[str, ...], str]:
        due = deadline(clock)
        whose = "local" if due.local else "law"
        return (due.title, chip(due).words, whose, *cells), due.step_href

    return Line(row.child, said, late=is_late(clock))


def _risk(words: str, on: date | None) -> str:
    """What was written of the risk and when: it is looked at again each day (S023)."""
    if not words:
        return "Nothing has been written down"
    if on == today():
        return f"{words} (written today)"
    return f"{words} (written {short_day(on)}, nothing today)" if on else words


def _no_worker(board: Board, user: Any) -> list[Line]:
    found = [
        Line(w.row.child, (w.why, plural(w.hours // 24, "day") if w.hours >= 48
                           else plural(w.hours, "hour"), _risk(w.risk, w.risk_on)),
             address("allocation:wait", w.row.child.pk), late=w.risk_on != today())
        for w in board.unallocated
    ]
    away = [row for row in board.rows if row.worker and row.worker.pk in board.away]
    lines = [_away(board, row) for row in sorted(away, key=lambda r: r.child.display_name)]
    # whom nobody covers is looked at before those for whom somebody answers
    return found + sorted(lines, key=lambda line: line.quiet)


def _away(board: Board, row: Row) -> Line:
    """A child whose worker is away: who covers, or what was said of the risk today."""
    away = board.away[row.worker.pk if row.worker else 0]
    said = board.considered(row)
    if said is not None and away.since_on is not None and said.happened_on < away.since_on:
        said = None
    until = f" until {short_day(away.until_on)}" if away.until_on else ""
    on = said.happened_on if said is not None else None
    risk = _risk(said.risk, on) if said is not None else ""
    covered = f"{away.covered_by} covers" if away.covered_by else ""
    kept = "; ".join(filter(None, (covered, risk))) or f"Nobody covers. {_risk('', None)}"
    return Line(
        row.child, (f"{_worker(row)} is away{until}",
                    _days(away.since_on) if away.since_on else "Not recorded", kept),
        address("allocation:wait", row.child.pk),
        late=not covered and on != today(), quiet=bool(covered),
    )


def _waiting(board: Board, user: Any) -> list[Line]:
    """Everything a manager is asked to answer, oldest first, with whose days were used."""
    calendar, day = law.calendar(), today()
    found: list[tuple[date, Line]] = []
    for row, step, event in board.handed_in:
        by_worker = calendar.between(step.opened_on or event.happened_on, event.happened_on)
        mine = event.recorded_by_id == user.pk
        what = f"{title_of(step.process)} to authorise"
        note = "Your own: another manager authorises it" if mine else str(event.recorded_by or "")
        found.append((event.happened_on, Line(
            row.child, (what, short_day(event.happened_on), plural(by_worker, "working day"),
                        plural(calendar.between(event.happened_on, day), "working day"), note),
            _step(row, step.pk),
        )))
    for told in board.told:
        on = told.step.opened_on or day
        words = "Contact to decide: immediate danger" if told.danger else "Contact to decide"
        found.append((on, Line(
            told.row.child, (words, short_day(on), "", plural(calendar.between(on, day),
                                                              "working day"), told.worry),
            told.href, late=told.danger,
        )))
    for sent in board.incoming:
        assert sent.child is not None
        found.append((sent.sent_on, Line(
            sent.child, ("Handover to accept", short_day(sent.sent_on), "",
                         plural(sent.working_days, "working day"), sent.handover.reason),
            address("handover:answer", sent.child.pk, sent.handover.event.step_id),
        )))
    found += _checks(board, user) + _alerts(board)
    found.sort(key=lambda pair: (not pair[1].late, pair[0]))
    return [line for _, line in found]


def _checks(board: Board, user: Any) -> list[tuple[date, Line]]:
    """What was done and waits for somebody else's check."""
    calendar, day = law.calendar(), today()
    found = []
    for task in board.to_check:
        on = task.done_on or day
        mine = task.done_by_id == user.pk
        note = "Your own: somebody else checks it" if mine else str(task.done_by or "")
        href = address("tasks:task", task.child_id, task.pk) if task.child_id else ""
        found.append((on, Line(
            task.child, (f"Task to check: {task.text}", short_day(on),
                         plural(calendar.between(task.given_on, on), "working day"),
                         plural(calendar.between(on, day), "working day"), note), href,
        )))
    return found


def _alerts(board: Board) -> list[tuple[date, Line]]:
    """Chairs' alerts that wait for a reply, with whom they ask."""
    held = board.steps.get("chairs_alert", [])
    rows = {step.pk: row for row, step in held}
    found = []
    for one in alerts_told([step for _, step in held], words=False):
        if one.answered or one.last is None:
            continue
        on = one.last.happened_on
        due = f", by {short_day(one.due_on)}" if one.due_on else ""
        found.append((on, Line(
            rows[one.step.pk].child,
            (f"Chair’s alert to answer: {one.about}", short_day(on), "",
             plural(law.calendar().between(on, today()), "working day"),
             f"Asked of {one.to.name if one.to else 'nobody named'}{due}"),
            _step(rows[one.step.pk], one.step.pk), late=one.late,
        )))
    return found


def _unseen(board: Board, user: Any) -> list[Line]:
    return [
        _clock(each.row, each.clock, _days(each.row.seen_on), _worker(each.row))
        for each in unseen(board.rows)
    ]


def _not_alone(board: Board, user: Any) -> list[Line]:
    """Born children whom the last visit that saw them did not see alone, the longest first."""
    found = []
    for row in board.rows:
        lately = board.lately[row.child.pk]
        if lately.seen is None or lately.alone == lately.seen or row.child.born_on is None:
            continue
        found.append((lately.alone or date.min, Line(row.child, partial(_alone, row, lately))))
    return [line for _, line in sorted(found, key=lambda pair: pair[0])]


def _alone(row: Row, lately: Lately) -> tuple[tuple[str, ...], str]:
    cells = (_days(lately.alone), _days(lately.seen), _worker(row))
    return cells, address("child", row.child.pk)


def _enquiries(board: Board, user: Any) -> list[Line]:
    """Section 47 enquiries by their day, those past the fifteenth and undecided first."""
    calendar, day = law.calendar(), today()
    found = []
    for row, step in board.steps.get(ENQUIRY, []):
        said = board.events.get(step.pk, [])
        talked = next((e.happened_on for e in said if e.kind == DISCUSSED or (
            e.kind == BEGAN and e.outcome != "emergency")), None)
        began = talked or step.opened_on or day
        number = calendar.between(began, day)
        undecided = number >= DECIDED_BY
        words = f"Day {number} of {DECIDED_BY}" + (", undecided" if undecided else "")
        found.append((-number, Line(
            row.child, (words, _days(board.lately[row.child.pk].active), _worker(row)),
            _step(row, step.pk), late=undecided,
        )))
    return [line for _, line in sorted(found, key=lambda pair: pair[0])]


def _conferences(board: Board, user: Any) -> list[Line]:
    soon = today() + timedelta(days=BOOKED_AHEAD_DAYS)
    return [
        _clock(row, clock, _worker(row))
        for row, clock in board.clocks(conference_clocks())
        if board.booked(row) is None and clock.due_on is not None and clock.due_on <= soon
    ]


def _chronologies(board: Board, user: Any) -> list[Line]:
    """Booked conferences for which nobody has brought the chronology up to date (S036)."""
    found = []
    for row in board.rows:
        for_on = board.booked(row)
        weighed = board.lately[row.child.pk].weighed
        if for_on is not None and behind(weighed, for_on):
            last = short_day(weighed) if weighed else "Never"
            found.append((for_on, Line(
                row.child, (short_day(for_on), last, _worker(row)),
                address("chronology", row.child.pk), late=True,
            )))
    return [line for _, line in sorted(found, key=lambda pair: pair[0])]


def _owed(board: Board, user: Any) -> list[Line]:
    """What parents still wait for, also where the work has closed since (S041)."""
    keys, found = set(clocks_owed()), []
    for row in (*board.rows, *board.owed):
        for clock in (c for c in row.clocks if c.key in keys):
            found.append((clock.due_on, Line(
                row.child, partial(_share, row, clock), late=is_late(clock)
            )))
    return [line for _, line in sorted(found, key=lambda pair: pair[0] or date.max)]


def _share(row: Row, clock: Clock) -> tuple[tuple[str, ...], str]:
    due = deadline(clock)
    opens = address("sharing:sharing", row.child.pk, clock.step_id)
    return (due.title, chip(due).words, _worker(row)), opens


def _reports(board: Board, user: Any) -> list[Line]:
    found = []
    for row, clock in board.clocks(REPORT_CLOCKS):
        booked = board.booked(row)
        found.append(_clock(row, clock, short_day(booked) if booked else "No day", _worker(row)))
    return found


def _assessments(board: Board, user: Any) -> list[Line]:
    """Open assessments by the working days used, the most first."""
    keys, calendar, day = set(assessment_duties()), law.calendar(), today()
    found = []
    for row, step in board.steps.get("assessment", []):
        clock = next((c for c in row.clocks if c.step_id == step.pk and c.key in keys), None)
        since = clock.started_on if clock is not None else step.opened_on or day
        used = calendar.between(since, day)
        due = chip(deadline(clock)).words if clock is not None else "No limit is running"
        found.append((-used, Line(
            row.child, (plural(used, "working day"), due, _worker(row)), _step(row, step.pk),
            late=clock is not None and is_late(clock),
        )))
    return [line for _, line in sorted(found, key=lambda pair: pair[0])]


def _plans(board: Board, user: Any) -> list[Line]:
    """Plans that are empty, have not changed for long, or have lasted past fifteen months."""
    found = []
    old = add_months(today(), -UNCHANGED_MONTHS)
    for row in board.rows:
        step = next((s for s in row.steps if s.pk == row.gap_step and s.process in PLANS), None)
        if step is None:
            continue
        said = list(row.gaps)
        if row.plan is not None and row.plan.on is not None and row.plan.on <= old:
            said.append(f"Its words have not changed since {short_day(row.plan.on)}")
        if step.process == "protection_plan":
            said += long_plan(step)[:1]
        if said:
            cells = (title_of(step.process), "; ".join(w.rstrip(".") for w in said), _worker(row))
            found.append(((step.opened_on or today()), Line(row.child, cells, _step(row, step.pk))))
    return [line for _, line in sorted(found, key=lambda pair: pair[0])]


def _sent(board: Board, user: Any) -> list[Line]:
    found = []
    for each in board.outgoing:
        assert each.child is not None
        sending = each.handover
        to = sending.to_team.name_now if sending.to_team else sending.to_outside
        late = each.working_days > PICKED_UP_WITHIN
        waited = plural(each.working_days, "working day") + (". Not picked up" if late else "")
        found.append(Line(
            each.child, (sending.get_direction_display(), to, short_day(each.sent_on),
                         waited, sending.reason),
            address("pages:step", each.child.pk, sending.event.step_id),
            late=late,
        ))
    return found


def _overdue(board: Board, user: Any) -> list[Line]:
    """Every child with something overdue, the longest overdue first, with whose it is."""
    found = []
    for row in board.rows:
        late = [c for c in row.clocks if row.late and is_late(c)]
        if late:
            more = f"{row.late} things" if row.late > 1 else "1 thing"
            whose = str(owner_of(late[0].key)).capitalize()
            found.append((late[0].due_on, _clock(row, late[0], whose, more, _worker(row))))
    return [line for _, line in sorted(found, key=lambda pair: pair[0] or date.max)]


def _every(board: Board, user: Any) -> list[Line]:
    rows = sorted(board.rows, key=lambda row: row.child.display_name)
    return [Line(row.child, partial(_all_told, row)) for row in rows]


def _all_told(row: Row) -> tuple[tuple[str, ...], str]:
    due = row.next
    title, words = (due.title, chip(due).words) if due else ("Nothing with a date", "")
    cells = (row.open_words, title, words, row.seen_words, _worker(row))
    return cells, address("child", row.child.pk)


def _to_place(board: Board, user: Any) -> list[Line]:
    return [
        Line(w.row.child, (w.row.open_words, short_day(w.since)),
             address("allocation:allocate", w.row.child.pk))
        for w in board.to_place
    ]


DUE = ("What", "When", "Law or local")
LISTS = {
    listing.key: listing for listing in (
        Listing("waiting", "Waiting for a manager",
                "What a manager is asked to answer, danger first and then the oldest. Nobody "
                "authorises their own work.",
                ("What", "Since", "Days used by the worker", "Days with the manager", "Note"),
                _waiting),
        Listing("unallocated", "No worker, or the worker away or left",
                "With what was written down today of the risk, and who answers meanwhile.",
                ("Why", "For how long", "What keeps the child safe"), _no_worker),
        Listing("to-be-placed", "To be placed", "From another system’s file, with nobody named.",
                ("Open", "Since"), _to_place),
        Listing("overdue", "Overdue", "Each child once, with what is longest overdue and whose "
                "job that is.", (*DUE, "Whose job", "Overdue in all", "Worker"), _overdue),
        Listing("unseen", "Not seen in time", "The visit is late, the longest first.",
                (*DUE, "Last seen", "Worker"), _unseen),
        Listing("not-alone", "Not seen alone", "The last visit that saw the child did not see "
                "them alone.", ("Last seen alone", "Last seen", "Worker"), _not_alone),
        Listing("enquiries", "Section 47 enquiries", "By working day, undecided after day 15 "
                "first.", ("Day", "Last activity", "Worker"), _enquiries),
        Listing("conferences", "Conferences and reviews due and not booked",
                f"Overdue, or due within {BOOKED_AHEAD_DAYS} days.",
                (*DUE, "Worker"), _conferences),
        Listing("reports", "Conference reports not shared with the parents", "",
                (*DUE, "Conference on", "Worker"), _reports),
        Listing("chronologies", "Chronology not up to date for a conference",
                f"Nobody has said what mattered in the {BEFORE_CONFERENCE} days before it.",
                ("Conference on", "Last brought up to date", "Worker"), _chronologies),
        Listing("owed", "Owed to parents", "Also of work that has closed since.",
                ("What", "When", "Worker"), _owed),
        Listing("assessments", "Assessments by days used", "",
                ("Days used", "When", "Worker"), _assessments),
        Listing("plans", "Plans empty, unchanged or past 15 months",
                f"Empty or without a contingency, unchanged for {UNCHANGED_MONTHS} months, or "
                "a protection plan of 15 months and more.",
                ("Plan", "What is wanting", "Worker"), _plans),
        Listing("sent", "Sent and not yet accepted", "They are still this team’s until somebody "
                "accepts them.", ("What", "To", "Sent", "Waiting", "Why"), _sent),
        Listing("", "Every child", "", ("Open", "Next due", "When", "Last seen", "Worker"), _every),
    )
}

