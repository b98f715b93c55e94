"""The sixteen roles: the job in a sentence, and the permissions it cannot be done without."""

from sightline.access.roles.kinds import Role

# Everybody who works here can look up the law they work under.
_ALL = frozenset({"law.view"})

# Reading and recording; whose record is opened is decided by grounds, never by the role alone.
_PRACTICE = _ALL | {
    "person.find",
    "person.read",
    "person.record",
    "child.read",
    "journey.record",
    "caseload.view",
    "meeting.arrange",
    "document.send",
    # What a return would find wrong is put right where it was recorded, in June and not in May.
    "returns.mend",
    # A practitioner alone in an emergency must not wait for a manager to read about danger;
    # the grant is short, reasoned, and reviewed by somebody else.
    "glass.break",
}

_MANAGEMENT = _PRACTICE | {
    "team.view",
    "allocation.decide",
    "insight.view",
    "conference.view",
    "panel.view",
    # An assessment is authorised by someone other than its author (Working Together): a manager.
    "journey.authorise",
    # A mistake in the record is put right by somebody answerable for it.
    "journey.correct",
    # What a document leaves out is given to somebody by a manager or chair, never by the author.
    "document.disclose",
}

_FRONT_DOOR = _PRACTICE | {
    "frontdoor.view",
    # Referral decisions are made by a social worker or manager at the front door, in one
    # working day; the decider is recorded each time.
    "frontdoor.decide",
}

_DECLARED = (
    Role(
        "social_worker",
        "Social worker",
        "Works with the children allocated to them: assesses, visits, plans and records.",
        _PRACTICE,
    ),
    Role(
        "team_manager",
        "Team manager",
        "Answers for a team's children: allocates, supervises and authorises.",
        _MANAGEMENT,
    ),
    Role(
        "service_manager",
        "Head of service",
        "Answers for several teams: sees where work drifts and who is overloaded.",
        _MANAGEMENT
        | {
            "service.view",
            "structure.view",
            # What an authority sets for itself is set by who answers for the service.
            "practice.set",
            # Who answers for the service chairs the panel that looks for drift in it.
            "panel.run",
            "frontdoor.view",
            "person.merge",
            "board.view",
            # Colleagues' emergency reading is judged by a senior of another team.
            "glass.review",
        },
    ),
    Role(
        "front_door_worker",
        "Front door worker",
        "Takes contacts and referrals and proposes or decides what happens next.",
        _FRONT_DOOR,
    ),
    Role(
        "front_door_manager",
        "Front door manager",
        "Decides contacts and referrals and passes children to teams.",
        _FRONT_DOOR | _MANAGEMENT | {"person.merge"},
    ),
    Role(
        "out_of_hours",
        "Out of hours worker",
        "Keeps children safe at night and at weekends, for every team.",
        # Nobody else is there to decide at night, so the front door's decisions are theirs too.
        _FRONT_DOOR | {"outofhours.view", "allocation.decide"},
    ),
    Role(
        "conference_chair",
        "Conference chair",
        "Chairs child protection conferences independently of the line that works the case.",
        _PRACTICE
        | {
            "conference.view",
            "insight.view",
            # The chair alone decides, with each agency's view (Working Together).
            "conference.chair",
            "panel.view",
            # Independent of the line that works the case, as a panel's chair should be.
            "panel.run",
            # The chair decides what of a conference is for whom.
            "document.disclose",
            # The chair audits plans between conferences.
            "journey.correct",
        },
    ),
    Role(
        "conference_administrator",
        "Conference administrator",
        "Books conferences, invites people, takes the record and sends it.",
        _ALL
        | {
            "person.find",
            "person.read",
            "child.read",
            "journey.record",
            "conference.view",
            "meeting.arrange",
            "document.send",
            "panel.view",
            # The coordinator of the panel takes the record of it, as of a conference.
            "panel.run",
        },
    ),
    Role(
        "reviewing_officer",
        "Independent reviewing officer",
        "Reviews the care plans of looked-after children and challenges delay.",
        _PRACTICE | {"review.hold", "insight.view", "conference.view", "panel.view"},
    ),
    Role(
        "analyst",
        "Performance analyst",
        "Produces the figures and the statutory returns and explains them.",
        # No child.read: figures open onto children only for those with grounds to read them.
        _ALL
        | {
            "insight.view",
            # The census is of every child; names are joined only after a permission check.
            "returns.produce",
            "returns.see",
            "returns.mend",
        },
    ),
    Role(
        "board_manager",
        "Safeguarding partnership manager",
        "Runs the partnership's meetings, papers and improvement plan.",
        # Works with agencies and totals, never with a child's record.
        _ALL | {"board.view", "board.manage", "insight.view"},
    ),
    Role(
        "partner_professional",
        "Partner professional",
        "A health, school or police colleague, invited to a child's meeting or plan.",
        # Not an employee: no search, no reading; only what was shared with their agency.
        _ALL | {"partner.share"},
    ),
    Role(
        "director",
        "Director of children's services",
        "Holds the statutory responsibility (Children Act 2004 s.18) and sees the whole.",
        _ALL
        | {
            "person.find",
            "person.read",
            "child.read",
            "team.view",
            "service.view",
            "structure.view",
            "frontdoor.view",
            "conference.view",
            "panel.view",
            "insight.view",
            "board.view",
            # A return is declared true by whoever answers for it, and never by its preparer.
            "returns.see",
            "returns.mend",
            "returns.sign_off",
            "glass.break",
        },
    ),
    Role(
        "information_governance",
        "Information governance officer",
        "Guards who may read what: restrictions, sealed records, the audit trail.",
        _ALL
        | {
            "person.find",
            # Handling a subject access request or a complaint of snooping needs the trail,
            # not the record itself: no child.read.
            "audit.view",
            "glass.review",
            "restriction.manage",
        },
    ),
    Role(
        "system_administrator",
        "System administrator",
        "Keeps settings, users and imports in order.",
        # Reads no child's record: the one who gives roles is never the one who reads with them.
        _ALL | {"settings.change", "users.manage", "import.run", "structure.view"},
    ),
    Role(
        "inspector",
        "Inspector",
        "Inspects for Ofsted under the Education and Inspections Act 2006, for the days agreed.",
        # Inspectors read, and never record; their holding ends with the inspection.
        _ALL
        | {
            "person.find",
            "person.read",
            "child.read",
            "insight.view",
            "service.view",
            "structure.view",
            "team.view",
            "audit.view",
        },
    ),
)

ROLES: dict[str, Role] = {role.key: role for role in _DECLARED}
