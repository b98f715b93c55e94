"""The figures of practice on drawn tables: every engine says what plain Python says."""

from datetime import UTC, date, datetime

import pytest

from sightline.insight.measures.asking import Asked, Question
from sightline.kernel.indicators import Period, indicators
from tests.engines.drawing import put
from tests.engines.drawing_practice import at_random
from tests.engines.oracle_practice import ORACLES

YEAR = Period(date(2025, 4, 1), date(2026, 3, 31))
TOLD_BEFORE = {"RR12", "ICPC15", "CPCAT"}
COMMITTED = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ENGINES = ["duckdb", pytest.param("postgres", marks=COMMITTED)]


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture(params=ENGINES)
def engine(request):
    return request.param


def test_every_figure_has_an_oracle_of_its_own():
    assert {one.key for one in indicators} == TOLD_BEFORE | set(ORACLES)


@pytest.mark.covers("S014", "S029", "S030", "S031", "S032", "S034")
@pytest.mark.covers("S343")
@pytest.mark.covers("S047", "S055", "S058", "S066", "S067", "S068")
@pytest.mark.parametrize("seed", [3, 4])
def test_every_engine_says_what_plain_python_says_case_by_case(engine, seed):
    """Whether each case is met, and every code by which it is divided."""
    drawn = at_random(seed)
    put(drawn, engine)
    for key, count in ORACLES.items():
        for moment in (None, datetime(2025, 8, 1, 12, tzinfo=UTC)):
            expected = count(drawn, YEAR.since, YEAR.until, moment)
            asked = Asked(Question(key, YEAR, "", moment, engine))
            found = {case.case_id: (case.met, case.codes) for case in asked.cases}
            assert found == {
                case: (met, tuple(code or "" for code in codes))
                for case, (met, codes) in expected.items()
            }, key
            assert moment or len(expected) > 3, f"nothing was drawn to compare for {key}"


@pytest.mark.parametrize("key", ORACLES)
def test_what_is_drawn_falls_on_both_sides(key):
    """A comparison in which every case is met would prove little."""
    expected = ORACLES[key](at_random(3), YEAR.since, YEAR.until)
    met = {met for met, _ in expected.values()}
    assert met == ({True} if indicators[key].shape == "spread" else {True, False})
