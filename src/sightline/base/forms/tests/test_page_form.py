from datetime import date, datetime, time

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from sightline.base.forms import Child, PageForm, texts_of
from sightline.base.moments import LONDON
from sightline.base.tests import declared
from sightline.base.tests.declared import KIND, PAGE, registry
from sightline.base.tests.drawn import form
from sightline.kernel.forms import Page, Section

FULL = (
    "event-on-day=9&event-on-month=6&event-on-year=2026&event-time=2.30pm"
    "&base.Held-how=other&base.Held-how_other=By+letter&base.Held-why=Bruising"
    "&base.Held-joint=yes&base.Held-length=45&base.Held-chair=7"
    "&base.Held-started_at-day=9&base.Held-started_at-month=6&base.Held-started_at-year=2026"
    "&base.Attended-count=3&base.Attended-0-agency=Police&base.Attended-0-seen=yes"
    "&base.Attended-2-agency=Health"
    "&base.Factor-factor=1A&base.Factor-factor=2B"
    "&child-1-event-outcome=section47&child-2-event-outcome=no_section47"
    "&child-1-base.ChildView-said=I+am+tired"
)


def test_a_full_page_becomes_an_event_rows_and_each_childs_own():
    filled = form(FULL)
    assert filled.is_valid()
    assert filled.missing == []
    assert filled.values() == {
        "event": {"on": date(2026, 6, 9), "time": time(14, 30)},
        "rows": {
            "base.Held": [
                {
                    "how": "other",
                    "how_other": "By letter",
                    "why": "Bruising",
                    "joint": True,
                    "length": 45,
                    "chair_id": 7,
                }
            ],
            "base.Attended": [{"agency": "Police", "seen": "yes"}, {"agency": "Health"}],
            "base.Factor": [{"factor": "1A"}, {"factor": "2B"}],
        },
        "children": {
            1: {
                "event": {"outcome": "section47"},
                "rows": {"base.ChildView": [{"said": "I am tired"}]},
            },
            2: {"event": {"outcome": "no_section47"}, "rows": {"base.ChildView": []}},
        },
    }


def test_the_rows_can_be_had_as_unsaved_instances():
    made = form(FULL).instances()
    held = made["rows"]["base.Held"][0]
    assert isinstance(held, declared.Held)
    assert (held.how, held.chair_id, held.pk) == ("other", 7, None)
    assert [factor.factor for factor in made["rows"]["base.Factor"]] == ["1A", "2B"]
    assert made["children"][1]["rows"]["base.ChildView"][0].said == "I am tired"


def test_a_blank_page_is_valid_and_says_what_is_missing():
    blank = form("base.Attended-count=1")
    assert blank.is_valid()
    assert [problem.words for problem in blank.missing] == [
        "When was it held?",
        "How was it held?",
        "Why was this decided?",
        "Ash Example: What was the outcome?",
        "Bay Example: What was the outcome?",
    ]
    assert blank.values()["rows"]["base.Held"] == []


def test_what_cannot_be_read_is_an_error_with_its_place_and_nothing_else_is():
    filled = form(
        "event-on-day=31&event-on-month=2&event-on-year=2026&base.Held-length=ten"
        "&base.Held-how=carrier+pigeon&base.Held-why=ok&base.Held-how_other=kept"
    )
    assert not filled.is_valid()
    assert [(problem.name, problem.href) for problem in filled.errors] == [
        ("event-on", "#event-on-day"),
        ("base.Held-how", "#base-Held-how"),
        ("base.Held-length", "#base-Held-length"),
    ]
    assert "February 2026 has 28 days" in filled.errors[0].words
    assert filled.values()["rows"]["base.Held"] == [{"why": "ok"}]


def test_what_has_happened_cannot_be_in_the_future_and_what_is_set_may_be():
    filled = form(
        "event-on-day=11/6/2026&event-for_on-day=1&event-for_on-month=7&event-for_on-year=2026"
        "&base.Held-told_on-day=tomorrow"
    )
    assert [problem.name for problem in filled.errors] == ["event-on", "base.Held-told_on"]
    assert filled.values()["event"] == {"for_on": date(2026, 7, 1)}


