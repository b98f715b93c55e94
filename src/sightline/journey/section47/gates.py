"""What an enquiry must have before a manager may conclude it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sightline.journey.section47 import queries
from sightline.journey.section47.models import Conclusion, Enquiry
from sightline.kernel.process import Refusal
from sightline.record.allocation.joint import joint_of
from sightline.record.decisions.models import Decision
from sightline.record.spine.models import Step
from sightline.record.tasks.models import Task, TaskSource

if TYPE_CHECKING:
    from sightline.record.spine.writing import Offered

#: Tasks about the record and not about the child: an answer left out, a reminder.
CHORES = (TaskSource.MISSING_ANSWERS, TaskSource.REMINDER)
#: Sections without which nobody can see what was enquired into.
NEEDED = {
    "child_account": "What the child said or showed is not written down.",
    "seen_and_found": "What was found about the child is not written down.",
    "analysis": "There is no analysis.",
}
Outcomes = Enquiry.Recommended


def not_own_work(offered: Offered) -> list[Refusal]:
    """Nobody concludes an enquiry that they wrote themselves."""
    if offered.step is None or offered.by is None:
        return []
    if offered.by.pk not in queries.authors(offered.step):
        return []
    return [Refusal("You wrote this enquiry, or a part of it.",
                    "Another manager has to conclude it.")]


def submitted(offered: Offered) -> list[Refusal]:
    """Only what its author has handed in is concluded, with what was found."""
    step = offered.step
    if step is None:
        return []
    if queries.submission(step) is None:
        return [Refusal("It has not been submitted.", "Its author submits it first.")]
    said = queries.enquiry(step)
    return [
        Refusal(reason, "Write it, or send it back for that.")
        for name, reason in NEEDED.items() if not getattr(said, name).strip()
    ]


def discussion_held(offered: Offered) -> list[Refusal]:
    """An enquiry that emergency action began is not concluded before the agencies have talked."""
    if offered.step is None or not queries.standing(offered.step).discussion_owed:
        return []
    return [Refusal("A strategy discussion is still owed.",
                    "Hold it and record it; then conclude.")]


def actions_done(offered: Offered) -> list[Refusal]:
    """What a manager or the discussion asked for is done, or called off with a reason."""
    if offered.step is None:
        return []
    tasks = Task.objects.unfinished().filter(step=offered.step).exclude(source__in=CHORES)
    return [
        Refusal(f"A task is still open: “{task.text}”",
                "Finish it, or cancel it with a reason.")
        for task in tasks.by_due()
    ]


def worked_jointly(offered: Offered) -> list[Refusal]:
    """A disabled child's enquiry has a lead from a protection team and a co-worker, by name."""
    step = offered.step
    if step is None or step.child_id is None:
        return []
    joint = joint_of([step.child_id]).get(step.child_id)
    return [
        Refusal(f"This child is disabled, and {what}.",
                "Allocate somebody by name; the enquiry goes on meanwhile.")
        for what in (joint.missing(enquiry=True) if joint is not None else ())
    ]


def outcome_fits(offered: Offered) -> list[Refusal]:
    """A child on a plan has an early review; only a child on a plan has one."""
    if offered.step is None:
        return []
    if not offered.outcome:
        return [Refusal("It does not say what was concluded.", "Choose the outcome.")]
    on_plan = Step.objects.open().of("protection_plan").filter(
        child_id=offered.step.child_id
    ).exists()
    if offered.outcome == Outcomes.CONFERENCE and on_plan:
        return [Refusal("This child is on a child protection plan already.",
                        "Choose an early review conference.")]
    if offered.outcome == Outcomes.REVIEW_CONFERENCE and not on_plan:
        return [Refusal("This child is not on a child protection plan.",
                        "Choose an initial conference, or another outcome.")]
    return []


def reasoned(offered: Offered) -> list[Refusal]:
    """No initial conference: then a named person decided so, for a reason."""
    if offered.step is None or offered.outcome in ("", Outcomes.CONFERENCE):
        return []
    found = []
    decision = next((r for r in offered.facts if isinstance(r, Decision)), None)
    if decision is None or not decision.rationale.strip():
        found.append(Refusal("It does not say why no initial conference is needed.",
                             "Write the reason."))
    if decision is None or not (decision.made_by_id or decision.made_by_name.strip()):
        found.append(Refusal("It does not say who decided.", "Name the decider."))
    after = next((r for r in offered.facts if isinstance(r, Conclusion)), None)
    if offered.outcome == Outcomes.LOOKED_AFTER and (after is None or not after.leads):
        found.append(Refusal("It does not say which process leads for a looked-after child.",
                             "Choose the one that leads."))
    return found


GATES = (submitted, not_own_work, discussion_held, actions_done, worked_jointly, outcome_fits,
         reasoned)
