"""What a plan lacks, and when it is no plan at all."""

from dataclasses import replace
from datetime import date

import pytest

from sightline.record.plans.completeness import (
    contingency_missing,
    gaps,
    is_empty,
    says_something,
)
from sightline.record.plans.models import Outcome, PlanDocument
from sightline.record.plans.written import (
    ActionText,
    ContingencyText,
    NeedText,
    OutcomeText,
    PlanText,
)

ON = date(2026, 7, 1)


def whole() -> PlanText:
    """A plan with nothing left out."""
    action = ActionText("Take Ada to the dentist", "Grace Example", due_on=ON)
    outcome = OutcomeText("Ada's teeth no longer hurt", "Ada says so", ON, [action])
    return PlanText(
        kind="protection", why="Ada was hurt.", success="Ada is safe at home.",
        visiting="Wilma every ten days.", child_view="I want Mum to stop shouting.", review_on=ON,
        needs=[NeedText("Ada needs her health looked after", [outcome])],
        contingency=ContingencyText(
            "Mum drinks again", "Ring the duty team", "Sam", "Gran Example", "020 7946 0100"
        ),
    )


def said(plan) -> list[str]:
    return [gap.words for gap in gaps(plan)]


def with_outcome(**changes) -> PlanText:
    plan = whole()
    plan.needs[0].outcomes[0] = replace(plan.needs[0].outcomes[0], **changes)
    return plan


def with_action(**changes) -> PlanText:
    outcome = whole().needs[0].outcomes[0]
    return with_outcome(actions=[replace(outcome.actions[0], **changes)])


@pytest.mark.covers("S059", "S082")
def test_a_whole_plan_lacks_nothing():
    assert said(whole()) == []
    assert not is_empty(whole())


@pytest.mark.covers("S059")
@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (replace(whole(), why=""), "The plan does not say why the child needs it."),
        (replace(whole(), success=" "), "The plan does not say what would make it no longer "
         "needed."),
        (replace(whole(), visiting="tbc"), "The plan does not say who sees the child and how "
         "often."),
        (replace(whole(), child_view=""), "The plan does not say what the child wants."),
        (with_outcome(measure=""), "Outcome 1.1 has no measure."),
        (with_outcome(actions=[]), "Outcome 1.1 has no action."),
        (with_action(owner_name="TBC"), "Action 1.1.1 has no owner."),
        (with_action(due_on=None), "Action 1.1.1 has no date."),
        (with_action(text=""), "Action 1.1.1 does not say what will be done."),
        (replace(whole(), needs=[NeedText("", whole().needs[0].outcomes)]),
         "Need 1 is not described."),
    ],
)
def test_each_thing_left_out_is_told_in_words(plan, words):
    assert said(plan) == [words]


def test_a_need_without_an_outcome_makes_no_plan():
    plan = replace(whole(), needs=[NeedText("Ada needs a dentist")])
    assert "Need 1 has no outcome." in said(plan)
    assert is_empty(plan)


@pytest.mark.covers("S060")
@pytest.mark.parametrize("name", ["trigger", "action", "by_whom", "emergency_carer", "contact"])
def test_contingency_needs_its_trigger_its_action_who_acts_its_carer_and_whom_to_call(name):
    plan = whole()
    plan.contingency = replace(plan.contingency, **{name: ""})
    assert len(contingency_missing(plan)) == 1
    assert said(plan) == contingency_missing(plan)


def test_a_plan_with_no_review_anywhere_says_so():
    plan = with_outcome(review_on=None)
    assert said(replace(plan, review_on=None)) == ["The plan has no date of review."]
    assert said(plan) == []


def test_no_plan_is_one_gap():
    assert said(None) == ["There is no plan yet."]
    assert [gap.words for gap in gaps(None, "child_in_need")] == [
        "There is no child in need plan yet."
    ]
    assert len(contingency_missing(None)) == 5


@pytest.mark.parametrize(
    "text",
    [
        "", "  ", "TBC", "n/a", "To be confirmed.", "[insert outcome]", "<text>", "...", "-", "1",
        "See attached plan", "as per core group minutes", "Please refer to the attached document",
        "Outcome 1", "Enter text here", str(Outcome._meta.get_field("text").verbose_name),
        str(PlanDocument._meta.get_field("why").help_text).upper(),
    ],
)
def test_a_templates_words_say_nothing(text):
    assert not says_something(text)
    assert is_empty(with_outcome(text=text))


@pytest.mark.parametrize(
    "text",
    [
        "Ada sleeps in her own bed", "GP", "Mama", "Ада спит дома", "No more shouting",
        "See a dentist twice a year", "Refer to the dentist", "See the health visitor every week",
    ],
)
def test_words_about_the_child_say_something(text):
    assert says_something(text)


def test_an_outcome_with_template_words_makes_the_plan_empty_and_that_comes_first():
    plan = with_outcome(text="TBC")
    assert is_empty(plan)
    assert said(plan)[0].startswith("As it stands this is no plan")


def test_every_gap_names_a_question_that_the_editor_asks():
    from sightline.record.plans.editor import PlanForm, typed_of

    blank = NeedText("TBC", [OutcomeText("TBC", "", None, [ActionText(owner_name="TBC")])])
    plan = PlanText(kind="protection", needs=[blank])
    asked = {question.name for question in PlanForm(typed_of(plan)).questions()}
    named = {gap.name for gap in gaps(plan) if gap.name}
    assert len(named) > 10
    assert {n if n.startswith(("n", "c-")) else f"p-{n}" for n in named} <= asked
