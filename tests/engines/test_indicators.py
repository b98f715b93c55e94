"""Indicators on drawn tables: what each counts, and the same answer from every engine."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sightline.insight.measures.asking import Answers, Asked, Count, Question
from sightline.insight.measures.engines import reading
from sightline.kernel.indicators import Period, indicators
from tests.engines import oracle
from tests.engines.drawing import at_random, put, reference, row

YEAR = Period(date(2025, 4, 1), date(2026, 3, 31))
SEEDS = range(3)
# another connection has to see the tables, so they are really committed
COMMITTED = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ENGINES = ["duckdb", pytest.param("postgres", marks=COMMITTED)]


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture(params=ENGINES)
def engine(request):
    return request.param


def asked(key, engine, *, period=YEAR, authority="", known_at=None):
    return Asked(Question(key, period, authority, known_at, engine))


def told(key, engine, **more):
    """Each case with what is said of it."""
    return {
        case.case_id: case.codes[0] if key == "CPCAT" else case.met
        for case in asked(key, engine, **more).cases
    }


def referrals(*days, person="ada", **more):
    return [
        row("cin_episodes", cine_referral_id=f"{person}{day}", cine_person_id=person,
            cine_referral_date=day, **more)
        for day in days
    ]


def test_a_referral_within_twelve_months_of_an_earlier_day_is_a_rereferral(engine):
    later = date(2025, 6, 10)
    before = {
        "a year to the day": date(2024, 6, 10), "a year and a day": date(2024, 6, 9),
        "the day before": date(2025, 6, 9), "the same day": later,
    }
    put({"cin_episodes": [
        row for child, day in before.items() for row in (
            *referrals(day, person=child), told_again(child, later),
        )
    ]}, engine)
    found = told("RR12", engine)
    assert {child: found[f"{child} again"] for child in before} == {
        "a year to the day": True, "a year and a day": False,
        "the day before": True, "the same day": False,
    }


def told_again(child, day):
    return row("cin_episodes", cine_referral_id=f"{child} again", cine_person_id=child,
               cine_referral_date=day)


def test_a_rereferral_says_how_the_one_before_closed(engine):
    put({"cin_episodes": [
        *referrals(date(2025, 5, 1), cine_close_reason="RC8"), *referrals(date(2025, 6, 1)),
        *referrals(date(2025, 7, 1)),
    ]}, engine)
    found = {case.counted_on: case.codes[0] for case in asked("RR12", engine).cases}
    assert found == {
        date(2025, 5, 1): "none", date(2025, 6, 1): "RC8", date(2025, 7, 1): "unsaid",
    }


def test_the_twenty_ninth_of_february_comes_round_on_the_twenty_eighth(engine):
    put({"cin_episodes": referrals(date(2024, 2, 29), date(2025, 2, 28), date(2025, 3, 1))}, engine)
    year = Period(date(2025, 1, 1), date(2025, 12, 31))
    assert sorted(told("RR12", engine, period=year).values()) == [True, True]
    put({"cin_episodes": referrals(date(2024, 2, 29), date(2025, 3, 1))}, engine)
    assert sorted(told("RR12", engine, period=year).values()) == [False]


def test_a_referral_to_another_authority_is_no_earlier_one(engine):
    put({"cin_episodes": [
        *referrals(date(2025, 1, 1), authority="998"), *referrals(date(2025, 6, 1)),
    ]}, engine)
    assert list(told("RR12", engine).values()) == [False]


def test_what_an_import_cannot_say_is_counted_on_neither_side(engine):
    """The file tells of every referral from 1 April 2024: before 1 April 2025 nobody can say."""
    put({"cin_episodes": referrals(
        date(2024, 5, 1), date(2025, 3, 31), date(2025, 4, 1),
        source="cin_census:2025", cine_known_since=date(2024, 4, 1),
    )}, engine)
    both = Period(date(2024, 4, 1), date(2026, 3, 31))
    assert told("RR12", engine, period=both) == {"ada2025-04-01": True}


def conference(held, start, **more):
    more.setdefault("icpc_icpc_id", "k")
    return row("initial_cp_conference", icpc_person_id="ada", icpc_counted_from=start,
               icpc_icpc_date=held, **{"icpc_kind": "initial", **more})


# 6 May 2025 is the day after a bank holiday; the fifteenth working day after is 28 May, because
# 26 May is another
START = date(2025, 5, 6)


def test_a_conference_is_in_time_up_to_the_fifteenth_working_day(engine):
    # from a Saturday, day 0 is that Saturday: the fifteenth working day is Friday 28 November
    saturday, friday = date(2025, 11, 8), date(2025, 11, 28)
    put({"initial_cp_conference": [
        conference(date(2025, 5, 28), START, icpc_icpc_id="on the last day"),
        conference(date(2025, 5, 29), START, icpc_icpc_id="a day late"),
        conference(friday, saturday, icpc_icpc_id="from a Saturday"),
        conference(friday + timedelta(days=1), saturday, icpc_icpc_id="the Saturday after"),
    ]}, engine)
    assert told("ICPC15", engine) == {
        "on the last day": True, "a day late": False,
        "from a Saturday": True, "the Saturday after": False,
    }


def test_only_initial_conferences_held_after_a_known_beginning_count(engine):
    held = date(2025, 5, 28)
    put({"initial_cp_conference": [
        conference(None, START, icpc_icpc_id="not held"),
        conference(held, None, icpc_icpc_id="its beginning not known from the source"),
        conference(held, START, icpc_icpc_id="transferred in", icpc_kind="transfer_in"),
    ]}, engine)
    assert asked("ICPC15", engine).count == Count(0, 0)
    assert asked("ICPC15", engine).count.share is None


def provider(key, name, since, until, authority="999"):
    return reference("conference_providers", prov_provider_id=key, prov_provider=name,
                     prov_authority=authority, prov_since=since, prov_until=until)


@pytest.mark.covers("S079")
def test_conferences_are_divided_by_who_provided_them_on_their_day(engine):
    """In-house from 1 January: the last conference before is the outside provider's."""
    begun, brought_in = date(2025, 12, 1), date(2026, 1, 1)
    put({
        "conference_providers": [
            provider("1", "Anywhere Trust (from outside)", None, brought_in),
            provider("2", "In-house", brought_in, None),
            provider("3", "Elsewhere’s own", None, None, authority="998"),
        ],
        "initial_cp_conference": [
            conference(date(2025, 12, 31), begun, icpc_icpc_id="before"),
            conference(date(2026, 1, 1), date(2025, 12, 10), icpc_icpc_id="on the day"),
            conference(date(2026, 2, 20), begun, icpc_icpc_id="after, and late"),
        ],
    }, engine)
    lines = asked("ICPC15", engine).lines("provider")
    assert [(each.code, each.count) for each in lines] == [("1", Count(0, 1)), ("2", Count(1, 2))]
    whole = asked("ICPC15", engine).count
    assert whole == Count(1, 3)


