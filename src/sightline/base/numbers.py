"""A row's number as it comes from a browser: nothing that is sent may break what it is asked of."""


def key(text: str | None) -> int | None:
    """A row's number as a browser sends it; none for anything that is no such number.

    Longer ones than any database counts to are none too: Python and SQLite both choke on them.
    """
    said = (text or "").strip()
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= 18 else None
