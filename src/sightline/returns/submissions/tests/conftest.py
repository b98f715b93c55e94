"""An authority with one child in its census, an analyst who prepares and a director who signs."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from sightline.people.testing import a_child, a_user, an_authority
from sightline.record.spine.actions import open_step, record
from sightline.returns.kit.declared import declared
from sightline.returns.submissions.actions import prepare

YEAR = 2026


@pytest.fixture
def here(db: None) -> Any:
    """Ana, referred in June 2025 and still in need."""
    authority = an_authority("999")
    made = SimpleNamespace(authority=authority, what=declared["cin"], year=YEAR)
    made.analyst = a_user("analyst", authority=authority, name="Ann Alyst")
    made.director = a_user("director", authority=authority, name="Dora Rector")
    made.ana = a_child("Ana Reed", authority=authority, by=made.analyst)
    made.step = open_step(
        "referral.received", by=made.analyst, on=date(2025, 6, 2), child=made.ana)
    record("referral.need_recorded", by=made.analyst, on=date(2025, 6, 2), step=made.step,
           outcome="N1")
    return made


@pytest.fixture
def prepared(here: Any) -> Any:
    """The census of 2025-26 as the analyst prepared it."""
    return prepare(what=here.what, authority=here.authority, year=YEAR, by=here.analyst)
