"""The decision of a conference, and the report to it, as documents for a named recipient."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from sightline.access.policy import visible_children
from sightline.base.components.words import day
from sightline.base.documents import (
    Bullets,
    FieldList,
    Heading,
    Paragraph,
    Quote,
    Table,
    Typed,
)
from sightline.base.documents.blocks import Block
from sightline.journey.conference.gates import open_plan
from sightline.journey.conference.models import ConferenceDecision, ReportBy, Sharing
from sightline.journey.conference.queries import stories
from sightline.people.persons.models import Person
from sightline.record.documents import plan_parts
from sightline.record.documents.kinds import Asked, DocumentKind, Sending, added, register
from sightline.record.documents.models import ForWhom
from sightline.record.documents.parts import Nature, Part
from sightline.record.harm.categories import in_words, named, plainly
from sightline.record.meetings.models import Agency, AgencyView, Meeting, Participant
from sightline.record.reports.models import Report
from sightline.record.spine.models import Event, Step

if TYPE_CHECKING:
    from sightline.journey.conference.queries import Story

#: What was decided, as it is said to somebody who was not there.
TOLD = {
    "plan_made": "{name} will have a child protection plan.",
    "no_plan": "{name} does not need a child protection plan.",
    "plan_continues": "{name}'s child protection plan goes on.",
    "plan_ended": "{name}'s child protection plan has ended.",
}
MEANS = (
    "A child protection plan says what has to change so that a child is safe, who will do what, "
    "and by when. It is for when people who work with children think that a child has been "
    "seriously harmed or could be."
)
FOLLOWS = {
    "child_in_need": "We would like to go on helping, with a plan that you agree to.",
    "early_help": "Early help would like to go on helping your family.",
    "nothing": "",
}


def decided_steps(child_id: int) -> list[Step]:
    """The child's conferences that decided something, newest first."""
    decided = Event.objects.standing().filter(child_id=child_id, kind="conference.decided")
    order = decided.order_by("-happened_on", "-order", "-pk").select_related(
        "step__owner_worker", "step__authority", "step__child"
    )
    return [event.step for event in order if event.step is not None]


def conference_steps(child_id: int) -> list[Step]:
    """The child's conferences, the open ones first."""
    steps = Step.objects.standing().of("conference").filter(child_id=child_id)
    held = steps.select_related("owner_worker", "authority", "child")
    return sorted(held, key=lambda s: (s.closed_on is None, s.opened_on, s.pk), reverse=True)


def _story(asked: Asked) -> Story:
    assert asked.step is not None
    if "story" not in asked.held:
        asked.held["story"] = stories([asked.step])[0]
    story: Story = asked.held["story"]
    return story


def notice(asked: Asked) -> list[Part]:
    """What was decided for the child, why, what everybody thought, and the plan it made."""
    if asked.step is None or (decided := _story(asked).decided) is None:
        return []
    said = ConferenceDecision.objects.select_related("chair").filter(event=decided).first()
    said = said or ConferenceDecision()
    parts = [_decided(asked, decided, said)]
    if said.reasons.strip():
        why: list[Block] = [Heading("Why"), Paragraph(Typed(said.reasons))]
        parts.append(Part(f"decision:{decided.pk}:why", "Why it was decided", why))
    parts += _heard(asked, decided, said)
    parts += _views(decided)
    if said.confidential.strip():
        apart: list[Block] = [Heading("The confidential part"), Paragraph(Typed(said.confidential))]
        parts.append(Part(f"confidential:{decided.pk}", "What was said in the confidential part",
                          apart, Nature.CONFIDENTIAL))
    parts += _meeting(asked, decided, said)
    parts += [part for part in _outline(asked, decided) if not _again(part, said)]
    parts += _siblings(asked, decided)
    if asked.family:
        parts.append(plan_parts.rights(asked))
    return parts


