"""How much of a text is in another, word for word."""

import time
from random import Random

import pytest

from sightline.record.copying.likeness import LEAST_WORDS, RUN, runs, share, words

STORY = (
    "I visited at four as agreed. Mum opened the door and the kitchen was clean. Ada showed me "
    "her drawings and told me that she slept well this week. The health visitor has been and "
    "the weight is going up. Mum says that the father has not been near the house since May."
)


def alike(new, old):
    return share(words(new), runs(words(old)))


@pytest.mark.covers("S344")
def test_the_same_words_are_a_copy_whatever_their_case_stops_and_accents():
    assert alike(STORY, STORY) == 1
    assert alike(STORY.upper().replace(".", " -"), STORY.replace("agreed", "agréed")) == 1


@pytest.mark.covers("S344")
def test_words_of_another_day_about_the_same_things_are_no_copy():
    other = (
        "Mum opened the door at once. The house was warm; Ada had drawn me a cat. She slept badly "
        "and woke twice. The weight has gone down a little since the health visitor came. The "
        "father rang on Sunday, and Mum did not answer him, and told the police as we agreed."
    )
    assert alike(other, STORY) < 0.2


@pytest.mark.covers("S344")
def test_the_share_is_the_words_of_the_new_text_that_stand_in_the_old():
    new = words(STORY)
    half = " ".join(new[: len(new) // 2])
    fresh = " ".join(f"fresh{n}" for n in range(len(new) - len(new) // 2))
    assert share(words(f"{half} {fresh}"), runs(new)) == (len(new) // 2) / len(new)
    # a long old text around the copy hides nothing
    assert alike(STORY, f"{fresh} {STORY} {fresh} " * 5) == 1


@pytest.mark.covers("S344")
def test_a_short_text_and_a_run_too_short_are_never_called_copies():
    assert alike(" ".join(words(STORY)[: LEAST_WORDS - 1]), STORY) == 0
    mixed = [w for n, word in enumerate(words(STORY)) for w in
             ([word, f"x{n}"] if n % (RUN - 1) == RUN - 2 else [word])]
    assert share(mixed, runs(words(STORY))) == 0


@pytest.mark.covers("S344")
def test_against_word_by_word_counting():
    """What the quick way counts, a slow way that looks at every place counts too."""
    chance = Random(7)
    for _ in range(40):
        old = [chance.choice("abc") for _ in range(60)]
        new = [chance.choice("abc") for _ in range(45)]
        held = {tuple(old[n : n + RUN]) for n in range(len(old) - RUN + 1)}
        marked = [False] * len(new)
        for n in range(len(new) - RUN + 1):
            if tuple(new[n : n + RUN]) in held:
                marked[n : n + RUN] = [True] * RUN
        assert share(new, runs(old)) == sum(marked) / len(new)


@pytest.mark.covers("S344")
def test_twice_the_text_takes_no_more_than_about_twice_the_time():
    def took(length):
        told = [f"w{n % 9973}" for n in range(length)]
        best = 9.0
        for _ in range(3):
            began = time.perf_counter()
            assert share(told, runs(told)) == 1
            best = min(best, time.perf_counter() - began)
        return best

    small, large = took(5_000), took(40_000)
    # eight times the text: a way that compared each word with each would take sixty-four times
    assert large < small * 48
