"""Four siblings, one not born and one sealed, with a word of their own in every text of theirs."""

from dataclasses import dataclass, field
from datetime import date
from itertools import count

from django.apps import apps
from django.db import models

from sightline.journey.conference.models import ConferenceDecision
from sightline.kernel.process import SubjectKind
from sightline.kernel.register import processes
from sightline.people.persons.actions import move_address
from sightline.people.persons.given import AddressGiven
from sightline.people.relationships.actions import (
    give_responsibility,
    limit_contact,
    relate,
    withhold,
)
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_child, a_team, a_user, a_worker, an_adult, an_unborn
from sightline.record.allocation.actions import allocate
from sightline.record.drafts import actions as drafts
from sightline.record.harm.models import Harm
from sightline.record.meetings.models import AgencyView, Meeting, Participant
from sightline.record.plans.written import (
    ActionText,
    ContingencyText,
    NeedText,
    OutcomeText,
    PlanText,
)
from sightline.record.referrers.models import Referrer
from sightline.record.spine.actions import Part, open_step, record, record_occasion
from sightline.record.spine.models import EventFacts, EventItem, OccasionFacts, OccasionItem, Step

DAY = date(2026, 6, 1)
#: What everybody heard at once is marked apart, and so is what only some may read.
SHARED, POLICE, STRATEGY, REFERRER = "zqall", "zqpol", "zqstr", "zqref"
ADDRESS = "7 Zqplace Road"
OPENED_BY = {
    "contact": "contact.received", "referral": "referral.received",
    "assessment": "assessment.started", "strategy_discussion": "strategy_discussion.requested",
    "section47": "section47.started", "conference": "conference.requested",
    "protection_plan": "protection_plan.started", "child_in_need": "child_in_need.opened",
}


@dataclass
class Family:
    """The children by what they are called, who is near them, and who works with them."""

    children: dict = field(default_factory=dict)
    steps: dict = field(default_factory=dict)
    people: dict = field(default_factory=dict)
    numbers: count = field(default_factory=lambda: count(100))

    def mark(self, of: str) -> str:
        """A word that stands in one place of the record and nowhere else."""
        return f"{of}{next(self.numbers)}x"

    def of(self, name: str) -> str:
        return f"zq{name}"


def a_family() -> Family:
    """Ana, Ben, a baby not yet born and Cai, who is sealed when everything has been written."""
    made = Family()
    by = made.by = a_user("social_worker", "team_manager", "conference_chair", name="Sam Reader")
    team = a_team("North team")
    made.worker = a_worker("Sam Reader", user=by, team=team, manager=True)
    mother, father = an_adult("Dana Reed"), an_adult("Rob Stone", sex="M")
    aunt = an_adult("Lou Reed")
    made.people = {"mother": mother, "father": father, "aunt": aunt}
    made.children = {
        "ana": a_child("Ana Reed"), "ben": a_child("Ben Reed"), "cai": a_child("Caius Reed"),
        "bab": an_unborn(mother, expected_on=date(2026, 9, 1), by=by, on=DAY),
    }
    for name, child in made.children.items():
        if name != "bab":
            relate(person=child, other=mother, kind="mother", by=by, on=DAY)
        relate(person=child, other=aunt, kind="aunt_uncle", by=by, on=DAY)
        give_responsibility(child=child, holder=mother, basis="mother", by=by, on=DAY)
    for name in ("ana", "ben"):
        relate(person=made.children[name], other=father, kind="father", by=by, on=DAY)
    move_address(person=made.children["ana"], by=by, on=DAY,
                 address=AddressGiven(ADDRESS, "ZZ1 1ZZ"))
    withhold(person=made.children["ana"], what="address", by=by, on=DAY, from_person=father,
             reason="He has threatened to come")
    limit_contact(person=mother, kind="non_molestation", by=by, on=DAY, other=father,
                  detail="Not to go within 100 metres")
    return made


def everything_is_written(made: Family) -> None:
    """Each page of each process is handed in for all four, and a word put into each text."""
    for process, opening in OPENED_BY.items():
        for name, child in made.children.items():
            step = open_step(opening, by=made.by, on=DAY, child=child,
                             outcome="NEG" if process == "protection_plan" else "")
            allocate(step=step, worker=made.worker, by=made.by, on=DAY)
            made.steps[process, name] = step
    for process in processes:
        for page in process.pages:
            kind = process.event(page.event)
            if kind.gate is None and process.key not in ("task", "person", "life"):
                hand_in(made, process.key, page)
    for name, child in made.children.items():
        write_plans(made, name)
        place = drafts.Place("note", "note", child.authority, step=made.steps["referral", name])
        drafts.save(place, typed={"notes.Note-text": [made.mark(made.of(name))]}, by=made.by)
        record(
            "contact.added_to", by=made.by, on=DAY, step=made.steps["contact", name],
            facts=[Referrer(identity="withheld", source="1A", name=REFERRER + " person",
                            phone="0770 zqref", email="zqref@example.org")],
        )
    hold_conference(made)
    restrict(person=made.children["cai"], level="sealed", reason="adopted",
             custodian=a_worker("Cass Todian"), by=made.by, on=DAY)