def _decided(asked: Asked, decided: Event, said: ConferenceDecision) -> Part:
    name = asked.name
    told = TOLD.get(decided.outcome, "A decision was made about {name}.").format(name=name)
    rows = [("Meeting", f"Child protection conference on {day(decided.happened_on)}")]
    if said.chaired_by:
        rows.append(("Led by", said.chaired_by))
    words, between = (plainly, "; ") if asked.family else (in_words, ", ")
    harms = [words(harm.category, decided.happened_on) for harm in named(decided)]
    if harms:
        rows.append(("The worry is about" if asked.family else "Category", between.join(harms)))
    ahead = []
    if said.first_core_group_on:
        ahead.append(("The plan group first meets on" if asked.family
                      else "First core group", day(said.first_core_group_on)))
    if decided.for_on:
        ahead.append(("The next meeting is on" if asked.family
                      else "Review conference", day(decided.for_on)))
    blocks: list[Block] = [Heading("What was decided"), Paragraph(told), FieldList(rows)]
    if ahead:
        blocks.append(FieldList(ahead, ahead=True))
    if asked.family and (ring := plan_parts.who_to_ring(asked, "Whom to ask")):
        blocks.append(FieldList(ring))
    if asked.family and decided.outcome in ("plan_made", "plan_continues"):
        blocks.insert(2, Paragraph(MEANS))
    if FOLLOWS.get(said.follows):
        follow = FOLLOWS[said.follows] if asked.family else str(said.get_follows_display())
        blocks.append(Paragraph(follow))
    return Part(f"decision:{decided.pk}", "What was decided", blocks)


def _heard(asked: Asked, decided: Event, said: ConferenceDecision) -> list[Part]:
    if not said.child_view.strip():
        return []
    title = f"What {asked.name} said"
    rows = [("How they were heard", str(said.get_child_part_display()))] if said.child_part else []
    facts: list[Block] = [FieldList(rows)] if rows and not asked.family else []
    blocks = [Heading(title), Quote(said.child_view, asked.name), *facts]
    return [Part(f"decision:{decided.pk}:child", title, blocks, Nature.CHILD_SAID)]


def nature_of(agency: str, person_id: int | None) -> tuple[Nature, int | None]:
    """What somebody said at a meeting is, by whom they speak for, and whose own words."""
    if agency == Agency.POLICE:
        return Nature.POLICE, None
    if agency in (Agency.FAMILY, Agency.ADVOCATE):
        return Nature.OWN_WORDS, person_id
    return Nature.OPEN, None


OPINIONS = {"agrees": "agrees", "dissents": "does not agree", "no_view": "gave no view"}


def _views(decided: Event) -> list[Part]:
    """What each agency thinks of the decision for this child, each a part of its own."""
    rows = AgencyView.objects.filter(event=decided).select_related("participant").order_by("pk")
    found: list[Part] = []
    for row in rows:
        agency = row.agency or (row.participant.agency if row.participant is not None else "")
        who = ", ".join(filter(None, (row.name, str(Agency(agency).label) if agency else "")))
        nature, whose = nature_of(agency, row.participant.person_id if row.participant else None)
        line = f"{who or 'Somebody at the meeting'} {OPINIONS.get(row.opinion, 'was there')}"
        line = Typed(f"{line}: {row.words}") if row.words.strip() else f"{line}."
        blocks: list[Block] = [Paragraph(line)]
        if not found:
            blocks.insert(0, Heading("What the people at the meeting thought"))
        title = f"What {who or 'somebody'} thought of the decision"
        found.append(Part(f"view:{row.pk}", title, blocks, nature, whose))
    return found


