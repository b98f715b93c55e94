"""Files that are no census, broken or hostile: a clear word, and nothing changed."""

import pytest

from sightline.people.persons.models import Person
from sightline.people.testing import a_recorder
from sightline.record.spine.models import Event
from sightline.returns.cin_census.actions import import_file
from sightline.returns.cin_census.models import ImportFile
from sightline.returns.cin_census.reading import read_file
from sightline.returns.cin_census.tests.conftest import census, child, episode
from sightline.returns.kit import reading
from sightline.returns.kit.reading import FileRefused

GOOD = census(child(episode()))
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    "<Message>&b;</Message>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<Message>&x;</Message>"
)
DEEP = "<Message>" + "<a>" * 40 + "</a>" * 40 + "</Message>"
MUTATED = {
    "nothing": ("", "empty"),
    "not XML": ("LAchildID,UPN\nC1,A1\n", "XML"),
    "another XML": ("<html><body/></html>", "begins with <html>"),
    "a web page": ("<!DOCTYPE html><html/>", "document type"),
    "cut short": (GOOD[: len(GOOD) // 2], "stops before its end"),
    "cut in a tag": (GOOD[:-4], "stops before its end"),
    "crossed tags": (GOOD.replace("</ReferralSource>", "</PrimaryNeedCode>", 1), "well-formed"),
    "wrong encoding": (GOOD.replace("WBRI", "WBR\u00ce").encode("latin-1"), "encoding"),
    "claims UTF-16": (
        b'<?xml version="1.0" encoding="UTF-16"?>' + GOOD.encode(), "encoding"),
    "an entity bomb": (BOMB, "entities"),
    "a file from outside": (OUTSIDE, "entities"),
    "a bomb in UTF-16": (BOMB.replace("1.0", "1.0").encode("utf-16"), "entities"),
    "nested deep": (DEEP, "nested"),
    "a text without end": (GOOD.replace("WBRI", "W" * 5000), "5000 characters"),
    "another collection": (GOOD.replace(">CIN<", ">SSDA903<"), "collection is SSDA903"),
    "no header": (GOOD.replace("Header>", "Kopf>"), "no <Header>"),
    "no children": (census().replace("<Children></Children>", ""), "no <Children>"),
    "a year before ours": (census(year=2012), "2012"),
    "another authority": (census(child(episode()), lea="201"), "--authority 201"),
}


@pytest.mark.parametrize("what", sorted(MUTATED))
def test_a_file_that_is_no_good_census_changes_nothing(what, authority, write):
    text, says = MUTATED[what]
    with pytest.raises(FileRefused) as refused:
        import_file(path=write(text), authority=authority, by=a_recorder())
    assert says in str(refused.value)
    assert "Nothing was changed." in str(refused.value)
    assert refused.value.mend
    assert not Event.objects.exists()
    assert not Person.objects.exists()
    assert not ImportFile.objects.exists()


def test_every_place_at_which_a_file_is_cut_is_noticed(write):
    for place in range(0, len(GOOD) - 1, 7):
        with pytest.raises(FileRefused):
            read_file(write(GOOD[:place]))


def test_a_broken_file_says_on_which_line(write):
    text = GOOD.replace("<Children>", "<Children>\n\n\n").replace("</Ethnicity>", "</Wrong>", 1)
    with pytest.raises(FileRefused) as refused:
            read_file(write(text))
    assert refused.value.line > 3
    assert refused.value.column > 0


def test_a_file_too_large_is_not_even_opened(write, monkeypatch):
    monkeypatch.setattr(reading, "LARGEST", 100)
    with pytest.raises(FileRefused, match="the most that is read"):
        read_file(write(GOOD))


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(FileRefused, match="no file"):
        read_file(tmp_path / "none.xml")


def test_an_older_submission_does_not_undo_a_newer_one(authority, write, bring_in):
    bring_in(child(episode()))
    older = census(child(episode(source="6"))).replace("2023-05-23T", "2023-05-01T")
    with pytest.raises(FileRefused, match="before the one of 2022-23"):
        import_file(path=write(older), authority=authority, by=a_recorder())


def test_the_children_of_another_sender_come_in_when_that_is_said(authority, write):
    path = write(census(child(episode()), lea="201"))
    done = import_file(path=path, authority=authority, by=a_recorder(), any_sender=True)
    assert done.file.new == 1
