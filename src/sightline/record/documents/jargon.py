"""Words of the trade that a family may not know, and what to say instead."""

from __future__ import annotations

import re
from collections.abc import Iterable

PLAIN = {
    "section 47": "enquiry into whether a child is being harmed",
    "s47": "enquiry into whether a child is being harmed",
    "section 17": "help for a child who needs it",
    "icpc": "first conference", "rcpc": "review conference", "cpp": "plan to keep a child safe",
    "cin": "child in need", "lac": "in care",
    "iro": "the officer who checks the plan for a child in care",
    "strategy discussion": "talk between social workers, police and health",
    "threshold": "how serious it has to be", "multi-agency": "several services together",
    "significant harm": "serious harm", "disclosure": "what was said", "disclosed": "told us",
    "presenting": "seems", "attachment": "how close they are", "dysregulated": "very upset",
    "safeguarding": "keeping children safe", "statutory": "by law", "pathway": "steps",
    "contingency": "what happens if it goes wrong", "intervention": "help",
    "engagement": "taking part", "non-engagement": "not taking part",
    "perpetrator": "person who did it",
    "contact centre": "place where you meet with somebody there", "unborn": "your baby",
    "placement": "where the child lives", "respite": "short break", "toxic trio": "",
    "parental responsibility": "the rights and duties of a parent", "dv": "violence at home",
}  # fmt: skip
_FOUND = re.compile(
    r"\b(" + "|".join(sorted(map(re.escape, PLAIN), key=len, reverse=True)) + r")\b",
    re.IGNORECASE,
)


def found(texts: Iterable[str]) -> list[tuple[str, str]]:
    """(word, what to say instead) of each word of the trade in these texts, each once."""
    named = {match.lower() for text in texts for match in _FOUND.findall(text)}
    return sorted((word, PLAIN[word]) for word in named)

#: How the title of an event begins, and what a family is told instead of it.
SAID = (
    ("Contact received", "Somebody told us of a worry"),
    ("Contact decided", "We decided what to do about the worry"),
    ("Worker decided on the contact", "The social worker decided what to do about the worry"),
    ("Referral received", "We took it on"),
    ("Referral decided", "We decided what happens next"),
    ("Section 47 enquiry began", "We began to look into whether a child is being harmed"),
    ("Section 47 enquiry concluded", "We finished looking into it"),
    ("Enquiry submitted", "We wrote down what we had found"),
    ("Assessment started", "We began to find out how things are"),
    ("Assessment submitted", "We wrote down what we had found"),
    ("Assessment authorised", "A manager agreed with what we had found"),
    ("Conference asked for: Initial", "We asked for a meeting about keeping the child safe"),
    ("Conference asked for", "We asked for another meeting about keeping the child safe"),
    ("Core group", "The people who carry out the plan met"),
)


def plainly(title: str) -> str:
    """The title of an event in the words that a family uses."""
    return next((plain for official, plain in SAID if title.startswith(official)), title)
