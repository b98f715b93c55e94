"""The pages on which a child comes before the panel, is looked at, and leaves it."""

from sightline.kernel.forms import Page, Section

LISTING, LOOKED = "scrutiny_panel.Listing", "scrutiny_panel.Looked"
AGREED, DECISION = "scrutiny_panel.Agreed", "decisions.Decision"
ACTIONS = "sightline.oversight.scrutiny_panel.submitted"
RUN = "panel.run"

PAGES = (
    Page(
        "put-on", "Put before the scrutiny panel", "listed",
        (
            Section("When", ("on", "for_on"),
                    labels={"on": "On which day?",
                            "for_on": "Not before which day should it look?"},
                    hints={"for_on": "Leave it empty for the next panel."}),
            Section("Why", ("why",), model=LISTING, per_child=True, needed=("why",)),
        ),
        when="start", shared=True, permission=RUN, action=f"{ACTIONS}:put_on_page",
        intro="For a child whom no rule has found. The worker and the manager see on the child’s "
        "page that the panel will look, and why.",
    ),
    Page(
        "look", "What the panel decided", "discussed",
        (
            Section("When", ("on", "for_on"),
                    labels={"on": "On which day did the panel look?",
                            "for_on": "When does the panel look again?"},
                    hints={"for_on": "Leave it empty for the next panel."}),
            Section("How it stands", ("outcome",), per_child=True, needed=("outcome",),
                    labels={"outcome": "Is the work moving?"}),
            Section("What was said", ("heard", "in_the_way"), model=LOOKED, per_child=True,
                    needed=("heard",)),
            Section("What was decided", ("rationale",), model=DECISION, per_child=True,
                    needed=("rationale",),
                    labels={"rationale": "What did the panel decide, and why?"},
                    hints={"rationale": "Write also what an agency did not agree with."}),
            Section("What is to be done", ("text", "owner_worker", "owner_name", "due_on"),
                    model=AGREED, per_child=True, many=True,
                    help="Each becomes a task with its owner and its day."),
        ),
        shared=True, permission=RUN, action=f"{ACTIONS}:look_page",
        initial=f"{ACTIONS}:look_begins",
        intro="The child is on the next agenda again, with what was done of this, until the "
        "panel closes it.",
    ),
    Page(
        "close", "The panel closes it", "closed",
        (
            Section("When", ("on",), labels={"on": "On which day did the panel close it?"}),
            Section("Why", ("rationale",), model=DECISION, needed=("rationale",),
                    labels={"rationale": "Why need the panel not look again?"},
                    hints={"rationale": "What is different for the child now."}),
        ),
        permission=RUN, action=f"{ACTIONS}:close_page",
        intro="What it asked for stays with whoever has it to do, until it is done.",
    ),
    Page(
        "take-off", "Take off the agenda", "closed",
        (
            Section("When", ("on",), labels={"on": "On which day?"}),
            Section("Why", ("why",), model=LISTING, needed=("why",),
                    labels={"why": "Why need the panel not look at this child?"}),
        ),
        permission=RUN, action=f"{ACTIONS}:take_off_page",
        intro="For the coordinator, where the child was put on by mistake or another way was "
        "found. A child whom a rule still finds is offered again.",
    ),
)
