"""The pseudonyms by which people and their records are known in what is published.

An HMAC under this installation's own key: the same person is the same in every relation and every
refresh, nobody without the key can say who it is, and another installation's are all different.
"""

import hmac
from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings

#: Half a SHA-256: no two of a nation's children share one.
LENGTH = 16


@lru_cache(maxsize=200_000)
def _token(key: str, kind: str, number: int) -> str:
    made = hmac.digest(key.encode(), f"{kind}:{number}".encode(), "sha256")
    return made[:LENGTH].hex()


def token(kind: str, number: int) -> str:
    """The pseudonym of a person, step, event, occasion or worker, by its number."""
    return _token(settings.SIGHTLINE_PSEUDONYM_KEY, kind, number)


def people(ids: Iterable[int]) -> dict[str, int]:
    """Who is meant by each pseudonym, among people whose ids the caller may know."""
    return {token("person", number): number for number in ids}
