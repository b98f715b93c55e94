"""Names put one after another as people say them."""

from collections.abc import Sequence


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "police, school and housing"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def in_sentence(name: str) -> str:
    """A name in the middle of a sentence: "Police" is "police", "GP" stays."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
