"""The page on which a plan is written: it grows, it is kept, and it works without script."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from sightline.people.testing import a_child, a_recorder, a_team, a_user, a_worker
from sightline.record.allocation.actions import allocate
from sightline.record.drafts.models import Draft
from sightline.record.plans import queries
from sightline.record.plans.actions import set_down
from sightline.record.plans.completeness import gaps
from sightline.record.plans.editor import PlanForm, added, removed, renumbered, shape, typed_of
from sightline.record.plans.models import PlanDocument
from sightline.record.plans.tests.test_completeness import whole
from sightline.record.plans.written import NeedText
from sightline.record.tasks.actions import give
from sightline.record.tasks.models import Task
from sightline.record.testing import begun

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def test_a_plan_typed_out_and_read_again_is_the_same_plan():
    assert PlanForm(typed_of(whole())).plan("protection") == whole()


def test_a_blank_form_asks_for_the_first_need_outcome_and_action():
    form = PlanForm({})
    assert [form.needs[0].place, form.needs[0].below[0].place] == ["n1", "n1-o1"]
    assert form.needs[0].below[0].below[0].number == "1.1.1"
    assert form.plan("protection").needs == []


@pytest.mark.parametrize(
    ("where", "place"), [("need", "n2"), ("n1", "n1-o2"), ("n1-o1", "n1-o1-a2")]
)
def test_adding_says_where_the_new_one_is(where, place):
    typed, found = added(typed_of(whole()), where)
    assert found == place
    assert f"{place}-text" in typed
    form = PlanForm(typed)
    assert form.plan("protection") == whole()
    assert place in {box.place for box in _boxes(form.needs)}


def _boxes(boxes):
    for box in boxes:
        yield box
        yield from _boxes(box.below)


@pytest.mark.parametrize("where", ["n1-o1-a1", "x", "", "n1-o1-a1-text"])
def test_nothing_is_added_where_nothing_can_be(where):
    assert added(typed_of(whole()), where) == (typed_of(whole()), "")


def test_adding_a_need_to_a_page_on_which_nothing_was_typed_keeps_the_first():
    typed, place = added({"p-why": [""]}, "need")
    form = PlanForm(typed)
    assert place == "n2"
    assert [need.place for need in form.needs] == ["n1", "n2"]


def test_removing_a_need_renumbers_those_that_follow():
    typed = {"n1-text": ["one"], "n2-text": ["two"], "n2-o3-text": ["x"], "n3-o1-a7-text": ["y"]}
    assert removed(typed, "n1") == {
        "n1-text": ["two"], "n1-o1-text": ["x"], "n2-o1-a1-text": ["y"]
    }
    assert removed(typed, "p") == renumbered(typed)


def test_a_forged_number_of_needs_goes_no_further_than_any_honest_plan():
    typed = {f"n{n}-text": ["x"] for n in range(1, 500)}
    assert len(shape(renumbered(typed))) == 40


def test_a_gap_leads_to_its_own_box_when_the_one_before_was_left_blank():
    typed = typed_of(replace(whole(), needs=[NeedText("", []), *whole().needs]))
    form = PlanForm(typed | {"n2-o1-measure": [""]})
    [gap] = gaps(form.as_numbered("protection"))
    assert (gap.words, form.href(gap.name)) == ("Outcome 2.1 has no measure.", "#n2-o1-measure")


def test_what_cannot_be_read_is_an_error_at_its_place_and_is_kept():
    typed = typed_of(whole()) | {"n1-o1-a1-due_on-day": ["31"], "n1-o1-a1-due_on-month": ["2"]}
    form = PlanForm(typed)
    assert not form.is_valid()
    [problem] = form.errors
    assert problem.href == "#n1-o1-a1-due_on-day"
    assert form.typed["n1-o1-a1-due_on-day"] == ["31"]


def test_a_task_that_is_not_this_childs_is_not_believed():
    typed = typed_of(whole()) | {"n1-o1-a1-task": ["7"]}
    assert [a.task_id for _, a in PlanForm(typed).plan("protection").actions()] == [None]
    known = PlanForm(typed, tasks=[7])
    assert [a.task_id for _, a in known.plan("protection").actions()] == [7]


@pytest.fixture
def user(db):
    return a_user("social_worker")


@pytest.fixture
def step(user):
    step = begun(a_child(), on=MAY, by=a_recorder())
    allocate(step=step, worker=a_worker(user=user, team=a_team()), by=a_recorder(), on=MAY)
    step.refresh_from_db()
    return step


@pytest.fixture
def page(client, user, step):
    client.force_login(user)

    def go(name="editor", data=None, query=""):
        address = reverse(f"plans:{name}", args=[step.child_id, step.pk]) + query
        return client.get(address) if data is None else client.post(address, data)

    return go


def words(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_page_without_a_plan_is_blank_and_says_what_is_missing(page):
    said = words(page())
    assert "What does the child need?" in said
    assert "As it stands this is no plan" in said
    assert 'href="#c-trigger"' in said
    assert "Save and come back later" in said


def test_adding_an_action_keeps_what_was_typed_and_returns_to_the_new_place(page):
    response = page(data=typed_of(whole()) | {"_add": "n1-o1"})
    assert response.status_code == 302
    assert response.url.endswith("#n1-o1-a2")
    draft = Draft.objects.get()
    assert draft.data["n1-o1-a2-text"] == [""]
    said = words(page(query=f"?draft={draft.pk}"))
    assert "Action 1.1.2" in said
    assert "Take Ada to the dentist" in said
    assert not PlanDocument.objects.exists()


def test_removing_an_outcome_takes_its_actions_with_it(page):
    page(data=typed_of(whole()) | {"_remove": "n1-o1"})
    assert list(shape(Draft.objects.get().data)) == [1]
    assert "Take Ada to the dentist" not in str(Draft.objects.get().data)


def test_a_half_filled_and_unreadable_plan_is_saved_for_later(page):
    typed = {"p-why": ["Ada was"], "n1-o1-review_on-day": ["99"]}
    page(data=typed | {"_save": "1"})
    said = words(page())
    assert "Ada was" in said
    assert 'value="99"' in said


def test_an_agreed_plan_is_recorded_and_its_draft_is_over(page, step):
    page(data=typed_of(whole()) | {"_save": "1"})
    draft = Draft.objects.get()
    kept = {"_draft": draft.pk, "_version": draft.version}
    response = page(data=typed_of(whole()) | kept | {"_state": "agreed", "p-on-day": "today"})
    assert response.url == reverse("plans:show", args=[step.child_id, step.pk])
    assert queries.current(step).state == "agreed"
    assert Task.objects.count() == 1
    assert not Draft.objects.open().exists()
    said = words(page("show"))
    assert "Take Ada to the dentist" in said
    assert "Task to do" in said


def test_a_plan_that_cannot_be_final_yet_is_held_and_kept(page, step):
    typed = {k: v for k, v in typed_of(whole()).items() if not k.startswith("c-")}
    response = page(data=typed | {"_state": "final"})
    assert response.status_code == 409
    assert "This is held until something is put right" in words(response)
    assert queries.current(step) is None
    assert "Take Ada to the dentist" in words(page())


def test_an_unreadable_date_is_shown_at_its_place_and_nothing_is_recorded(page, step):
    response = page(data=typed_of(whole()) | {"_state": "agreed", "n1-o1-a1-due_on-month": "13"})
    assert response.status_code == 422
    assert 'href="#n1-o1-a1-due_on-day"' in words(response)
    assert queries.current(step) is None


def test_a_day_in_the_future_is_no_day_on_which_a_plan_was_agreed(page, step):
    typed = typed_of(whole()) | {"p-on-day": "1", "p-on-month": "1", "p-on-year": "2027"}
    assert page(data=typed | {"_state": "agreed"}).status_code == 422
    assert queries.current(step) is None


def test_typing_is_saved_again_and_again_into_one_draft(page):
    first = page("draft", data={"p-why": "Ada"}).json()
    second = page("draft", data={"p-why": "Ada was hurt", "_version": first["version"]}).json()
    assert (first["saved_at"], second["version"]) == ("12:00", first["version"] + 1)
    assert Draft.objects.get().data["p-why"] == ["Ada was hurt"]


def test_the_next_version_begins_from_the_last_which_stands_beside_it(page, step):
    plan = whole()
    plan.state = "agreed"
    set_down("helping.agreed", step=step, plan=plan, by=a_recorder(), on=JUNE)
    said = words(page())
    assert "The version of 1 June 2026 (agreed)" in said
    assert said.count("Take Ada to the dentist") == 2
    assert f'name="n1-o1-a1-task" value="{Task.objects.get().pk}"' in said


def test_a_task_of_another_child_sent_by_a_browser_is_not_linked(page, step):
    other = give(
        text="Another family's", due_on=None, by=a_recorder(), on=JUNE, owner_worker=a_worker(),
        child=a_child("Ben Example"),
    )
    page(data=typed_of(whole()) | {"n1-o1-a1-task": str(other.pk), "_state": "agreed"})
    assert queries.plan_of(step).needs[0].outcomes[0].actions[0].task_id != other.pk


def test_a_piece_of_work_without_a_plan_has_no_such_page(client, user, step):
    from sightline.record.plans.kinds import plan_kinds

    client.force_login(user)
    plan = plan_kinds._items.pop("helping")
    address = reverse("plans:show", args=[step.child_id, step.pk])
    assert client.get(address).status_code == 404
    plan_kinds._items["helping"] = plan


def test_the_plan_of_one_child_is_not_found_under_another(client, user, step):
    other = a_child("Ben Example")
    allocate(
        step=begun(other, on=MAY, by=a_recorder()), worker=user.worker, by=a_recorder(), on=MAY
    )
    client.force_login(user)
    assert client.get(reverse("plans:show", args=[other.pk, step.pk])).status_code == 404


def test_somebody_without_grounds_cannot_open_a_plan(client, step):
    client.force_login(a_user("social_worker"))
    for name in ("show", "editor"):
        address = reverse(f"plans:{name}", args=[step.child_id, step.pk])
        assert client.get(address).status_code in (403, 404)


def test_writing_and_reading_a_plan_take_few_queries(page, step, django_assert_max_num_queries):
    plan = whole()
    plan.needs = plan.needs * 6
    plan.state = "agreed"
    set_down("helping.agreed", step=step, plan=plan, by=a_recorder(), on=JUNE)
    page("show")
    with django_assert_max_num_queries(15):
        page("show")
    with django_assert_max_num_queries(18):
        page()