def _meeting(asked: Asked, decided: Event, said: ConferenceDecision) -> list[Part]:
    """Who took part, what each said, and the minutes: of the meeting and not of one child."""
    people = list(Participant.objects.filter(occasion=decided.occasion_id).order_by("pk"))
    family = [p for p in people if p.agency in (Agency.FAMILY, Agency.CHILD, Agency.ADVOCATE)]
    others = [p for p in people if p not in family]
    found = []
    if others:
        found.append(
            Part(f"took_part:{decided.pk}", "Which professionals took part", _came(others))
        )
    if family:
        found.append(Part(f"family_took_part:{decided.pk}", "Who of the family took part",
                          _came(family), Nature.PROFESSIONAL))
    for row in people:
        if row.view.strip():
            nature, whose = nature_of(row.agency, row.person_id)
            # said for the whole meeting, so it may speak of any child or adult
            nature = Nature.PROFESSIONAL if nature is Nature.OPEN else nature
            words = [Paragraph(Typed(f"{row}: {row.view}"))]
            found.append(Part(f"said:{row.pk}", f"What {row} said", words, nature, whose))
    notes = Meeting.objects.filter(occasion=decided.occasion_id).values_list("notes", flat=True)
    for text in notes:
        if text.strip():
            minutes: list[Block] = [Heading("What was said at the meeting"), Paragraph(Typed(text))]
            found.append(Part(f"minutes:{decided.pk}", "The minutes of the meeting", minutes,
                              Nature.PROFESSIONAL))
    quality = " ".join(filter(None, (said.report_words, said.below_quorum_reason)))
    if quality.strip():
        found.append(Part(f"practice:{decided.pk}", "What the chair said of the report and quorum",
                          [Paragraph(Typed(quality))], Nature.PROFESSIONAL))
    return found


def _came(people: Sequence[Participant]) -> list[Block]:
    rows = [
        [p.name or "Not named", ", ".join(filter(None, (p.role, _agency(p)))),
         str(p.get_attendance_display() or "Not known")] for p in people
    ]
    columns = ["Name", "Who they are", "Came"]
    return [Heading("Who took part"), Table("Those asked to the meeting", columns, rows)]


def _agency(p: Participant) -> str:
    return str(Agency(p.agency).label) if p.agency else ""


def _outline(asked: Asked, decided: Event) -> list[Part]:
    """The plan that the decision made, as it now stands."""
    if decided.outcome not in ("plan_made", "plan_continues"):
        return []
    plan = open_plan(asked.child.pk)
    words = plan_parts.plain if asked.family else plan_parts.professional
    return words(asked, plan)


def _again(part: Part, said: ConferenceDecision) -> bool:
    """Whether a part of the plan is what the child is quoted with above, in the same words."""
    return bool(said.child_view) and any(
        isinstance(block, Quote) and block.text == said.child_view for block in part.blocks
    )


def _siblings(asked: Asked, decided: Event) -> list[Part]:
    """What the same conference decided for brothers and sisters, each their own."""
    if decided.occasion_id is None:
        return []
    seal = Person.Restriction.SEALED
    rows = Event.objects.standing().filter(
        occasion_id=decided.occasion_id, kind="conference.decided",
        child_id__in=visible_children(asked.reader),
    ).exclude(pk=decided.pk).exclude(child__restriction=seal).select_related("child")
    return [
        Part(f"sibling:{row.pk}", f"What was decided for {row.child.display_name}",
             nature=Nature.OTHER_CHILD, whose=row.child_id, build=partial(_other, row))
        for row in rows if row.child is not None
    ]


def _other(row: Event) -> list[Block]:
    assert row.child is not None
    name = row.child.given_names or row.child.display_name
    said = ConferenceDecision.objects.filter(event=row).first()
    blocks: list[Block] = [
        Heading(f"What was decided for {name}"), Paragraph(TOLD[row.outcome].format(name=name)),
    ]
    if said is not None and said.reasons.strip():
        blocks.append(Paragraph(Typed(said.reasons)))
    return blocks


#: Rooms that have something to add to the report, in the order in which it is read.
REPORT_ORDER = ("assessment", "section47", "visits")


