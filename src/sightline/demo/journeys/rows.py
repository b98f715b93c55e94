"""The typed rows that a beat writes down: the same for both players of a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sightline.demo.journeys import words
from sightline.demo.journeys.script import Beat, Cast, Script
from sightline.journey.assessment.models import ChildView, Content, Factor
from sightline.journey.child_in_need.models import HelpReview
from sightline.journey.conference.models import ConferenceDecision, Delay, Sharing
from sightline.journey.contact.models import Account, ChildPart, FamilyTold
from sightline.journey.core_group.models import ChildsProgress
from sightline.journey.protection_plan.models import PlanAudit
from sightline.journey.section47.models import Enquiry
from sightline.journey.strategy_discussion.models import Discussion
from sightline.record.decisions.models import Decision
from sightline.record.harm import categories
from sightline.record.identity.models import IdentityNeed
from sightline.record.meetings.models import Meeting, Participant
from sightline.record.plans.written import (
    ActionText,
    ContingencyText,
    NeedText,
    OutcomeText,
    PlanText,
)
from sightline.record.referrers.models import Referrer, Reply
from sightline.record.visits.actions import Seen

if TYPE_CHECKING:
    from sightline.people.persons.models import Person
    from sightline.record.harm.models import Harm

ANONYMOUS = "9"


def account(beat: Beat) -> Account:
    """What we were told, and how it came."""
    return Account(
        worry=beat.told["worry"], detail=beat.told["detail"], method=beat.told["method"],
        danger=beat.told.get("danger", "no"),
    )


def family_told(beat: Beat) -> FamilyTold:
    """What the family was told, and on what basis it is shared."""
    answer = beat.told.get("family", "agreed")
    why = "referrer" if answer == "not_told" else ""
    return FamilyTold(answer=answer, why_not=why, basis="public_task", told_by="The referrer")


def referrer(beat: Beat) -> Referrer:
    """Who told us."""
    source = beat.told["source"]
    nameless = source == ANONYMOUS
    return Referrer(
        source=source, identity="anonymous" if nameless else "named",
        name="" if nameless else beat.told["referrer"], role=words.ROLES.get(source, ""),
        phone="" if nameless else "01999 555 010",
    )


def child_part(person: Person, beat: Beat, script: Script) -> ChildPart:
    """Whom the contact is about."""
    about = "unborn" if script.unborn(person, beat.on) else "child"
    return ChildPart(about=about, where="At home", safe=beat.told.get("safe", "yes"))


def decision(beat: Beat, cast: Cast) -> Decision:
    """Who decided, why, and at which level of the threshold document."""
    level = beat.told.get("level", "")
    version = cast.borough.threshold_document(beat.on) if level else ""
    return Decision(
        made_by=beat.by.worker, role=beat.by.worker.role_title, rationale=beat.told["why"],
        threshold_level=level, threshold_version=version,
    )


def reply(beat: Beat) -> Reply:
    """What the referrer was told."""
    return Reply(way="phone", said_to=beat.told["referrer"], words=beat.told["reply"])


def content(beat: Beat) -> Content:
    """What is true of the whole family, written once."""
    return Content(
        parenting=beat.told["parenting"], environment="The family has lived here for some years.",
        parents_views="They agree with most of it and want help with the evenings.",
    )


#: What is so for one child of a family and not for the next, by their place in it.
OWN = (
    ("", "", ""),
    (" At school this one is quiet, and watches the door.", " A place to do homework.",
     " And I want my own bed."),
    (" This one is never far from the others.", " Somebody of their own to talk to.",
     " And I like it when gran comes."),
    (" The youngest clings, and settles slowly at night.", " Calm evenings.",
     " And I want mum to sing."),
)


def handed_in(beat: Beat, place: int) -> list[Any]:
    """The child's own part of an assessment, handed in for the manager."""
    means, needs, wants = OWN[place % len(OWN)]
    said = ChildView(source="child", learnt_on=beat.on, method="talk",
                     words=beat.told["said"] + wants)
    factors = [Factor(code=code) for code in beat.told["factors"]]
    own = Content(
        development="Growing well; tired at school.", identity=beat.told.get("identity", ""),
        analysis=beat.told["analysis"] + means, needs=beat.told["needs"] + needs,
        recommended=beat.told["recommended"],
    )
    return [own, said, *factors, *_who_they_are(beat)]


def _who_they_are(beat: Beat) -> list[IdentityNeed]:
    """What a child of a family that speaks another language at home needs because of it."""
    language = beat.told.get("language", "")
    if not language:
        return []
    return [IdentityNeed(
        aspect="language", text=f"To be spoken with in {language}, and letters home in it",
        difference="Everybody at home follows what is agreed.",
        action="An interpreter at every visit and meeting, never a brother or sister",
    )]


def enquiry(beat: Beat) -> Enquiry:
    """A part of an enquiry."""
    names = (
        "child_account", "seen_and_found", "parents_account", "others_account", "checks",
        "analysis", "safe_now", "recommended",
    )
    return Enquiry(**{name: beat.told[name] for name in names if name in beat.told})


def discussion(beat: Beat) -> Discussion:
    """What a strategy discussion weighed for each child."""
    return Discussion(
        before=beat.told.get("before", "nothing"), harm=beat.told["harm"],
        safe_tonight="The grandmother stays in the home.", parents_told="By the social worker",
    )


