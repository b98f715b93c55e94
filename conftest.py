"""What every test stands on: one fixed moment, and the reference files where there are any."""

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

ROOT = Path(__file__).resolve().parent
# a Wednesday in the middle of a term, four days clear of any bank holiday
NOW = datetime(2026, 6, 10, 10, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def clock():
    """Every test happens at ten o'clock on Wednesday 10 June 2026, unless it says otherwise."""
    if not (ROOT / "src/sightline/base/moments.py").exists():
        yield NOW
        return
    from sightline.base.moments import fixed

    with fixed(NOW):
        yield NOW


@pytest.fixture(scope="session")
def shared_dir():
    """The reference files kept beside the repository: SIGHTLINE_SHARED, or ../shared."""
    folder = Path(os.environ.get("SIGHTLINE_SHARED") or ROOT.parent / "shared")
    if folder.is_dir():
        return folder
    if os.environ.get("CI") == "true":
        pytest.fail(f"The reference files are not at {folder}; set SIGHTLINE_SHARED.")
    pytest.skip(f"absent: no reference files at {folder} (set SIGHTLINE_SHARED)")
