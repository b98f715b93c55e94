"""Names, numbers and addresses reduced to what two spellings of them have in common."""

import re
import unicodedata

# letters that no decomposition takes apart
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
APOSTROPHES = re.compile(r"['’`´]")
NOT_WORDS = re.compile(r"[^\w]+")
POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s*(\d[a-z]{2})\b", re.IGNORECASE)


def plain(text: str) -> str:
    """Lower case, no accents, no apostrophes, words apart by one space: O'Neil-Roć -> oneil roc."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return NOT_WORDS.sub(" ", APOSTROPHES.sub("", bare)).replace("_", " ").strip()


def words(text: str) -> list[str]:
    """The plain words of a text, each once, in order."""
    return list(dict.fromkeys(plain(text).split()))


def number_key(value: str) -> str:
    """A number or code without spaces and marks, in capitals: 943 476 5919 -> 9434765919."""
    return re.sub(r"[^0-9A-Za-z]", "", value).upper()


def postcode(text: str) -> str:
    """A postcode as it is written, KT1 1EU; anything else comes back trimmed and in capitals."""
    found = POSTCODE.fullmatch(text.strip())
    return f"{found[1]} {found[2]}".upper() if found else text.strip().upper()


def place_key(lines: str, code: str) -> str:
    """What makes two spellings of an address one place: its numbers (or first line) and postcode.

    Empty when there is not enough to tell a place by.
    """
    first = re.split(r"[\n,]", lines.strip())[0] if lines.strip() else ""
    tidy = number_key(code)
    numbers = re.findall(r"\d+[a-z]?\b", plain(lines.split(code)[0] if code else lines))
    if tidy and numbers:
        return f"{'-'.join(numbers)} {tidy}"
    if tidy and first:
        return f"{plain(first)} {tidy}"[:120]
    return plain(lines)[:120] if numbers else ""