def stretch(ident, since, until, category):
    return row("cp_plan_categories", cppc_category_id=ident, cppc_cp_plan_id=ident[0],
               cppc_person_id=ident[0], cppc_since=since, cppc_until=until, cppc_category=category)


def test_a_plan_counts_under_the_category_of_the_day(engine):
    changed, last = date(2025, 9, 1), YEAR.until
    put({"cp_plan_categories": [
        stretch("a1", START, changed, "NEG"), stretch("a2", changed, None, "EMO"),
        stretch("b1", START, last, "NEG"), stretch("c1", last, None, "PHY"),
    ]}, engine)
    assert told("CPCAT", engine) == {"a": "EMO", "c": "PHY"}
    before = Period(YEAR.since, changed - timedelta(days=1))
    assert told("CPCAT", engine, period=before) == {"a": "NEG", "b": "NEG"}
    lines = asked("CPCAT", engine).lines("category")
    assert [(line.code, line.count.denominator) for line in lines] == [("EMO", 1), ("PHY", 1)]


def test_a_figure_can_be_asked_as_we_knew_it(engine):
    """The date was first written a week early, which made it in time; in July it was corrected."""
    first, mended = datetime(2025, 6, 2, 9, tzinfo=UTC), datetime(2025, 7, 1, 9, tzinfo=UTC)
    put({"initial_cp_conference": [
        conference(date(2025, 5, 22), START, recorded_at=first, voided_at=mended),
        conference(date(2025, 5, 29), START, recorded_at=mended),
    ]}, engine)
    assert told("ICPC15", engine) == {"k": False}
    assert told("ICPC15", engine, known_at=mended) == {"k": False}
    assert told("ICPC15", engine, known_at=mended - timedelta(seconds=1)) == {"k": True}
    assert told("ICPC15", engine, known_at=first - timedelta(seconds=1)) == {}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_engine_says_what_plain_python_says(engine, seed):
    drawn = at_random(seed)
    put(drawn, engine)
    for key, count in (("RR12", oracle.rr12), ("ICPC15", oracle.icpc15), ("CPCAT", oracle.cpcat)):
        for moment in (None, datetime(2025, 8, 1, 12, tzinfo=UTC)):
            expected = count(drawn, YEAR.since, YEAR.until, moment)
            assert len(expected) > 6, "nothing was drawn to compare"
            assert told(key, engine, known_at=moment) == expected


def test_counts_lines_and_cases_agree(engine):
    put(at_random(99), engine)
    for key in ("RR12", "ICPC15", "CPCAT"):
        figure = asked(key, engine, authority="999")
        count = figure.count
        assert count.denominator == len(figure.cases) > 0
        assert count.numerator == sum(case.met for case in figure.cases)
        for breakdown in figure.question.indicator.breakdowns:
            lines = figure.lines(breakdown.column)
            assert sum(line.count.denominator for line in lines) == count.denominator
            assert sum(line.count.numerator for line in lines) == count.numerator


@pytest.mark.parametrize("key", [one.key for one in indicators])
def test_an_expression_gives_the_columns_that_were_promised(key):
    names = Question(key, YEAR).expression().columns
    assert list(names) == list(indicators[key].columns())


@pytest.mark.postgres
def test_duckdb_and_postgresql_give_the_same_cases(transactional_db):
    drawn = at_random(7)
    for engine in ("duckdb", "postgres"):
        put(drawn, engine)
    for key in ("RR12", "ICPC15", "CPCAT"):
        found = []
        for engine in ("duckdb", "postgres"):
            with reading(engine) as backend:
                found.append(Answers(backend).cases(Question(key, YEAR, "999")))
        assert found[0] == found[1] != ()
