"""The questions by which a page names what a child needs because of who they are."""

from sightline.kernel.forms import Section

#: Nothing of it is called missing: a child may need nothing because of who they are.
NEEDS = Section(
    "What they need because of who they are",
    ("aspect", "text", "difference", "action"),
    model="identity.IdentityNeed", many=True,
    help="Only what has to be done or thought of. Each is offered to the plans written for this "
    "child, which keep it, change it or say why they leave it out. If it is something the child "
    "has not told at home, ask the child first: a plan is read by the family.",
)
