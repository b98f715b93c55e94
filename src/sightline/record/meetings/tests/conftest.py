"""The invented work that these tests are about, and the day on which they run."""

from datetime import date

import pytest

from sightline.base import moments
from sightline.record.testing import invented_work

TODAY = date(2026, 6, 10)


@pytest.fixture(autouse=True)
def at_work():
    """A Wednesday in June, with the invented processes declared."""
    with moments.fixed(TODAY), invented_work():
        yield
