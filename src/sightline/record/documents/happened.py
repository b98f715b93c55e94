"""What happened, as a family is told of it: kind of event to a short sentence."""

from __future__ import annotations

from collections.abc import Mapping

#: `kind`, or `kind: outcome in words` where the outcome is what a family wants to know. `{name}`
#: is the child.
PLAIN: Mapping[str, str] = {
    "contact.received": "Somebody told us of a worry",
    "contact.decided": "We decided what to do about the worry",
    "contact.worker_decided": "The social worker decided what to do about the worry",
    "contact.reopened": "We looked at the worry again",
    "referral.received": "We took it on",
    "referral.decided": "We decided what happens next",
    "referral.decided: Assess": "We decided to find out how things are",
    "referral.decided: Hand over to early help": "We asked early help to help you",
    "referral.decided: No further action": "We decided not to do more",
    "referral.closed": "We stopped our work with you",
    "referral.closed: Adopted": "{name} was adopted, so our work ended",
    "referral.closed: Died": "{name} died",
    "referral.closed: Child arrangements order":
        "A court said where {name} lives, so our work ended",
    "referral.closed: Special guardianship order":
        "A court said who looks after {name}, so our work ended",
    "referral.reopened": "We had stopped our work by mistake, and began again",
    "assessment.started": "We began to find out how things are",
    "assessment.initial_started": "We began to find out how things are",
    "assessment.core_started": "We began to find out more about how things are",
    "assessment.reassessment_decided": "We decided to find out again how things are",
    "assessment.submitted": "We wrote down what we had found",
    "assessment.returned": "A manager asked us to find out more",
    "assessment.authorised": "A manager agreed with what we had found",
    "assessment.initial_authorised": "A manager agreed with what we had found",
    "assessment.core_authorised": "A manager agreed with what we had found",
    "assessment.shared": "We gave out what we had found",
    "child_in_need.opened": "We began to help {name}",
    "child_in_need.plan_agreed": "We agreed with you on a plan to help {name}",
    "child_in_need.reviewed": "We looked at the plan with you",
    "child_in_need.ended": "The plan to help {name} ended",
    "section47.started": "We began to look into whether {name} is being harmed",
    "section47.submitted": "We wrote down what we had found",
    "section47.returned": "A manager asked us to find out more",
    "section47.concluded": "We finished looking into whether {name} is being harmed",
    "section47.conference_not_required": "We finished looking into it, and no meeting was held",
    "section47.review_set": "We set a day to look at it again",
    "section47.reviewed": "We looked at it again",
    "section47.review_not_needed": "We do not need to look at it again",
    "conference.requested": "We asked for a meeting about keeping {name} safe",
    "conference.requested: Review conference":
        "We asked for another meeting about keeping {name} safe",
    "conference.transfer_notified": "You moved here with a plan to keep {name} safe",
    "conference.booked": "We set the day of the meeting",
    "conference.report_written": "The social worker wrote a report",
    "conference.decided": "A meeting was held about keeping {name} safe",
    "conference.decided: The child is to have a protection plan":
        "A meeting decided to make a plan to keep {name} safe",
    "conference.decided: No protection plan":
        "A meeting decided that {name} does not need a plan to be kept safe",
    "conference.decided: The protection plan continues":
        "A meeting decided that the plan to keep {name} safe goes on",
    "conference.decided: The protection plan ends":
        "A meeting decided that the plan to keep {name} safe ends",
    "conference.adjourned": "The meeting stopped early, and goes on another day",
    "conference.stood_down": "The meeting was not held on its day",
    "conference.cancelled": "The meeting was called off",
    "core_group.held": "The people who carry out the plan met",
    "core_group.missed": "The people who carry out the plan did not meet",
    "protection_plan.started": "A plan to keep {name} safe began",
    "protection_plan.category_changed": "What the plan is about changed",
    "protection_plan.visiting_set": "We said how often we will come to see {name}",
    "protection_plan.outlined": "The plan was first written down",
    "protection_plan.agreed": "The people who carry out the plan agreed on it",
    "protection_plan.finalised": "The plan was made final",
    "protection_plan.reviewed": "We looked at how the plan is going",
    "protection_plan.audited": "The person who leads the meetings checked the plan",
    "protection_plan.ended": "The plan to keep {name} safe ended",
    "emergency_protection.made": "A court said that {name} must be kept safe at once",
    "emergency_protection.extended": "A court gave more time to keep {name} safe",
    "emergency_protection.ended": "The court’s order to keep {name} safe ended",
    "police_protection.taken": "The police took {name} to a safe place",
    "police_protection.ended": "The police no longer keep {name} in a safe place",
    "decision.recorded": "A manager decided something about our work",
    "visit.made": "We came to see {name}",
    "visit.made: Child not seen": "We came, but did not see {name}",
    "visit.made: Unborn child: mother seen": "We came to see {name}’s mother",
    "visit.made: Unborn child: mother seen, not by the lead or covering social worker":
        "We came to see {name}’s mother",
    "person.expected": "We heard that a baby is on the way",
    "person.born": "{name} was born",
    "person.pregnancy_ended": "The pregnancy ended",
    "person.died": "{name} died",
}


def plainly(kind: str, outcome: str, title: str, name: str) -> str:
    """What happened as a family reads it; its title where nobody has said it plainly."""
    said = PLAIN.get(f"{kind}: {outcome}") or PLAIN.get(kind)
    return said.format(name=name) if said is not None else title
