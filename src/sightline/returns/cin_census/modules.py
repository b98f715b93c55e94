"""How much of each module a census holds, counted as it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from lxml import etree

#: The modules of the census in the order of the guide: what is counted, in words, and by what.
MODULES = (
    ("children", "Children", "Child"),
    ("unborn", "Children not yet born", "ExpectedPersonBirthDate"),
    ("disabilities", "Disabilities, “none” among them", "Disability"),
    ("episodes", "Episodes of need", "CINdetails"),
    ("without_action", "Referrals without further action", "ReferralNFA"),
    ("closures", "Episodes that closed", "CINclosureDate"),
    ("assessments", "Assessments", "Assessments"),
    ("factors", "Factors found in assessments", "AssessmentFactors"),
    ("cin_plans", "Child in need plans", "CINPlanDates"),
    ("enquiries", "Section 47 enquiries", "Section47"),
    ("conferences", "Initial conferences", "DateOfInitialCPC"),
    ("protection_plans", "Child protection plans", "ChildProtectionPlans"),
    ("reviews", "Child protection reviews", "CPPreviewDate"),
    ("pre_proceedings", "Pre-proceedings", "PreProceedingsandFGDM"),
)
WORDS = {key: words for key, words, _ in MODULES}


class Counting:
    """The count of each module so far."""

    def __init__(self) -> None:
        self._tags: Counter[str] = Counter()

    def add(self, child: etree._Element) -> None:
        """Count one child of the census."""
        self._tags.update(
            str(node.tag) for node in child.iter()
            if node.tag != "ReferralNFA" or node.text == "true"
        )

    def by_module(self) -> Mapping[str, int]:
        """Module to count, in the order of the guide."""
        return {key: self._tags[tag] for key, _, tag in MODULES}
