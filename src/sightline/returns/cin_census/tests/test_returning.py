"""The census written from the record, set beside the file it came from."""

from copy import deepcopy

import pytest
from django.db import transaction

from sightline.people.testing import a_recorder, an_authority
from sightline.returns.cin_census.actions import import_file
from sightline.returns.cin_census.actions.producing import write_return
from sightline.returns.cin_census.comparing import compare_files

FILES = {
    "samples/cin_census/CIN_Census_2021.xml": "201",
    "samples/cin_census/fake_CIN_data.xml": "975",
    "conformance/cin/full_return/cin_1000_dirty.xml": "201",
}
#: The largest is brought in on one engine: another takes its children as it takes the others'.
NAMES = [name for name in sorted(FILES) if "dirty" not in name]
NAMES += [pytest.param(name, marks=pytest.mark.sqlite) for name in FILES if "dirty" in name]


@pytest.fixture(scope="module", params=NAMES)
def brought_in(request, shared_dir, kept):
    """The file, the import of it, and whose record it went into."""
    path, authority = shared_dir / request.param, an_authority(FILES[request.param])
    with transaction.atomic():
        yield path, import_file(path=path, authority=authority, by=a_recorder()), authority
        transaction.set_rollback(True)


@pytest.mark.parametrize("whole", [True, pytest.param(False, marks=pytest.mark.sqlite)])
def test_every_difference_from_the_file_has_a_reason(whole, brought_in, tmp_path, db):
    path, done, authority = deepcopy(brought_in)
    out = tmp_path / "out.xml"
    made = write_return(
        out=out, authority=authority, year=done.file.year, by=a_recorder(), whole=whole
    )
    found = compare_files(path, out)
    assert made.modules["children"] > 0 or not whole
    assert [d.as_row() for d in found.unexplained] == []
    assert found.same > len(found.explained) or not whole
