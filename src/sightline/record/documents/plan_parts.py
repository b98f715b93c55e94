"""A plan as parts of a document: as it was written, and for a family in plain words."""

from __future__ import annotations

from collections.abc import Iterator

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
from sightline.people.workforce.models import Worker
from sightline.record.documents.kinds import Asked
from sightline.record.documents.parts import Nature, Part
from sightline.record.plans.models import PlanDocument
from sightline.record.plans.queries import current
from sightline.record.plans.written import ActionText, NeedText, PlanText, read_document
from sightline.record.spine.models import Step

NOBODY, NO_DAY = "Nobody named yet", "No date yet"


def steps_with_plan(process: str, child_id: int) -> list[Step]:
    """The child's newest piece of work of a process, when a plan has been written for it.

    An older plan is never shown in place of one that nobody has written yet.
    """
    steps = Step.objects.standing().of(process).filter(child_id=child_id)
    held = list(steps.select_related("owner_worker", "authority", "child"))
    newest = sorted(held, key=lambda s: (s.closed_on is None, s.opened_on, s.pk))[-1:]
    written = PlanDocument.objects.standing().filter(event__step__in=newest)
    return newest if newest and written.exists() else []


def plan_held(asked: Asked, step: Step | None) -> tuple[PlanDocument, PlanText] | None:
    """The newest version of a step's plan, read once for a document."""
    if step is None:
        return None
    if "plan" not in asked.held:
        document = current(step)
        asked.held["plan"] = (document, read_document(document)) if document is not None else None
    held: tuple[PlanDocument, PlanText] | None = asked.held["plan"]
    return held