def test_today_can_be_typed_into_the_first_box():
    assert form("event-on-day=today").values()["event"] == {"on": date(2026, 6, 10)}


def test_half_a_date_says_which_half_it_needs():
    assert "needs a month" in form("event-on-day=9&event-on-year=2026").errors[0].words
    assert "a month and a year" in form("event-on-day=9").errors[0].words


def test_a_hidden_answer_is_kept_in_the_draft_and_never_recorded():
    filled = form("base.Held-how=call&base.Held-how_other=By+letter&base.Held-why=x")
    assert filled.values()["rows"]["base.Held"] == [{"how": "call", "why": "x"}]
    assert filled.to_draft()["base.Held-how_other"] == ["By letter"]


def test_another_row_is_added_by_a_button_and_nothing_is_lost():
    grown = form("_add=base.Attended&base.Attended-count=1&base.Attended-0-agency=Police")
    assert grown.rearranged
    assert not grown.told
    assert grown.to_draft()["base.Attended-count"] == ["2"]
    assert 'name="base.Attended-1-agency"' in grown.draw()
    assert grown.values()["rows"]["base.Attended"] == [{"agency": "Police"}]


def test_the_row_that_is_removed_is_the_one_that_was_pressed():
    shrunk = form(
        "_remove=base.Attended-0&base.Attended-count=3&base.Attended-0-agency=Police"
        "&base.Attended-1-agency=Health&base.Attended-2-agency=School&base.Held-why=kept"
    )
    draft = shrunk.to_draft()
    assert draft["base.Attended-count"] == ["2"]
    assert [draft[f"base.Attended-{n}-agency"] for n in (0, 1)] == [["Health"], ["School"]]
    assert "base.Attended-2-agency" not in draft
    assert draft["base.Held-why"] == ["kept"]
    again = PageForm(PAGE, KIND, draft=draft, models=registry)
    assert again.values()["rows"]["base.Attended"] == [{"agency": "Health"}, {"agency": "School"}]


@given(
    st.dictionaries(
        st.sampled_from(
            ["event-on-day", "event-on-month", "event-time", "base.Held-why", "base.Held-how",
             "base.Held-how_other", "base.Held-joint", "base.Attended-0-agency",
             "base.Factor-factor", "child-1-event-outcome", "base.Attended-count",
             "an-older-question"]
        ),
        st.lists(st.text(max_size=20), min_size=1, max_size=2),
    )
)  # fmt: skip
def test_a_draft_comes_back_word_for_word_whatever_was_typed(texts):
    data = QueryDict(mutable=True)
    for name, typed in texts.items():
        data.setlist(name, typed)
    data["_version"] = "3"
    data["csrfmiddlewaretoken"] = "t"
    children = [Child(1, "Ash")]
    first = PageForm(PAGE, KIND, data=data, children=children, models=registry)
    draft = first.to_draft()
    assert draft == texts == texts_of(data)
    again = PageForm(PAGE, KIND, draft=draft, children=children, models=registry)
    assert again.to_draft() == draft
    assert again.values() == first.values()


def test_known_values_fill_the_page_and_come_back_the_same():
    known = form(FULL).values()
    known["rows"]["base.Held"][0]["started_at"] = datetime(2026, 6, 9, 14, 30, tzinfo=LONDON)
    children = [Child(1, "Ash"), Child(2, "Bay")]
    options = {"base.Held.chair": [(7, "Chris")]}
    page = PAGE.sections[1]
    wider = Section(
        page.title, (*page.fields, "started_at"), model=page.model, reveals=page.reveals
    )
    shown = PageForm(
        Page("held", "Held", "held", sections=(PAGE.sections[0], wider, *PAGE.sections[2:])),
        KIND,
        initial=known,
        children=children,
        options=options,
        models=registry,
    )
    assert shown.values() == known
    assert not shown.told