def report(asked: Asked) -> list[Part]:
    """The social worker's report: who, why now, what was found, the child's words, the plan."""
    if asked.step is None:
        return []
    story = _story(asked)
    booked = story.booking
    rows = [("About", f"{asked.child.display_name}, {_born(asked.child)}")]
    if asked.step.owner_worker is not None:
        rows += plan_parts.who_to_ring(asked, "Written by")
    ahead = []
    if booked is not None and booked.for_on:
        ahead.append(("The meeting is on" if asked.family else "Conference on",
                      day(booked.for_on)))
    purpose = (
        f"A child protection conference is a meeting about how to keep {asked.name} safe. This "
        "is what the social worker will say there. You can read it first and say what you think."
        if asked.family else
        "The social worker's report, for those who take part in the conference."
    )
    parts = [Part("report:about", "About this report", [
        Paragraph(purpose), FieldList(rows), *([FieldList(ahead, ahead=True)] if ahead else []),
    ])]
    written = _written(asked)
    parts += written
    # what the worker has not put into words yet is gathered from what they wrote before
    order = ("visits",) if written else REPORT_ORDER
    parts += added("conference_report", asked, order)
    plan = open_plan(asked.child.pk)
    if plan is not None:
        words = plan_parts.plain if asked.family else plan_parts.professional
        parts += words(asked, plan)
    if asked.family:
        parts.append(_before(asked))
    return parts


WRITTEN = (
    ("happened", "What has happened", Nature.OPEN),
    ("child_view", "What {name} says, shows and wants", Nature.CHILD_SAID),
    ("family_view", "What the parents and the family say", Nature.ADULTS_SAID),
    ("analysis", "What it means for {name}", Nature.OPEN),
    ("draft_plan", "What a plan should do", Nature.OPEN),
)


def _written(asked: Asked) -> list[Part]:
    """The report as the social worker wrote it for this conference, section by section."""
    row = Report.objects.latest_for(asked.step.pk) if asked.step is not None else None
    if row is None:
        return []
    return [
        Part(f"report:{row.event_id}:{key}", title.format(name=asked.name),
             [Heading(title.format(name=asked.name)), Paragraph(Typed(getattr(row, key)))], nature)
        for key, title, nature in WRITTEN if getattr(row, key).strip()
    ]


def _born(child: Person) -> str:
    return f"due {day(child.expected_on)}" if child.unborn else f"born {day(child.born_on)}"


def _before(asked: Asked) -> Part:
    said = [
        "Ask the social worker to go through this with you before the meeting.",
        "Tell us what is wrong or missing. We will say so at the meeting.",
        "You can bring somebody with you, and you can see the person who leads the meeting first.",
    ]
    if asked.to.person_id == asked.child.pk:
        said.append("You can have somebody to speak up for you. They are called an advocate.")
    return Part("report:before", "Before the meeting", [Heading("Before the meeting"),
                                                        Bullets(said)])


def _shared(asked: Asked) -> Sending:
    """The report counts as shared with the parents, the child or the agencies."""
    outcome = {
        ForWhom.PARENT: "parents", ForWhom.CHILD: "child", ForWhom.AGENCY: "agencies",
    }.get(ForWhom(asked.to.kind), "")
    if not outcome:
        return Sending("document.sent")
    return Sending(
        "conference.report_shared", outcome, [Sharing(report=ReportBy.SOCIAL_CARE)]
    )


def declare() -> None:
    """Put the conference's documents in the register."""
    register(DocumentKind(
        "conference_decision", "Conference decision notice",
        "What was decided for this child, why, and the outline of the plan.", notice,
        steps=decided_steps, heading=lambda a: f"What was decided about {a.child.display_name}",
        sends=lambda a: Sending("conference.decision_sent"), order=10,
    ))
    register(DocumentKind(
        "conference_report", "Conference report",
        "What the social worker will say to the conference, for reading beforehand.", report,
        steps=conference_steps, heading=lambda a: f"Report about {a.child.display_name}",
        sends=_shared, order=20,
    ))
