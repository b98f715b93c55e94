from datetime import date, datetime

from sightline.base.components import navigation, words
from sightline.base.components.banner import PersonLine
from sightline.base.components.lanes import Lanes, Span
from sightline.base.components.paging import Paging
from sightline.base.forms import govuk
from sightline.base.moments import LONDON
from sightline.base.tests.drawn import patterns, request


def test_an_age_is_said_as_people_say_it():
    assert words.age_words(date(2019, 6, 11)) == "6 years"
    assert words.age_words(date(2019, 6, 10)) == "7 years"
    assert words.age_words(date(2025, 1, 11)) == "16 months"
    assert words.age_words(date(2026, 6, 1)) == "9 days"
    assert words.age_words(None, date(2026, 9, 3)) == "Unborn, expected 3 September 2026"
    assert words.age_words(None) == "Age not known"


def test_a_persons_line_says_death_before_age():
    line = PersonLine("A", born_on=date(2019, 5, 2), died_on=date(2026, 1, 4))
    assert line.age_line == "Died 4 January 2026, aged 6 years"


def test_moments_are_said_on_londons_clock():
    late = datetime.fromisoformat("2026-06-30T23:30:00+00:00")
    assert words.moment(late) == "1 July 2026 at 00:30"
    assert words.moment(datetime(2026, 1, 5, 9, 5, tzinfo=LONDON)) == "5 January 2026 at 09:05"
    assert words.moment(None) == "Not known"
    assert words.plural(1, "child", "children") == "1 child"
    assert words.plural(1200, "child", "children") == "1,200 children"


def test_a_page_of_a_list_keeps_the_filters_and_its_bounds():
    paging = Paging.of(list(range(312)), request("/?team=3&page=2"))
    assert (paging.items[0], paging.words) == (100, "101 to 200 of 312")
    assert (paging.previous, paging.next) == ("?team=3&page=1", "?team=3&page=3")
    last = Paging.of(list(range(312)), request("/?page=99"))
    assert (last.number, len(last.items), last.next) == (4, 12, "")
    assert Paging.of([], request("/?page=x")).total == 0
    assert Paging.of(list(range(101)), request("/?page=-1")).number == 1


def test_a_drawing_and_its_table_say_the_same():
    spans = [
        Span("Plan", "Protection plan", date(2025, 3, 1)),
        Span("Visits", "Visit", date(2026, 5, 9), point=True, late=True),
    ]
    lanes = Lanes("Journey", spans, date(2026, 1, 1), date(2026, 6, 30))
    assert lanes.bars[0]["x"] == lanes.x(date(2026, 1, 1))
    assert lanes.marks[0]["late"] is True
    assert lanes.table_rows == [
        ("Plan", "Protection plan", "1 March 2025", "still open"),
        ("Visits", "Visit (late)", "9 May 2026", "9 May 2026"),
    ]
    assert lanes.today_x > lanes.x(date(2026, 6, 1))


def test_only_links_that_a_person_may_follow_are_offered(monkeypatch):
    links = [navigation.Link("Sign in", "account_login", "a"), navigation.Link("No", "nowhere")]
    monkeypatch.setattr(navigation, "navigation", links)
    monkeypatch.setattr(navigation.Link, "address", lambda link: {"No": ""}.get(link.title, "/in"))
    monkeypatch.setattr(navigation.frame, "holds", lambda asked, permission: permission != "a")
    assert navigation.links(request()) == []
    monkeypatch.setattr(navigation.frame, "holds", lambda asked, permission: True)
    assert [link["text"] for link in navigation.links(request())] == ["Sign in"]


def test_names_on_a_page_are_never_markup():
    line = PersonLine("<b>Ash</b>", facts=("<i>x</i>",), marks=(("<u>dog</u>", "red"),))
    drawn = str(govuk.template("base/components/banner.jinja").module.person_banner(line))
    assert "<b>" not in drawn
    assert "<i>" not in drawn
    assert "<u>" not in drawn


def test_a_page_carries_no_crown_no_crest_and_no_inline_style():
    page = patterns()
    assert "crown" not in page
    assert "crest" not in page
    assert " style=" not in page
    assert page.count("<script") - page.count("<script ") == 1
