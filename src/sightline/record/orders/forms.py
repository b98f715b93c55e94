"""The questions that every order and power shares."""

from sightline.kernel.forms import Section

PLACE = "orders.PlaceOfSafety"
TERMS = "orders.OrderTerms"
FIELDS = ("kind", "where", "with_whom", "kept_from", "agreed_by")


def place(title: str = "Where the child is", *, needed: bool = True) -> Section:
    """Where each child was put to be safe."""
    return Section(
        title, FIELDS, model=PLACE, per_child=True,
        needed=("kind", "where", "kept_from") if needed else (),
    )


COURT = Section(
    "What the court ordered", ("court", "number", "until_time", "directions"), model=TERMS,
    needed=("court", "number"),
)
