"""Every permission of the house, with its words and, where it is sensitive, the reason."""

from sightline.access.roles.kinds import Permission

_DECLARED = (
    Permission("law.view", "read the law reference"),
    Permission("person.find", "find people by their identity line"),
    Permission("person.read", "read a person's record where you have grounds"),
    Permission("person.record", "record facts about a person"),
    Permission(
        "person.merge",
        "join two records of one person",
        "a wrong merge puts one family's record in front of another",
    ),
    Permission("child.read", "read a child's record where you have grounds"),
    Permission("journey.record", "record what happened for a child"),
    Permission(
        "journey.authorise",
        "authorise assessments, enquiries and decisions as complete",
        "it stops a statutory clock",
    ),
    Permission(
        "journey.correct",
        "void and replace what was recorded, with a reason",
        "it changes what the record says happened",
    ),
    Permission("allocation.decide", "allocate children and hand them over"),
    Permission("meeting.arrange", "book meetings, invite people and send records"),
    Permission(
        "conference.chair",
        "chair child protection conferences and decide whether there is a plan",
        "the decision makes a child subject to a plan",
    ),
    Permission("review.hold", "review the plans of children and looked-after children"),
    Permission("document.send", "send documents out of the authority"),
    Permission(
        "document.disclose",
        "share with somebody a part that their document leaves out, with a reason",
        "it gives to one person what the record keeps from them",
    ),
    Permission("caseload.view", "see the children you work with"),
    Permission("team.view", "see your team's children and what is due"),
    Permission("service.view", "see every team of your service and where it drifts"),
    Permission(
        "structure.view", "see how the department divides into districts, services, teams and posts"
    ),
    Permission(
        "practice.set",
        "set local practice: times to answer, weights of cases and caps",
        "it says when an agency is late and when a worker holds too much",
    ),
    Permission("frontdoor.view", "see what has arrived at the front door"),
    Permission(
        "frontdoor.decide",
        "decide contacts and referrals",
        "an outcome may end the work with a child",
    ),
    Permission("outofhours.view", "see what the night team needs"),
    Permission("conference.view", "see the conferences that are due and booked"),
    Permission("panel.view", "see the agenda of the scrutiny panel and the children you may open"),
    Permission(
        "panel.run",
        "run the scrutiny panel: its agenda, its members and what it decided",
        "a child on the agenda is read by those of social care who sit on the panel",
    ),
    Permission("insight.view", "see figures and the children behind them you may open"),
    Permission(
        "returns.produce",
        "produce statutory returns",
        "a return carries every child, restricted ones included",
    ),
    Permission("returns.mend", "see what of the record a return would find wrong, and mend it"),
    Permission("returns.see", "see which returns were prepared and signed off, with their counts"),
    Permission(
        "returns.sign_off",
        "sign statutory returns off",
        "it declares the return true, and lets it leave the authority",
    ),
    Permission(
        "import.run",
        "bring records in from a file",
        "it writes many children's records at once",
    ),
    Permission("board.view", "see the safeguarding partnership's papers"),
    Permission("board.manage", "arrange the safeguarding partnership's meetings"),
    Permission("partner.share", "see and send what is shared with your agency"),
    Permission(
        "glass.break",
        "open a record without grounds in an emergency, with a reason that is reviewed",
        "it sets grounds aside, so each use is reviewed by somebody else",
    ),
    Permission(
        "glass.review",
        "review each time somebody opened a record without grounds",
        "it judges a colleague's access",
    ),
    Permission(
        "restriction.manage",
        "restrict and seal records, and say who may open them",
        "it decides who can find an adopted or endangered child",
    ),
    Permission(
        "audit.view",
        "see who has looked at and changed a record",
        "the trail itself says who is known to social care",
    ),
    Permission("settings.change", "change local settings, calendars and local timescales"),
    Permission(
        "users.manage",
        "give and end roles",
        "whoever gives roles decides who can read",
    ),
)

PERMISSIONS: dict[str, Permission] = {permission.key: permission for permission in _DECLARED}
