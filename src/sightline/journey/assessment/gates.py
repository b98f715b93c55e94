"""What an assessment must have before a manager may authorise it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sightline.journey.assessment import queries
from sightline.journey.assessment.models import ChildView, Content, Outcome
from sightline.journey.assessment.own_words import copied
from sightline.kernel.process import Refusal
from sightline.record.tasks.models import Task, TaskSource

if TYPE_CHECKING:
    from sightline.record.spine.models import Step
    from sightline.record.spine.writing import Offered

#: Tasks about the record and not about the child: an answer left out, a reminder.
CHORES = (TaskSource.MISSING_ANSWERS, TaskSource.REMINDER)
#: Outcomes after which nobody of this service goes on with the work.
ENDING = (Outcome.NO_FURTHER_ACTION, Outcome.EARLY_HELP)


def not_own_work(offered: Offered) -> list[Refusal]:
    """Nobody authorises what they wrote themselves."""
    if offered.step is None or offered.by is None:
        return []
    if offered.by.pk not in queries.authors(offered.step):
        return []
    return [Refusal(
        "You wrote this assessment, or a part of it.", "Another manager has to authorise it."
    )]


def submitted(offered: Offered) -> list[Refusal]:
    """Only what its author has handed in is authorised, and not what was sent back since."""
    if offered.step is None or queries.submission(offered.step) is not None:
        return []
    return [Refusal("It has not been submitted.", "Its author submits it first.")]


def complete(offered: Offered) -> list[Refusal]:
    """History read, the child's view, the analysis, and where it leads."""
    step = offered.step
    if step is None:
        return []
    said = _said(step, offered)
    found = []
    if not said.history_acknowledged:
        found.append(Refusal("The history has not been acknowledged.",
                             "Its author reads the history and says what it tells."))
    if not _child_heard(step, offered):
        found.append(Refusal("The child’s view is blank.",
                             "Write what the child said or showed, or send it back for that."))
    if not said.analysis.strip():
        found.append(Refusal("There is no analysis.",
                             "Write what it means for the child, or send it back for that."))
    if not offered.outcome:
        found.append(Refusal("It does not say what it leads to.", "Choose the outcome."))
    return found


def child_seen(offered: Offered) -> list[Refusal]:
    """The child was seen, or a manager says why it is authorised all the same."""
    step = offered.step
    if step is None or queries.first_seen(step) is not None:
        return []
    if any(r.not_seen_reason.strip() for r in offered.facts if isinstance(r, Content)):
        return []
    return [Refusal(
        "The child has not been seen for this assessment.",
        "See the child, or give a manager’s reason; seeing a brother or sister does not count.",
    )]


def nothing_hidden(offered: Offered) -> list[Refusal]:
    """Work that is still asked for is not ended by an outcome that says there is none."""
    if offered.step is None or offered.outcome not in ENDING:
        return []
    tasks = Task.objects.unfinished().filter(step=offered.step).exclude(source__in=CHORES)
    return [
        Refusal(f"A task is still open: “{task.text}”",
                "Finish it, cancel it with a reason, or choose an outcome that goes on.")
        for task in tasks.by_due()
    ]


def own_words(offered: Offered) -> list[Refusal]:
    """What is one child's own is not a brother's or sister's copied, unless a manager says why."""
    step = offered.step
    if step is None or any(
        row.same_words_reason.strip() for row in offered.facts if isinstance(row, Content)
    ):
        return []
    titles = dict.fromkeys(one.title for one in copied(step, offered.by, offered.facts))
    return [
        Refusal(
            f"“{title}” has the same words as a brother’s or sister’s assessment.",
            "Send it back for this child’s own, or say why the same words are right here.",
        )
        for title in titles
    ]


def _said(step: Step, offered: Offered) -> Content:
    """The assessment with what the authorising page itself adds."""
    said = queries.content(step)
    for row in offered.facts:
        if isinstance(row, Content):
            for name in queries.WORDS:
                if getattr(row, name) not in (None, ""):
                    setattr(said, name, getattr(row, name))
    return said


def _child_heard(step: Step, offered: Offered) -> bool:
    heard = [row for row in offered.facts if isinstance(row, ChildView)]
    return any(row.words.strip() for row in [*heard, *queries.child_views(step)])


GATES = (submitted, not_own_work, complete, child_seen, own_words, nothing_hidden)