def _owners(plan: PlanText) -> dict[int, str]:
    ids = {action.owner_worker_id for _, action in plan.actions() if action.owner_worker_id}
    return dict(Worker.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def _who(action: ActionText, owners: dict[int, str]) -> str:
    return owners.get(action.owner_worker_id or 0, "") or action.owner_name or NOBODY


def _rows(need: NeedText, owners: dict[int, str]) -> list[list[str]]:
    return [
        [Typed(action.text), _who(action, owners), day(action.due_on, NO_DAY)]
        for outcome in need.outcomes for action in outcome.actions
    ]


def professional(asked: Asked, step: Step | None) -> list[Part]:
    """The plan as it was written, need by need, with who does what by when."""
    held = plan_held(asked, step)
    if held is None:
        return []
    document, plan = held
    owners, at = _owners(plan), f"plan:{document.event_id}"
    version = f"{document.get_state_display()} of {day(document.event.happened_on)}"
    passages = (
        ("why", "Why the child needs this plan", plan.why),
        ("success", "How we will know it is no longer needed", plan.success),
        ("visiting", "Who sees the child, how often and where", plan.visiting),
        ("family", "What the wider family will do", plan.family_part),
    )
    which: list[Block] = [Heading("The plan"), FieldList([("Version", version)])]
    found = [Part(f"{at}:version", "Which version it is", which)]
    found += [Part(f"{at}:{key}", title, _passage(title, text)) for key, title, text in passages]
    found.append(_wants(at, "What the child wants", plan.child_view, asked.name))
    for number, need in enumerate(plan.needs, 1):
        blocks = list(_need(number, need, owners))
        found.append(Part(f"{at}:need:{number}", f"Need {number}", blocks))
    blocks = _if_not(plan, family=False)
    found.append(Part(f"{at}:contingency", "If the plan does not work", blocks))
    if plan.review_on is not None:
        blocks = [FieldList([("The plan is reviewed on", day(plan.review_on))], ahead=True)]
        found.append(Part(f"{at}:review", "Date of review", blocks))
    return found


def _passage(title: str, text: str) -> list[Block]:
    return [Heading(title), Paragraph(Typed(text))] if text.strip() else []


def _wants(at: str, title: str, text: str, name: str) -> Part:
    blocks: list[Block] = [Heading(title), Quote(text, name)] if text.strip() else []
    return Part(f"{at}:child_view", title, blocks, Nature.CHILD_SAID)


def _need(number: int, need: NeedText, owners: dict[int, str]) -> Iterator[Block]:
    yield Heading(Typed(f"Need {number}: {need.text or 'not described'}"))
    for place, outcome in enumerate(need.outcomes, 1):
        aim = Typed(f"Outcome {number}.{place}: {outcome.text or 'not described'}")
        yield Heading(aim, 2)
        rows: list[tuple[str, str]] = []
        if outcome.measure:
            rows.append(("We will know by", Typed(outcome.measure)))
        if outcome.review_on is not None:
            rows.append(("Looked at on", day(outcome.review_on)))
        if rows:
            yield FieldList(rows)
        done = [[Typed(a.text), _who(a, owners), day(a.due_on, NO_DAY)] for a in outcome.actions]
        if done:
            yield Table(f"Actions for outcome {number}.{place}", ["What", "Who", "By when"], done)


def _if_not(plan: PlanText, *, family: bool) -> list[Block]:
    told = plan.contingency
    if told.blank:
        return []
    labels = (
        ("What would worry us", "What we would do", "Who would do it",
         "Who would look after the child", "Who to ring")
        if family else
        ("What would tell us", "What will be done", "By whom", "Who would look after the child",
         "Who to call")
    )
    said = (told.trigger, told.action, told.by_whom, told.emergency_carer, told.contact)
    rows = [(label, Typed(text)) for label, text in zip(labels, said, strict=True)
            if text.strip()]
    return [Heading("If things get worse" if family else "If the plan does not work"),
            FieldList(rows)]


def plain(asked: Asked, step: Step | None) -> list[Part]:
    """The same plan in the words and the order in which a family asks for it."""
    held = plan_held(asked, step)
    if held is None:
        return []
    document, plan = held
    owners, at, name = _owners(plan), f"plan:{document.event_id}", asked.name
    found = [
        Part(f"{at}:why", "Why there is a plan", _passage("Why we made this plan", plan.why)),
        _wants(at, f"What {name} told us" if not asked.child.unborn else "What the baby needs",
               plan.child_view, name if not asked.child.unborn else ""),
        Part(f"{at}:needs", "What needs to change", _changes(plan)),
        Part(f"{at}:actions", "Who will do what", _to_do(plan, owners)),
        Part(f"{at}:visiting", "Who will visit",
             _passage(f"Who will come to see {name}", plan.visiting)),
        Part(f"{at}:family", "What the family will do",
             _passage("How family and friends will help", plan.family_part)),
        Part(f"{at}:contingency", "If things get worse", _if_not(plan, family=True)),
        Part(f"{at}:success", "When the plan can end",
             _passage("When we will not need this plan any more", plan.success)),
    ]
    if plan.review_on is not None:
        when = [("We look at this plan again on", day(plan.review_on))]
        found.append(Part(f"{at}:review", "The next meeting",
                          [Heading("When we meet again"), FieldList(when, ahead=True)]))
    return found


def _changes(plan: PlanText) -> list[Block]:
    found: list[Block] = []
    for need in plan.needs:
        found.append(Heading(Typed(need.text) if need.text else "Not written yet", 2))
        aims = [
            Typed(outcome.text
                  + (f"\nHow we will know: {outcome.measure}" if outcome.measure else ""))
            for outcome in need.outcomes if outcome.text
        ]
        if aims:
            found.append(Bullets(aims))
    return [Heading("What needs to change"), *found] if found else []


def _to_do(plan: PlanText, owners: dict[int, str]) -> list[Block]:
    rows = [row for need in plan.needs for row in _rows(need, owners)]
    said = [[who, what, when] for what, who, when in rows]
    if not said:
        return []
    table = Table("Each thing, who does it and by when", ["Who", "What", "By"], said)
    return [Heading("Who will do what"), table]


def who_to_ring(asked: Asked, label: str = "Social worker") -> list[tuple[str, str]]:
    """The worker of the piece of work, and the number on which they are reached."""
    worker = asked.step.owner_worker if asked.step is not None else None
    if worker is None:
        return []
    return [(label, worker.name), *([("Ring", worker.phone)] if worker.phone else [])]


def rights(asked: Asked) -> Part:
    """What somebody of the family may do when they do not agree or do not understand."""
    worker = asked.step.owner_worker if asked.step is not None else None
    named = f", {worker.name}," if worker is not None else ""
    said = [
        f"Ask the social worker{named} to go through this with you.",
        "Tell us if something here is wrong. We will write down what you say.",
        "Ask for it in another language, in larger print or read out loud.",
        "You can bring somebody with you to any meeting.",
        "If you are not happy with what we do, you can complain. Ask anybody who works with you "
        "how, or ring the council.",
    ]
    if asked.to.person_id == asked.child.pk:
        said.insert(3, "You can have somebody to speak up for you. They are called an advocate.")
    return Part("rights", "What you can do", [Heading("What you can do"), Bullets(said)])
