"""Children whom those who ask may not open, made once for the tests of a module."""

from copy import deepcopy

import pytest

from tests.house.neighbours import make_neighbours


@pytest.fixture(scope="module")
def neighbours(kept):
    return make_neighbours()


@pytest.fixture
def here(neighbours, db):
    return deepcopy(neighbours)
