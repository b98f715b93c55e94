"""Mutated copies of the files made by others, brought in with a word on each change."""

import random
import re

import pytest

from sightline.people.testing import a_recorder, an_authority
from sightline.record.spine.deriving import difference
from sightline.returns.cin_census.actions import import_file
from sightline.returns.cin_census.actions.producing import write_return
from sightline.returns.cin_census.comparing import compare_files
from sightline.returns.cin_census.models import ImportedChild

DATE = re.compile(r">(\d{4}-\d{2}-\d{2})<")
LEAF = re.compile(r"<(\w+)>([^<>]+)</\1>")
CHILD = re.compile(r"<Child>.*?</Child>", re.DOTALL)
JUNK = ("", "0", "-1", "9999-99-99", "2022-02-30", "N11", "\u00e9\u4e16", "true", "x" * 90, " ")
KEPT = ("Collection", "Year", "LEA")


def swap_dates(text, dice):
    days = DATE.findall(text)
    return DATE.sub(lambda m: f">{dice.choice(days)}<" if dice.random() < 0.3 else m[0], text)


def spoil_leaves(text, dice):
    def spoil(found):
        if found[1] in KEPT or dice.random() > 0.1:
            return found[0]
        return f"<{found[1]}>{dice.choice(JUNK)}</{found[1]}>"

    return LEAF.sub(spoil, text)


def drop_leaves(text, dice):
    def drop(found):
        return "" if found[1] not in KEPT and dice.random() < 0.1 else found[0]

    return LEAF.sub(drop, text)


def double_children(text, dice):
    return CHILD.sub(lambda m: m[0] * 2 if dice.random() < 0.2 else m[0], text)


def mix_children(text, dice):
    """Give a child another's identifier, so that two records of one child contradict each other."""
    ids = re.findall(r"<LAchildID>(\w+)<", text)
    return re.sub(
        r"<LAchildID>\w+<",
        lambda m: f"<LAchildID>{dice.choice(ids)}<" if dice.random() < 0.2 else m[0], text,
    )


def rename_elements(text, dice):
    names = ("ReferralSource", "CPPendDate", "Section47", "Ethnicity", "CINclosureDate")
    for name in dice.sample(names, 2):
        text = text.replace(f"{name}>", f"{name}Was>")
    return text


def loose_text(text, dice):
    return re.sub(
        r"</(\w+)>", lambda m: f"{m[0]}{'loose' if dice.random() < 0.02 else ''}", text)


MUTATIONS = (swap_dates, spoil_leaves, drop_leaves, double_children, mix_children,
             rename_elements, loose_text)


def part_of(text, dice, most=60):
    """The file with so many of its children, that a test may be short."""
    children = CHILD.findall(text)
    kept = dice.sample(children, min(most, len(children)))
    head, _, rest = text.partition(children[0])
    return head + "".join(kept) + "</Children></Message>" if rest else text


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("name", [
    "samples/cin_census/fake_CIN_data.xml",
    pytest.param("conformance/cin/full_return/cin_1000_dirty.xml", marks=pytest.mark.sqlite),
])
def test_a_mutated_copy_comes_in_clean_and_every_change_is_told(
    name, mutation, shared_dir, tmp_path, db
):
    dice = random.Random(f"{name}{mutation.__name__}")
    text = part_of((shared_dir / name).read_text(encoding="utf-8"), dice)
    path = tmp_path / "mutated.xml"
    path.write_text(mutation(text, dice), encoding="utf-8")
    authority = an_authority(re.search(r"<LEA>(\d+)<", text)[1])
    done = import_file(path=path, authority=authority, by=a_recorder())
    assert not difference(ImportedChild.objects.values_list("person_id", flat=True))
    out = tmp_path / "out.xml"
    write_return(
        out=out, authority=authority, year=done.file.year, by=a_recorder(), whole=True
    )
    assert [d.as_row() for d in compare_files(path, out).unexplained] == []


def test_a_mutated_copy_after_the_good_one_and_back_again_leaves_what_the_good_one_said(
    shared_dir, tmp_path, db
):
    dice = random.Random(7)
    source = shared_dir / "conformance/cin/full_return/cin_1000_dirty.xml"
    text = part_of(source.read_text(encoding="utf-8"), dice, most=25)
    good, bad = tmp_path / "good.xml", tmp_path / "bad.xml"
    good.write_text(text, encoding="utf-8")
    bad.write_text(drop_leaves(swap_dates(text, dice), dice), encoding="utf-8")
    authority, by = an_authority("201"), a_recorder()
    for path in (good, bad, good):
        done = import_file(path=path, authority=authority, by=by)
        children = list(ImportedChild.objects.values_list("person_id", flat=True))
        assert not difference(children)
    out = tmp_path / "out.xml"
    write_return(out=out, authority=authority, year=done.file.year, by=by, whole=True)
    named = set(re.findall(r"<LAchildID>(\w+)<", text))
    found = [d for d in compare_files(good, out).unexplained if d.child in named]
    assert [d.as_row() for d in found] == []
