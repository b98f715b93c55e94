"""What is typed in the room: one draft of the page that records the decision, a part at a time.

The page of the meeting and the page of each child write their own part of it and leave the others
alone, so that two open at once never lose each other's words. Where the same part was saved by
somebody else in between, both are kept as drafts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import transaction

from sightline import law
from sightline.base.forms import Child, PageForm
from sightline.base.moments import today
from sightline.journey.conference.forms import DECIDE
from sightline.journey.conference.room.together import Together
from sightline.kernel.due import DueAnswer, due
from sightline.kernel.forms import Section
from sightline.kernel.register import processes
from sightline.record.drafts import actions as drafts
from sightline.record.drafts.models import Draft
from sightline.record.meetings.models import Meeting, Participant
from sightline.record.pages.opening import with_day
from sightline.record.pages.options import options_for
from sightline.record.pages.spots import ALSO
from sightline.record.spine.deadlines import rule_of
from sightline.record.spine.deriving import local_values

if TYPE_CHECKING:
    from sightline.access.users.models import User

MEETING = "meeting"
#: How often a part was saved: kept in the draft beside what was typed.
COUNTED = "room-"
#: What of an invitation is known of somebody who then takes part.
INVITED = ("agency", "health_kind", "name", "role", "organisation_id", "direct_contact", "comes_to",
           "report_received_on")
#: Which limit gives the day of the next review conference, by what is decided.
REVIEWS = {"plan_made": "cp_review_first", "plan_continues": "cp_review_next"}


@dataclass(frozen=True)
class Offer:
    """The last day that the law gives and the last working day by then, to be taken over."""

    key: str
    words: str
    answer: DueAnswer

    @property
    def on(self) -> date:
        """The day offered: conferences and core groups are not held at weekends."""
        assert self.answer.due_on is not None
        return law.calendar().subtract(self.answer.due_on + timedelta(days=1), 1)


@dataclass
class Typed:
    """What has been typed of a conference so far, in front of one person."""

    here: Together
    reader: User

    @cached_property
    def place(self) -> drafts.Place:
        """Where the draft belongs."""
        lead = self.here.lead
        return drafts.Place("conference", DECIDE.key, lead.authority, step=lead)

    @cached_property
    def draft(self) -> Draft | None:
        """The draft to go on with."""
        return drafts.standing(self.place, self.reader)

    @property
    def data(self) -> dict[str, list[str]]:
        """Everything typed so far, by the name of its question."""
        if self.draft is None:
            return {}
        return with_day(DECIDE, self.draft.data)

    def version(self, part: str) -> int:
        """How often a part has been saved."""
        return int((self.data.get(COUNTED + part) or ["0"])[0])

    @property
    def saved_at(self) -> datetime | None:
        """When anything of it was last saved."""
        return self.draft.saved_at if self.draft is not None else None

    def form(self, part: str, data: Any = None, *, drawn: bool = True) -> PageForm:
        """The questions of the meeting, or of the child on whose page one is.

        One that is not drawn is only read: who and what may be chosen is then not looked up.
        """
        child = self.here.child
        per_child = part != MEETING
        asked = [s for s in DECIDE.sections if s.per_child is per_child]
        page = replace(DECIDE, sections=tuple(sorted(asked, key=_place) if per_child else asked))
        draft = self.data if self.draft is not None else None
        return PageForm(
            page, processes["conference"].event(DECIDE.event), data=data, draft=draft,
            initial=None if data is not None or draft is not None else self._known(part),
            children=[Child(child.pk, child.display_name)] if per_child else (),
            options=options_for(page, child, self.reader) if drawn else {},
        )

    def _known(self, part: str) -> dict[str, Any] | None:
        """What the booking and the invitations say already."""
        if part != MEETING:
            return None
        booked = self.here.own.booking
        meeting = Meeting.objects.filter(occasion=booked.occasion_id if booked else 0).first()
        said = {name: getattr(meeting, name) for name in ("place", "mode", "started")
                if meeting is not None and getattr(meeting, name)}
        chair = {"chair_id": meeting.chair_id} if meeting is not None and meeting.chair_id else {}
        return {
            "event": {"on": self.here.held_on},
            "rows": {"meetings.Meeting": [said], "conference.ConferenceDecision": [chair],
                     "meetings.Participant": self._invited()},
        }

    def _invited(self) -> list[dict[str, Any]]:
        occasions = {
            e.occasion_id for story in self.here.stories for e in story.events
            if e.kind == "conference.invited" and e.occasion_id
        }
        rows = Participant.objects.filter(occasion__in=occasions).order_by("pk")
        found = {
            (row.agency, row.name.casefold()): {
                **{name: getattr(row, name) for name in INVITED}, "invited": True
            }
            for row in rows
        }
        return [{k: v for k, v in row.items() if v not in (None, "")} for row in found.values()]

    def keep(self, part: str, form: PageForm, version: int | None) -> drafts.Saved:
        """Save one part beside the others; where it was saved in between, both are kept."""
        with transaction.atomic():
            held = self.draft
            if held is not None:
                held = Draft.objects.select_for_update().get(pk=held.pk)
                self.__dict__["draft"] = held if held.finished_at is None else None
            data, typed = self.data, _of(part, form.to_draft())
            if self.draft is None and part != MEETING:
                data = self.form(MEETING, drawn=False).to_draft()
            clash = (version or 0) != self.version(part) and _of(part, data) != typed
            count = max(self.version(part), version or 0) + 1
            whole = {k: v for k, v in data.items() if not belongs(part, k)} | typed
            whole[COUNTED + part] = [str(count)]
            lead = self.here.lead.child_id
            # of whom nothing is typed nothing was decided here: they may yet be adjourned
            shown = {str(c.pk) for c in self.here.children}
            whole[ALSO] = [
                pk for pk in sorted(shown - {str(lead)})
                if any(any(t) for t in _of(pk, whole).values())
            ] + [pk for pk in data.get(ALSO, []) if pk not in shown]
            current = self.draft
            saved = drafts.save(
                self.place, typed=whole, by=self.reader,
                draft_id=current.pk if current is not None else None,
                version=current.version if current is not None and not clash else None,
            )
        self.__dict__["draft"] = saved.draft
        return saved

    def offers(self, form: PageForm) -> list[Offer]:
        """The last days for the first core group and for the next review, from their clocks."""
        on = self._day()
        child = form.values()["children"].get(self.here.child.pk, {})
        outcome = str(child.get("event", {}).get("outcome") or "")
        default = "plan_continues" if self.here.own.kind == "review" else "plan_made"
        found = []
        if outcome in ("", "plan_made") and self.here.own.kind != "review":
            found.append(("core", "First core group", "core_group_first"))
        if (review := REVIEWS.get(outcome or default)) is not None:
            found.append(("review", "Next review conference", review))
        local, code = local_values(), self.here.step.authority.code
        answers = [
            (key, words, due(rule, on, law.calendar(), local=local, authority=code))
            for key, words, clock in found if (rule := rule_of(clock)) is not None
        ]
        return [Offer(key, words, a) for key, words, a in answers if a.due_on is not None]

    def _day(self) -> date:
        """The day of the conference, as it is typed or as it was booked."""
        if self.draft is None:
            return self.here.held_on
        typed = self.form(MEETING, drawn=False).values()["event"].get("on")
        return typed if isinstance(typed, date) else today()

    def take_over(self, form: PageForm, key: str) -> dict[str, list[str]]:
        """What is typed when an offered day is taken."""
        wanted = {"core": "first_core_group_on", "review": "for_on"}.get(key)
        offer = next((o for o in self.offers(form) if o.key == key), None)
        if wanted is None or offer is None:
            return {}
        for part in form.parts:
            for asked in part.rows[0].questions:
                if asked.key == wanted:
                    written: dict[str, list[str]] = asked.written(offer.on)
                    return written
        return {}


def _place(section: Section) -> int:
    """Where a section comes when one child is talked about: decided, disagreed with, followed."""
    order = ("outcome", "category", "opinion", "reasons", "first_core_group_on", "confidential")
    return next((n for n, name in enumerate(order) if name in section.fields), len(order))


def belongs(part: str, name: str) -> bool:
    """Whether a question is one of this part's own."""
    if name == ALSO or name.startswith(COUNTED):
        return False
    own = name.startswith("child-")
    return not own if part == MEETING else name.startswith(f"child-{part}-")


def _of(part: str, typed: Mapping[str, Any]) -> dict[str, list[str]]:
    return {name: list(texts) for name, texts in typed.items() if belongs(part, name)}
