"""No fact is typed in more than one place: what looks alike and is kept apart has its reason."""

import pytest

from sightline.project.questions import APART, ELSEWHERE, Question, alike, questions, told_elsewhere


@pytest.mark.covers("S342")
def test_what_is_asked_in_the_same_words_is_kept_in_one_place_or_has_a_reason():
    found = alike(questions())
    assert {tuple(sorted(columns)) for columns in found if columns not in APART} == set(), (
        "ask it in one place and show it in the other, or say in project/questions.py why these "
        "are two facts"
    )


@pytest.mark.covers("S342")
def test_every_reason_is_of_columns_that_are_still_asked_for_alike():
    assert set(APART) - set(alike(questions())) == set()
    assert all(len(reason.split()) > 4 for reason in APART.values())


@pytest.mark.covers("S342")
def test_a_question_asked_again_in_other_small_words_is_found():
    asked = questions()
    first = next(each for each in asked if each.kept == "plans.OutcomeReview.words")
    again = Question(first.words.replace("?", " this?"), "note/note", "notes.Note.progress")
    assert frozenset({first.kept, again.kept}) in alike([*asked, again])
    assert len(asked) > 250


@pytest.mark.covers("S342")
def test_what_is_told_of_a_person_is_told_on_the_people_floor():
    found = dict(told_elsewhere())
    assert set(found) == set(ELSEWHERE), found
