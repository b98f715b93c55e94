"""What a permission and a role are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing a person may be allowed to do, said in words that end a sentence.

    A sensitive permission says why it is, and the generated table shows it.
    """

    key: str
    words: str
    sensitive: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """A job that people hold for a time, in one authority or in all of them."""

    key: str
    title: str
    description: str
    permissions: frozenset[str]
