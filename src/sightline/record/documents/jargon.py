"""Words of the trade that a family may not know, and what to say instead."""

from __future__ import annotations

import re
from collections.abc import Iterable

PLAIN = {
    "attachment": "how close they are",
    "child protection conference": "a meeting about how to keep a child safe",
    "child protection plan": "a plan that says what must change so that a child is safe",
    "cin": "a child who needs help", "child in need": "a child who needs help",
    "contact centre": "a place where you meet with somebody there",
    "contingency": "what happens if it goes wrong",
    "core group": "the people who carry out the plan, and meet to talk about it",
    "cpp": "a plan to keep a child safe", "cpc": "a meeting about how to keep a child safe",
    "disclosed": "told us", "disclosure": "what was said", "dv": "violence at home",
    "dysregulated": "very upset", "engagement": "taking part",
    "epo": "a court’s order to keep a child safe at once",
    "icpc": "the first meeting about how to keep a child safe",
    "intervention": "help", "iro": "the person who checks the plan for a child in care",
    "lac": "a child in care",
    "lado": "the person who looks into worries about people who work with children",
    "mash": "the team that first looks at a worry about a child",
    "multi-agency": "several services together", "nfa": "we will not do more",
    "no further action": "we will not do more",
    "non-engagement": "not taking part",
    "parental responsibility": "the rights and duties of a parent", "pathway": "steps",
    "perpetrator": "the person who did it", "placement": "where the child lives",
    "plo": "what must be done before we may go to court",
    "pre-proceedings": "what must be done before we may go to court",
    "presenting": "seems", "protective factors": "what keeps a child safe",
    "rcpc": "a later meeting about how to keep a child safe", "respite": "a short break",
    "review conference": "a later meeting about how to keep a child safe",
    "s17": "help for a child who needs it", "s47": "looking into whether a child is being harmed",
    "safeguarding": "keeping children safe",
    "section 17": "help for a child who needs it",
    "section 47": "looking into whether a child is being harmed",
    "sgo": "a court’s order that says who looks after a child",
    "significant harm": "serious harm", "statutory": "by law",
    "strategy discussion": "a talk between social workers, the police and health",
    "strategy meeting": "a talk between social workers, the police and health",
    "substantiated": "found to be true", "threshold": "how serious it has to be",
    "toxic trio": "violence at home, drink or drugs, and poor mental health, all at once",
    "unborn": "not born yet",
}
_FOUND = re.compile(
    r"\b(" + "|".join(sorted(map(re.escape, PLAIN), key=len, reverse=True)) + r")\b",
    re.IGNORECASE,
)


def found(texts: Iterable[str]) -> list[tuple[str, str]]:
    """(word, what to say instead) of each word of the trade in these texts, each once."""
    named = {match.lower() for text in texts for match in _FOUND.findall(text)}
    return sorted((word, PLAIN[word]) for word in named)
