"""Ana, four children whom those who work with her may not open, and every address there is."""

from datetime import date, time
from types import SimpleNamespace

from django.urls import get_resolver

from sightline.access.roles import ROLES
from sightline.journey.chairs_alert.actions import To, raise_alert
from sightline.journey.chairs_alert.models import Alert
from sightline.journey.safety_agreement.actions import make
from sightline.journey.safety_agreement.models import Agreement, Party
from sightline.oversight.out_of_hours.actions import For, record_episode
from sightline.oversight.out_of_hours.models import ChildPart, Episode
from sightline.people.persons.actions import record_flag
from sightline.people.relationships.actions import relate
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_child, a_team, a_user, a_worker, an_authority
from sightline.people.workforce.models import Team
from sightline.record.allocation.actions import allocate
from sightline.record.allocation.models import Involvement
from sightline.record.copying.actions import weigh
from sightline.record.copying.tests.test_likeness import STORY
from sightline.record.drafts import actions as drafts
from sightline.record.handover import actions as handover
from sightline.record.notes.actions import record_note
from sightline.record.spine.actions import open_step
from sightline.record.spine.models import Event
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import TaskSource
from sightline.record.visits.actions import Seen, record_visit

DAY = date(2026, 6, 1)
MARK = "XYZZY-TEXT"
SECRETS = ("Zebulon", "Quagmire", MARK)


def hidden_child(name, authority, recorder, team):
    """A child with something of everything, each with a text of its own that shows nowhere else."""
    child, text = a_child(f"Zebulon {name}", authority=authority, by=recorder), f"{MARK}-{name}"
    step = open_step("protection_plan.started", by=recorder, on=DAY, child=child, outcome="NEG")
    allocate(step=step, worker=recorder.at_work, by=recorder, on=DAY)
    handover.send(
        step=step, direction="transfer", destination="team", to_team=team, reason=text,
        by=recorder, on=DAY,
    )
    record_note(by=recorder, on=DAY, children=[child], text=text, step=step)
    place = drafts.Place("contact", "receive", authority, child=child)
    opening = drafts.save(place, typed={"contact.Account-worry": [text]}, by=recorder)
    on_step = drafts.save(
        drafts.Place("notes", "note", authority, step=step),
        typed={"notes.Note-text": [text]}, by=recorder,
    )
    task = tasks.give(
        text=text, owner_worker=recorder.at_work, due_on=DAY, by=recorder, child=child,
        step=step, on=DAY,
    )
    event = Event.objects.get(child=child, kind="note.recorded")
    lately(child, step, text, recorder, team)
    return SimpleNamespace(
        child=child, text=text, step=step, draft=opening.draft, on_step=on_step.draft, task=task,
        event=event,
        part=Involvement.objects.current().filter(child=child, worker__isnull=False).get(),
    )


def lately(child, step, text, recorder, team):
    """A flag, an alert, a promise, duty's task, a night, a late visit, words written twice."""
    record_flag(person=child, by=recorder, on=DAY, kind="other", detail=text, told_by=text)
    raise_alert(
        children=[child], about="drift", by=recorder, on=DAY,
        to=To(recorder.at_work, recorder.at_work),
        said={child.pk: Alert(concern=text, asked_for=text)},
    )
    make(
        children=[child], by=recorder, on=DAY, agreement=Agreement(worry=text, if_broken=text),
        parties=[Party(name=text, promised=text)],
    )
    tasks.give(
        text=text, owner_team=team, due_on=DAY, by=recorder, child=child, step=step, on=DAY,
        source=TaskSource.DUTY,
    )
    record_episode(
        children=[For(child, ChildPart(safe_because=text))], by=recorder, on=DAY, at=time(23, 30),
        episode=Episode(risk="high", told=text, consulted=recorder.at_work, advised=text),
    )
    record_visit(
        by=recorder, on=DAY, visitor=recorder.at_work, children=[Seen(child, seen="seen")],
    )
    record_note(by=recorder, on=DAY, children=[child], text=f"{STORY} {text}", step=step)


def make_neighbours():
    """Ana, whom everybody of the North team works with, and four children whom they do not."""
    authority, other = an_authority("999"), an_authority("998")
    made = SimpleNamespace(authority=authority)
    made.recorder = a_user(*ROLES, authority=authority, name="Rae Corder")
    made.recorder.at_work = a_worker("Rae Corder", user=made.recorder)
    north = a_team("North", authority=authority)
    made.south = a_team("South", authority=authority)
    a_team("Front door", authority=authority, kind=Team.Kind.FRONT_DOOR)
    made.ana = a_child("Ana Reed", authority=authority, by=made.recorder)
    made.ana_step = open_step(
        "protection_plan.started", by=made.recorder, on=DAY, child=made.ana, outcome="NEG"
    )
    lead = a_worker("Lee Lead", team=north)
    allocate(step=made.ana_step, worker=lead, by=made.recorder, on=DAY)
    made.ana_event = record_note(
        by=made.recorder, on=DAY, children=[made.ana], text="Ana's own", step=made.ana_step
    ).parts.get()
    made.users = {}
    for key in ROLES:
        made.users[key] = user = a_user(key, authority=authority, name=f"Role {key}")
        a_worker(f"Role {key}", user=user, team=north)
    made.hidden = {}
    for name in ("Plain", "Restricted", "Sealed"):
        made.hidden[name.lower()] = hidden_child(
            f"Quagmire-{name}", authority, made.recorder, made.south
        )
    abroad = a_user(*ROLES, authority=other, name="Rae Abroad")
    abroad.at_work = a_worker("Rae Abroad", user=abroad)
    made.hidden["foreign"] = hidden_child(
        "Quagmire-Foreign", other, abroad, a_team("East", authority=other)
    )
    for level in ("restricted", "sealed"):
        child = made.hidden[level].child
        relate(person=made.ana, other=child, kind="sibling", by=made.recorder, on=DAY)
        restrict(
            person=child, level=level, reason="danger", custodian=made.recorder.at_work,
            by=made.recorder, on=DAY,
        )
    relate(
        person=made.ana, other=made.hidden["plain"].child, kind="half_sibling", by=made.recorder,
        on=DAY,
    )
    # Ana's own page repeats what stands on each of theirs
    record_note(by=made.recorder, on=DAY, children=[made.ana], text=STORY, step=made.ana_step)
    weigh()
    return made


def routes():
    """(name, parameters) of every address of the product."""
    found = []

    def walk(patterns, before):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                space = f"{before}{pattern.namespace}:" if pattern.namespace else before
                walk(pattern.url_patterns, space)
            elif pattern.name:
                found.append((f"{before}{pattern.name}", sorted(pattern.pattern.converters)))

    walk(get_resolver().url_patterns, "")
    return found


def numbers(one, needs, **over):
    """The parameters of an address, filled with what belongs to one child."""
    known = {
        "child_id": one.child.pk, "step_id": one.step.pk, "event_id": one.event.pk,
        "draft_id": one.draft.pk, "involvement_id": one.part.pk, "task_id": one.task.pk,
        "person_id": one.child.pk, "row_id": one.child.names.first().pk,
        "occasion_id": one.event.occasion_id or 0,
        "process": "note", "page": "note", "kind": "name", "section": "names",
        "key": "icpc", "number": 1, "team_id": 1, "body_id": 1, "meeting_id": 1, "file_id": 1,
        "secret": "none", "code": "999", "username": "nobody",
    }
    return {need: over.get(need, known.get(need, 1)) for need in needs}
