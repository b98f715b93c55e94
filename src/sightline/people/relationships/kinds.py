"""The kinds of relationship, and what each is from the other side."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """What the other person is to the person, and what the person is to them.

    `back` gives the word by the person's sex: (female, male, not known).
    """

    key: str
    label: str
    back: tuple[str, str, str]
    parent: bool = False

    def label_back(self, sex: str) -> str:
        """What the person is to the other: son, daughter or child."""
        return self.back[{"F": 0, "M": 1}.get(sex, 2)]


def _same(key: str, label: str) -> Kind:
    return Kind(key, label, (label, label, label))


CHILD = ("Daughter", "Son", "Child")
KINDS = {
    kind.key: kind
    for kind in (
        Kind("mother", "Mother", CHILD, parent=True),
        Kind("father", "Father", CHILD, parent=True),
        Kind("parent", "Parent", CHILD, parent=True),
        Kind("step_parent", "Step-parent", ("Stepdaughter", "Stepson", "Stepchild")),
        Kind("grandparent", "Grandparent", ("Granddaughter", "Grandson", "Grandchild")),
        Kind("aunt_uncle", "Aunt or uncle", ("Niece", "Nephew", "Niece or nephew")),
        Kind("carer", "Carer", ("Cared for by them",) * 3),
        Kind("foster_carer", "Foster carer", ("Foster child",) * 3),
        Kind("guardian", "Guardian", ("Ward",) * 3),
        _same("sibling", "Brother or sister"),
        _same("half_sibling", "Half-brother or half-sister"),
        _same("step_sibling", "Stepbrother or stepsister"),
        _same("partner", "Partner"),
        _same("other", "Other relationship"),
    )
}
PARENTS = frozenset(kind.key for kind in KINDS.values() if kind.parent)
SIBLINGS = frozenset({"sibling", "half_sibling"})

#: What may be said from the other side, and which kind it is there; the sex of the elder decides
#: between mother, father and parent.
INVERSES = {
    "child": "parent",
    "step_child": "step_parent",
    "grandchild": "grandparent",
    "niece_nephew": "aunt_uncle",
    "cared_for": "carer",
    "foster_child": "foster_carer",
    "ward": "guardian",
}
#: The other person is the elder of the two.
ELDERS = PARENTS | frozenset(INVERSES.values())
INVERSE_LABELS = {
    "child": "Child",
    "step_child": "Stepchild",
    "grandchild": "Grandchild",
    "niece_nephew": "Niece or nephew",
    "cared_for": "Person they care for",
    "foster_child": "Foster child",
    "ward": "Ward",
}


def choices() -> list[tuple[str, str]]:
    """Everything that may be said of the other person, in both directions."""
    return [(kind.key, kind.label) for kind in KINDS.values()] + list(INVERSE_LABELS.items())


def from_other_side(key: str, sex_of_person: str) -> str | None:
    """The kind to store when `key` is said from the elder's side; None if it is not."""
    if key == "child":
        return {"F": "mother", "M": "father"}.get(sex_of_person, "parent")
    return INVERSES.get(key)