def meeting(beat: Beat, chair: bool = False) -> Meeting:
    """A meeting as a whole."""
    return Meeting(
        place="Merrow House", mode=beat.told.get("mode", "in_person"),
        chair=beat.by.worker if chair else None, notes=beat.told.get("notes", ""),
    )


def participants(beat: Beat, cast: Cast) -> list[Participant]:
    """Who took part, agency by agency."""
    found = []
    for agency in beat.told["agencies"]:
        ours = agency == "social_care"
        found.append(
            Participant(
                agency=agency, worker=cast.worker.worker if ours else None,
                name=cast.worker.worker.name if ours else f"The {agency} colleague",
                role={"police": "Detective sergeant", "education": "Designated lead"}.get(
                    agency, ""),
                health_kind="health_visitor" if agency == "health" else "", invited=True,
                direct_contact=agency in ("social_care", "health", "education"),
                attendance="attended",
            )
        )
    return found


def chairs_decision(beat: Beat, place: int) -> ConferenceDecision:
    """What the chair decided for one child."""
    told = beat.told
    return ConferenceDecision(
        chair=beat.by.worker, reasons=told["why"], child_part=told.get("child_part", "own_words"),
        child_view=told["said"][place % len(told["said"])], advocate="declined",
        report_quality=told.get("quality", 2), first_core_group_on=told.get("first_core_group_on"),
        end_child_in_need=told.get("end_help"), follows=told.get("follows", ""),
        follow_reason=told.get("follow_reason", ""),
    )


def harms(beat: Beat, place: int) -> list[Harm]:
    """The categories of harm for one child, the main one first."""
    told = beat.told.get("category", ())
    if not told:
        return []
    main = told[place % len(told)]
    return categories.rows(main, beat.told.get("also", ()))


def sharing(beat: Beat) -> Sharing:
    """What was sent or given to whom."""
    return Sharing(
        report="social_care", written_by=beat.by.worker.name, recipients="The parents",
        way="Gone through at home", explained=True,
    )


def delay(beat: Beat) -> Delay | None:
    """Why a conference is late."""
    if "delay" not in beat.told:
        return None
    return Delay(reason=beat.told["delay"], safety_plan="The grandmother stays; visits each day.")


def seen(beat: Beat, place: int, person: Person, script: Script, step: Any) -> Seen:
    """What a visit was for one child."""
    told = beat.told
    how = told["seen"][place % len(told["seen"])]
    if how == "not_seen":
        return Seen(person, seen=how, why_not=told.get("why_not", "nobody_in"), step=step,
                    why_not_words="I left a card and will go again this week.")
    if script.unborn(person, beat.on):
        return Seen(person, seen="mother_seen", step=step, analysis=told["means"])
    return Seen(
        person, seen=how, step=step, said=told["said"][place % len(told["said"])],
        why_not_alone="" if how == "seen_alone" else "The child chose to stay with the parent.",
        bedroom_seen=told.get("bedroom", "yes"), analysis=told["means"],
    )


def visit_words(beat: Beat) -> dict[str, Any]:
    """What is so of the whole visit."""
    return {
        "place": beat.told.get("place", "home"), "purpose": beat.told["purpose"],
        "announced": beat.told.get("announced", "announced"), "summary": beat.told["summary"],
    }


def plan_text(beat: Beat, place: int, kind: str) -> PlanText:
    """A plan for one child; `blank` is one that says nothing, `bare` lacks its contingency."""
    told = beat.told
    if told.get("blank"):
        return PlanText(kind=kind, state=told["state"], why=told["why"])
    outcomes = []
    for n, (text, measure) in enumerate(told["outcomes"]):
        action = told["actions"][(n + place) % len(told["actions"])]
        owned = ActionText(text=action, owner_worker_id=told["owner"].worker.pk,
                           due_on=told["due_on"])
        outcomes.append(OutcomeText(text=text, measure=measure, review_on=told["review_on"],
                                    actions=[owned]))
    safe = ContingencyText(
        words.TRIGGER, words.THEN, words.BY_WHOM, words.CARER, words.CALL
    )
    return PlanText(
        kind=kind, state=told["state"], why=told["why"], success=words.ENDS,
        visiting="The social worker, every two weeks, at home and at school, alone.",
        child_view=told["said"][place % len(told["said"])],
        family_part="The grandmother has the children on Fridays.", review_on=told["review_on"],
        needs=[NeedText(text=told["need"], outcomes=outcomes)],
        contingency=ContingencyText() if told.get("bare") else safe,
    )


def audit(beat: Beat) -> PlanAudit:
    """What the chair saw of a plan between conferences."""
    return PlanAudit(auditor=beat.by.worker, progress=words.REVIEWED, grade=beat.told["grade"])


def progress(beat: Beat) -> ChildsProgress:
    """What a core group said of one child."""
    return ChildsProgress(progress=words.REVIEWED, child_view=beat.told["said"][0])


def help_review(beat: Beat) -> HelpReview:
    """A look at a child in need plan."""
    return HelpReview(
        reviewer=beat.by.worker, progress=words.REVIEWED, child_view=beat.told["said"][0],
        family_view="They want the help to go on.", reason=beat.told["why"],
    )
