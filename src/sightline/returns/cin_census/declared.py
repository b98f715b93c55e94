"""The children in need census as one of the returns that are prepared, signed off and kept."""

from __future__ import annotations

from sightline.people.persons.census import by_sent_number
from sightline.returns.cin_census import layout
from sightline.returns.cin_census.actions.producing import write_return
from sightline.returns.cin_census.checked import check
from sightline.returns.cin_census.modules import WORDS
from sightline.returns.cin_census.since import since
from sightline.returns.kit.declared import Return

CENSUS = Return(
    key="cin",
    title="Children in need census",
    receiver="the Department for Education",
    modules=WORDS,
    years=tuple(range(layout.FIRST_YEAR, layout.LAST_YEAR + 1)),
    year_words=layout.year_words,
    write=write_return,
    since=since,
    check=check,
    people=by_sent_number,
    brought_in="returns_imports",
)