def one(section: Section, data: str, **rest) -> PageForm:
    page = Page("p", "P", "held", sections=(section,))
    return PageForm(page, KIND, data=QueryDict(data), models=registry, **rest)


def test_a_question_brought_up_by_two_answers_is_asked_under_each_apart():
    section = Section(
        "S",
        ("how",),
        model="base.Held",
        reveals={"how": {"call": ("why",), "other": ("why", "how_other")}},
        needed=("why",),
    )
    filled = one(section, "base.Held-how=other&base.Held-call-why=a&base.Held-other-why=b")
    assert filled.values()["rows"]["base.Held"] == [{"how": "other", "why": "b"}]
    empty = one(section, "base.Held-how=other&base.Held-call-why=a")
    assert [problem.name for problem in empty.missing] == ["base.Held-other-why"]
    ids = [part.split('"')[0] for part in filled.draw().split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_a_yes_brings_up_its_questions():
    section = Section("S", ("joint",), "base.Held", reveals={"joint": {"True": ("length",)}})
    assert one(section, "base.Held-joint=yes&base.Held-length=5").values()["rows"]["base.Held"] == [
        {"joint": True, "length": 5}
    ]
    assert one(section, "base.Held-joint=no&base.Held-length=x").is_valid()


def test_an_answer_that_reveals_must_be_among_the_answers():
    section = Section("S", ("how",), "base.Held", reveals={"how": {"fax": ("why",)}})
    with pytest.raises(ValueError, match="not among its answers"):
        one(section, "")


def test_more_than_twelve_answers_become_a_list():
    section = Section("S", ("how",), model="base.Held")
    few, many = ([(str(n), f"Way {n}") for n in range(count)] for count in (12, 13))
    assert 'type="radio"' in one(section, "", choices={"base.Held.how": few}).draw()
    assert "<select" in one(section, "", choices={"base.Held.how": many}).draw()


def test_nobody_is_offered_who_was_not_passed_in():
    section = Section("S", ("chair",), model="base.Held")
    assert not one(section, "base.Held-chair=7").is_valid()
    offered = {"base.Held.chair": [(7, "Chris")]}
    assert one(section, "base.Held-chair=7", options=offered).is_valid()
    assert not one(section, "base.Held-chair=8", options=offered).is_valid()


def test_a_text_too_long_is_kept_and_told():
    filled = form("base.Held-how=other&base.Held-how_other=" + "x" * 41)
    assert "at most 40" in filled.errors[0].words
    assert filled.to_draft()["base.Held-how_other"] == ["x" * 41]


def test_a_forged_count_of_rows_goes_no_further():
    assert len(form("base.Attended-count=999999").parts[2].rows) == 200


def test_answers_are_said_in_words_for_checking():
    said = {label: words for _, rows in form(FULL).answers() for label, words, _ in rows}
    assert said["How was it held?"] == "Another way"
    assert said["When was it held?"] == "9 June 2026"
    assert said["Was it joint with the police?"] == "Yes"
    assert said["Which of these apply?"] == "Alcohol: child, Drugs"
    assert said["Who chaired?"] == "Chris Example"


def test_what_people_type_is_never_markup():
    drawn = form("base.Held-why=<script>alert(1)</script>&base.Held-length=<b>").draw()
    assert "<script>alert" not in drawn
    assert "<b>" not in drawn


def test_a_choice_among_nothing_is_not_asked_and_an_answer_given_before_is_shown():
    nobody = PageForm(PAGE, KIND, models=registry)
    assert "Who chaired?" not in nobody.draw()
    assert "Who chaired?" not in str(nobody.answers())
    before = PageForm(PAGE, KIND, models=registry, draft={"base.Held-chair": ["7"]})
    assert "Who chaired?" in before.draw()
    assert before.to_draft() == {"base.Held-chair": ["7"]}
