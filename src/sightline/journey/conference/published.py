"""Conferences as relations: initial ones with the enquiry they answer, and reviews of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sightline.journey.conference.models import ReportBy, Sharing
from sightline.kernel.relations import Relation, Row, day, text, yes_no
from sightline.record.allocation.published import allocations, team_on
from sightline.record.meetings.models import Agency, Attendance, HealthKind, Participant
from sightline.record.spine.published import (
    StepLine,
    Subject,
    Told,
    about,
    first,
    last,
    one,
    step_life,
    versions,
)

#: The duty that says by when the social worker's report reaches the family.
REPORT_DUTY = {"review": "conference_report_parents_review"}
#: Whose report it is when the social worker's is meant, or nobody said.
OURS = frozenset({ReportBy.SOCIAL_CARE.value, ""})
#: Those who take part for themselves: they are not invited on behalf of an agency.
THEMSELVES = frozenset({"", Agency.FAMILY.value, Agency.CHILD.value, Agency.ADVOCATE.value})
UNSAID = frozenset({"", Attendance.UNKNOWN.value})
RECIPIENTS = ("parents", "child", "chair", "agencies")
REVIEWING = frozenset({"plan_continues", "plan_ended"})
#: Conclusions of an enquiry after which no initial conference answers it.
ELSEWHERE = frozenset({
    "not_substantiated", "no_continuing_harm", "review_conference", "looked_after",
})


def kind_of(step: StepLine, known: Sequence[Told]) -> str:
    """What kind of conference a step is: as it was asked for, else as its decision shows."""
    asked = first(known, "conference.requested", step=step.id)
    if asked is not None and asked.outcome:
        return asked.outcome
    if first(known, "conference.transfer_notified", step=step.id) is not None:
        return "transfer_in"
    decided = last(known, "conference.decided", step=step.id)
    return "review" if decided is not None and decided.outcome in REVIEWING else "initial"


def _counted_from(step: StepLine, known: Sequence[Told]) -> Told | None:
    """The strategy discussion at which an enquiry began."""
    return next(
        (
            told for told in known if told.step == step.id
            and (told.kind, told.outcome) == ("section47.started", "strategy")
            or told.step == step.id and told.kind == "section47.strategy_held"
        ),
        None,
    )


def enquiry_of(subject: Subject, step: StepLine, known: Sequence[Told]) -> StepLine | None:
    """The enquiry that an initial conference answers.

    The one that led to it, else the child's newest that began before it was decided, ended in
    nothing else, and had not been answered by an earlier conference.
    """
    above = subject.above(step, "section47")
    decided = last(known, "conference.decided", step=step.id)
    if above is not None or decided is None:
        return above
    before = [
        told.on for told in known if told.kind == "conference.decided" and told.step != step.id
        and told.outcome in {"plan_made", "no_plan"}
        and (told.on, told.order, told.id) < (decided.on, decided.order, decided.id)
    ]
    found = []
    for enquiry in subject.steps_of("section47"):
        start, end = _counted_from(enquiry, known), last(known, "section47.concluded",
                                                        step=enquiry.id)
        if start is None or start.on > decided.on or any(on >= start.on for on in before):
            continue
        needless = first(known, "section47.conference_not_required", step=enquiry.id)
        if needless is None and (end is None or end.outcome not in ELSEWHERE):
            found.append((start.on, enquiry.id, enquiry))
    return max(found)[2] if found else None


def _initial(subject: Subject) -> Iterator[Row]:
    enquiries = subject.on(*subject.steps_of("section47"))
    conferences = subject.on(*subject.steps_of("conference"))
    decisions = [told for told in conferences if told.kind == "conference.decided"]
    plans = subject.of("protection_plan.started")
    for step in subject.steps_of("conference"):
        told = [*subject.on(step), *decisions, *enquiries, *plans, *allocations(subject)]
        yield from versions(
            told, "icpc_icpc_id",
            lambda known, step=step: one(_conference(subject, step, known)),  # type: ignore[misc]
        )


def _conference(subject: Subject, step: StepLine, known: list[Told]) -> Row | None:
    opened, kind = step_life(step, known).opened_on, kind_of(step, known)
    if opened is None or kind == "review":
        return None
    decided = last(known, "conference.decided", step=step.id)
    enquiry = enquiry_of(subject, step, known)
    counted = _counted_from(enquiry, known) if enquiry is not None else None
    asked = first(known, "conference.requested", "conference.transfer_notified", step=step.id)
    meeting = subject.token("occasion", decided.occasion) if decided is not None else None
    return {
        "icpc_icpc_id": subject.token("step", step.id), "icpc_person_id": subject.ident,
        "icpc_icpc_meeting_id": meeting,
        "icpc_s47_enquiry_id": subject.token("step", enquiry.id) if enquiry else None,
        "icpc_cp_plan_id": _plan_after(subject, step, known),
        "icpc_referral_id": subject.referral(step),
        "icpc_kind": kind, "icpc_icpc_transfer_in": kind == "transfer_in",
        "icpc_requested_on": asked.on if asked is not None else None,
        "icpc_counted_from": counted.on if counted is not None else None,
        "icpc_icpc_date": decided.on if decided is not None else None,
        "icpc_icpc_outcome": decided.outcome if decided is not None else None,
        "icpc_icpc_outcome_cp_flag": decided.outcome == "plan_made" if decided else None,
        "icpc_icpc_team": team_on(subject, known, step, decided.on if decided else opened),
        **about(subject, step),
    }


def _plan_after(subject: Subject, step: StepLine, known: Sequence[Told]) -> str | None:
    made = (
        told.step for told in known if told.kind == "protection_plan.started"
        and told.step in subject.by_id and subject.by_id[told.step].led_from == step.id
    )
    return subject.token("step", next(made, None))


def _reviews(subject: Subject) -> Iterator[Row]:
    plans = subject.of("protection_plan.started", "protection_plan.ended")
    for step in subject.steps_of("conference"):
        yield from versions(
            [*subject.on(step), *plans], "cppr_cp_review_id",
            lambda known, step=step: one(_review(subject, step, known)),  # type: ignore[misc]
        )


def _review(subject: Subject, step: StepLine, known: list[Told]) -> Row | None:
    decided = last(known, "conference.decided", step=step.id)
    if decided is None or kind_of(step, known) != "review":
        return None
    plan = subject.above(step, "protection_plan") or next(
        (
            line for line in reversed(subject.steps_of("protection_plan"))
            if (ran := step_life(line, known)).opened_on is not None
            and ran.opened_on <= decided.on <= (ran.closed_on or decided.on)
        ),
        None,
    )
    return {
        "cppr_cp_review_id": subject.token("step", step.id), "cppr_person_id": subject.ident,
        "cppr_cp_plan_id": subject.token("step", plan.id) if plan is not None else None,
        "cppr_cp_review_date": decided.on,
        "cppr_cp_review_meeting_id": subject.token("occasion", decided.occasion),
        "cppr_cp_review_outcome_continue_cp": decided.outcome == "plan_continues",
        **about(subject, step),
    }


def _reports(subject: Subject) -> Iterator[Row]:
    for step in subject.steps_of("conference"):
        yield from versions(
            [*subject.on(step), *allocations(subject)], "crep_report_id",
            lambda known, step=step: _shared(subject, step, known),  # type: ignore[misc]
        )


def _shared(subject: Subject, step: StepLine, known: list[Told]) -> Iterator[Row]:
    """For each recipient of a conference that decided: when the report reached them first."""
    decided = last(known, "conference.decided", step=step.id)
    if decided is None:
        return
    kind = kind_of(step, known)
    reached: dict[str, date] = {}
    for told in known:
        if told.step == step.id and told.kind == "conference.report_shared":
            sharing = subject.fact(Sharing, told)
            if sharing is None or sharing.report in OURS:
                reached.setdefault(told.outcome, told.on)
    duty = REPORT_DUTY.get(kind, "conference_report_parents_initial")
    for recipient in RECIPIENTS:
        conference = subject.token("step", step.id)
        yield {
            "crep_report_id": f"{conference}:{recipient}", "crep_person_id": subject.ident,
            "crep_conference_id": conference, "crep_kind": kind,
            "crep_conference_on": decided.on, "crep_recipient": recipient,
            "crep_shared_on": reached.get(recipient),
            "crep_due_on": subject.batch.due_on(duty, decided.on, step.authority),
            "crep_team": team_on(subject, known, step, decided.on),
            **about(subject, step),
        }


def _invitations(subject: Subject) -> Iterator[Row]:
    for step in subject.steps_of("conference"):
        yield from versions(
            [*subject.on(step), *allocations(subject)], "catt_attendance_id",
            lambda known, step=step: _invited(subject, step, known),  # type: ignore[misc]
        )


def _invited(subject: Subject, step: StepLine, known: list[Told]) -> Iterator[Row]:
    """Everybody asked on behalf of an agency to a conference that decided, or who came unasked."""
    decided = last(known, "conference.decided", step=step.id)
    if decided is None or decided.occasion is None:
        return
    for person in subject.batch.shared(Participant).get(decided.occasion, ()):
        came = person.attendance == Attendance.ATTENDED
        if person.agency in THEMSELVES or not (person.invited or came):
            continue
        gp = person.agency == Agency.HEALTH and person.health_kind == HealthKind.GP
        conference = subject.token("step", step.id)
        invitation = subject.token("participant", person.pk)
        yield {
            "catt_attendance_id": f"{conference}:{invitation}", "catt_person_id": subject.ident,
            "catt_conference_id": conference, "catt_invitation_id": invitation,
            "catt_kind": kind_of(step, known), "catt_held_on": decided.on,
            "catt_agency": "gp" if gp else person.agency,
            "catt_attended": None if person.attendance in UNSAID else came,
            "catt_reported": person.report_received_on is not None
            or person.attendance == Attendance.REPORT_ONLY,
            "catt_team": team_on(subject, known, step, decided.on),
            **about(subject, step),
        }


RELATIONS = (
    Relation(
        name="initial_cp_conference", ssd="ssd_initial_cp_conference", subject="icpc_person_id",
        key="icpc_icpc_id", extract=_initial,
        title="Initial, pre-birth and transfer-in conferences, one row a child",
        columns=(
            text("icpc_icpc_id", "The conference, for this child"),
            text("icpc_person_id", "The child"),
            text("icpc_icpc_meeting_id", "The meeting, the same for all its children"),
            text("icpc_s47_enquiry_id", "The enquiry that it answers"),
            text("icpc_cp_plan_id", "The plan that it made"),
            text("icpc_referral_id", "The referral whose episode of need it belongs to"),
            text("icpc_kind", "initial, pre_birth or transfer_in"),
            yes_no("icpc_icpc_transfer_in", "Whether the child came here on another's plan"),
            day("icpc_requested_on", "The day it was asked for"),
            day("icpc_counted_from", "The strategy discussion at which the enquiry began"),
            day("icpc_icpc_date", "The day it decided for this child; empty until then, also when "
                "it was adjourned or stood down"),
            text("icpc_icpc_outcome", "What it decided for this child"),
            yes_no("icpc_icpc_outcome_cp_flag", "Whether that was a plan"),
            text("icpc_icpc_team", "The team that held the child that day"),
        ),
    ),
    Relation(
        name="cp_reviews", ssd="ssd_cp_reviews", subject="cppr_person_id",
        key="cppr_cp_review_id", extract=_reviews,
        title="Review conferences that decided for a child",
        columns=(
            text("cppr_cp_review_id", "The review conference, for this child"),
            text("cppr_person_id", "The child"),
            text("cppr_cp_plan_id", "The plan that was reviewed"),
            day("cppr_cp_review_date", "The day it decided"),
            text("cppr_cp_review_meeting_id", "The meeting, the same for all its children"),
            yes_no("cppr_cp_review_outcome_continue_cp", "Whether the plan goes on"),
        ),
    ),
    Relation(
        name="conference_reports", subject="crep_person_id", key="crep_report_id",
        extract=_reports,
        title="The social worker's report to each conference that decided, one row a recipient",
        columns=(
            text("crep_report_id", "The conference, for this child, and the recipient"),
            text("crep_person_id", "The child"),
            text("crep_conference_id", "The conference, for this child"),
            text("crep_kind", "initial, pre_birth, transfer_in or review"),
            day("crep_conference_on", "The day it decided for this child"),
            text("crep_recipient", "parents, child, chair or agencies"),
            day("crep_shared_on", "The first day on which the report reached them; empty if none "
                "is recorded"),
            day("crep_due_on", "The day by which the authority's own limit asks for it"),
            text("crep_team", "The team that held the child that day"),
        ),
    ),
    Relation(
        name="conference_invitations", subject="catt_person_id", key="catt_attendance_id",
        extract=_invitations,
        title="Those asked to a conference on behalf of an agency, one row a child",
        columns=(
            text("catt_attendance_id", "The conference, for this child, and the invitation"),
            text("catt_person_id", "The child"),
            text("catt_conference_id", "The conference, for this child"),
            text("catt_invitation_id", "The invitation, the same for all the meeting's children"),
            text("catt_kind", "initial, pre_birth, transfer_in or review"),
            day("catt_held_on", "The day it decided for this child"),
            text("catt_agency", "The agency; gp apart from the rest of health"),
            yes_no("catt_attended", "Whether they took part; empty where nobody wrote it down"),
            yes_no("catt_reported", "Whether their report arrived"),
            text("catt_team", "The team that held the child that day"),
        ),
    ),
)