def hand_in(made: Family, process: str, page) -> None:
    """One page for all four: the shared answers once, and each child's own."""
    parts = []
    for name, child in made.children.items():
        facts = [row for label in page.models() for row in rows(made, label, process, name)]
        step = made.steps.get((process, name))
        parts.append(Part(child, step, facts=facts))
    shared = [row for label in page.models() for row in rows(made, label, process, "")]
    if page.event in processes[process].opens and parts[0].step is None:
        return
    record_occasion(f"{process}.{page.event}", by=made.by, on=DAY, parts=parts, shared=shared)


def rows(made: Family, label: str, process: str, name: str) -> list[models.Model]:
    """A row of one table with a marked word in every text; shared ones when no child is named."""
    model = apps.get_model(label)
    kinds = (EventFacts, EventItem) if name else (OccasionFacts, OccasionItem)
    if not issubclass(model, kinds) or label == "referrers.Referrer":
        return []
    row, said = model(), {}
    for column in model._meta.concrete_fields:
        if isinstance(column, models.ForeignKey):
            if not column.null and column.name not in ("event", "occasion"):
                return []
        elif isinstance(column, models.CharField | models.TextField) and not column.choices:
            whose = STRATEGY if process == "strategy_discussion" else made.of(name or "all")
            word = made.mark(f"{made.of(name or 'all')}" if whose != STRATEGY else
                             f"{STRATEGY}{name}")
            said[column.name] = word[: column.max_length or 99]
        elif column.choices and not column.null and not column.has_default():
            said[column.name] = column.choices[0][0]
    for key, value in said.items():
        setattr(row, key, value)
    return [row]


def write_plans(made: Family, name: str) -> None:
    """A whole plan of each kind, every text of it marked."""
    def word():
        return made.mark(made.of(name))

    for process, kind, event in (("protection_plan", "protection", "outlined"),):
        action = ActionText(word(), word(), due_on=DAY)
        plan = PlanText(
            kind=kind, why=word(), success=word(), visiting=f"{word()} at {ADDRESS}.",
            child_view=word(), family_part=word(), review_on=DAY,
            needs=[NeedText(word(), [OutcomeText(word(), word(), DAY, [action])])],
            contingency=ContingencyText(word(), word(), word(), word(), word()),
        )
        record(f"{process}.{event}", by=made.by, on=DAY, step=made.steps[process, name],
               facts=plan.rows())
    rows_of = PlanText(kind="child_in_need", why=word(), child_view=word(), success=word(),
                       needs=[NeedText(word(), [OutcomeText(word(), word())])])
    record("child_in_need.reviewed", by=made.by, on=DAY, step=made.steps["child_in_need", name],
           outcome="continues", facts=rows_of.rows())


def hold_conference(made: Family) -> None:
    """One conference that decides for each of the four, with police, health and the mother."""
    parts = []
    for name, child in made.children.items():
        parts.append(Part(
            child, made.steps["conference", name], outcome="plan_made", for_on=DAY,
            facts=[
                ConferenceDecision(reasons=made.mark(made.of(name)), child_part="own_words",
                                   child_view=made.mark(made.of(name)),
                                   report_words=made.mark(made.of(name))),
                AgencyView(agency="police", name="DS Bell", opinion="agrees",
                           words=made.mark(f"{POLICE}{name}")),
                AgencyView(agency="health", name="Dr Roy", opinion="agrees",
                           words=made.mark(made.of(name))),
                Harm(category="NEG", main=True),
            ],
        ))
    record_occasion(
        "conference.decided", by=made.by, on=DAY, parts=parts,
        shared=[
            Meeting(notes=made.mark(SHARED)),
            Participant(agency="police", name="DS Bell", attendance="attended",
                        view=made.mark(POLICE)),
            Participant(agency="health", name="Dr Roy", attendance="attended",
                        view=made.mark(SHARED)),
            Participant(agency="family", name="Dana Reed", person=made.people["mother"],
                        attendance="attended", view=made.mark("zqmum")),
        ],
    )


def open_steps(child) -> list[Step]:
    return list(Step.objects.filter(child=child, subject_kind=SubjectKind.CHILD))
