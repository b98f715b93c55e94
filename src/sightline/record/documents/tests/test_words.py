"""How hard a text is to read, and which of its words a family may not know."""

import pytest

from sightline.record.documents import jargon
from sightline.record.documents.reading_age import AIM, reading, syllables

EASY = ["We will come to see you on Monday.", "Tell us if something is wrong."]
HARD = [
    "The multidisciplinary assessment identified significant deficiencies in parental emotional "
    "availability, necessitating immediate implementation of coordinated statutory intervention."
]


@pytest.mark.parametrize(
    ("word", "beats"),
    [("cat", 1), ("made", 1), ("table", 2), ("whole", 1), ("asked", 1), ("wanted", 2),
     ("boxes", 2), ("makes", 1), ("families", 3), ("the", 1), ("assessment", 3)],
)
def test_the_beats_of_a_word_are_counted(word, beats):
    assert syllables(word) == beats


def test_a_plain_text_asks_less_of_its_reader_than_an_official_one():
    assert reading(EASY).age <= AIM
    assert not reading(EASY).hard
    assert reading(HARD).hard
    assert reading(HARD).age > reading(EASY).age + 8


def test_a_line_of_a_list_is_a_sentence_of_its_own():
    assert reading(["Ring the school", "See the doctor"]).grade < reading(
        ["Ring the school and then see the doctor"]
    ).grade


def test_a_text_without_words_has_no_age_to_speak_of():
    assert reading(["", "2026"]).words == 0


def test_words_of_the_trade_are_found_with_what_to_say_instead():
    assert jargon.found(["After the Section 47 and the ICPC", "the section 47"]) == [
        ("icpc", "the first meeting about how to keep a child safe"),
        ("section 47", "looking into whether a child is being harmed"),
    ]
    assert jargon.found(["a placemat", "the children’s home"]) == []
