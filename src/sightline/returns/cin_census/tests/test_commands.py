"""The commands and the page: what a person at a terminal and an analyst in a browser see."""

import json

import pytest
from typer.testing import CliRunner

from sightline.access.audit.models import Entry
from sightline.access.authorities.models import Authority
from sightline.people.testing import a_user, an_authority
from sightline.record.spine.models import Event
from sightline.returns.cin_census.models import ImportedChild
from sightline.returns.cin_census.tests.conftest import census, child, episode
from sightline.returns.submissions.models import Prepared

runner = CliRunner()


@pytest.fixture
def run(db):
    import typer

    from sightline.returns.cin_census.commands import register

    app = typer.Typer()
    register(app)
    return lambda *words: runner.invoke(app, [str(word) for word in words])


def test_a_file_comes_in_by_command_and_its_report_is_read_by_a_machine(run, write):
    an_authority("999")
    path = write(census(child(episode(source="99"))))
    done = run("import", "cin-census", path, "--authority", "999", "--format", "json")
    assert done.exit_code == 0
    answer = json.loads(done.stdout)
    assert (answer["children"], answer["new"], answer["census_year"]) == (1, 1, "2022-23")
    [aside] = answer["set_aside"]
    assert (aside["child"], aside["element"], aside["value"]) == (
        "C1", "CINdetails[1]/ReferralSource", "99")


def test_the_report_says_in_words_what_a_census_cannot_say(run, write):
    an_authority("999")
    done = run("import", "cin-census", write(census(child(episode()))), "--authority", "999")
    assert "not known from this source" in done.stdout
    assert '"To be placed"' in done.stdout


def test_a_refused_file_ends_with_two_and_says_what_to_do(run, write):
    done = run("import", "cin-census", write("<html/>"), "--authority", "999")
    assert done.exit_code == 2
    assert "begins with <html>" in done.stderr
    assert "Nothing was changed." in done.stderr
    assert not Event.objects.exists()
    assert not Authority.objects.filter(code="999").exists()


def test_an_authority_that_is_not_here_joins_with_its_first_good_file(run, write):
    path = write(census(child(episode()), lea="202"))
    assert run("import", "cin-census", path, "--authority", "202").exit_code == 0
    assert Authority.objects.get(code="202").name == "Camden"


def test_the_return_is_written_and_compared_by_command(run, write, tmp_path):
    an_authority("999")
    path, out = write(census(child(episode()))), tmp_path / "out.xml"
    run("import", "cin-census", path, "--authority", "999")
    maker = a_user("analyst")
    made = run("returns", "cin", "--year", "2022-23", "--authority", "999", "--out", out,
               "--by", maker.username)
    assert "1 children, 1 episodes of need" in made.stdout
    done = run("returns", "compare", path, out, "--format", "json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["unexplained"] == []
    other = write(census(child(episode(need="N4"))), "other.xml")
    assert run("returns", "compare", other, out).exit_code == 1


def test_a_return_to_be_signed_off_is_prepared_by_somebody_who_is_named(run, write, tmp_path):
    an_authority("999")
    run("import", "cin-census", write(census(child(episode()))), "--authority", "999")
    out = tmp_path / "out.xml"
    asked = ("returns", "cin", "--year", "2022-23", "--authority", "999", "--out", out)
    done = run(*asked)
    assert done.exit_code == 2
    assert "--by USERNAME" in " ".join(done.stderr.replace("│", " ").split())
    assert not out.exists()
    assert not Prepared.objects.exists()
    assert run(*asked, "--by", "nobody.here").exit_code == 2
    maker = a_user("analyst")
    assert run(*asked, "--by", maker.username).exit_code == 0
    assert Prepared.objects.get().prepared_by == maker
    # what is kept nowhere is signed by nobody
    assert run(*asked[:-1], tmp_path / "whole.xml", "--whole").exit_code == 0


@pytest.mark.parametrize("year", ["2023", "2022-24", "last"])
def test_a_year_written_otherwise_is_told_how(run, year, tmp_path):
    done = run("returns", "cin", "--year", year, "--authority", "999", "--out", tmp_path / "x")
    assert done.exit_code == 2
    assert "census year" in done.stderr


def test_the_imports_are_listed_for_those_who_produce_returns(client, bring_in, authority):
    done = bring_in(child(episode(source="99")))
    client.force_login(a_user("analyst", authority=authority))
    assert "census-2023.xml" in client.get("/returns/imports/").content.decode()
    text = client.get(f"/returns/imports/{done.file.pk}/").content.decode()
    assert "There is no such code in referral source." in text
    assert "not known from" in text


def test_what_was_found_of_a_child_is_for_those_who_may_open_the_record(
    client, bring_in, authority
):
    early = "<Section47><S47ActualStartDate>2022-05-17</S47ActualStartDate></Section47>"
    done = bring_in(child(episode(inside=early, source="99"), local_id="SECRET7"))
    where = f"/returns/imports/{done.file.pk}/"
    client.force_login(a_user("analyst", authority=authority))
    text = client.get(where).content.decode()
    assert "began before the referral of some day" in text
    for told in ("SECRET7", "1 June 2022", "2022-05-17"):
        assert told not in text
    assert "Of fewer than 5 children whose records you may not open" in text
    both = a_user("analyst", "director", authority=authority)
    client.force_login(both)
    text = client.get(where).content.decode()
    person = ImportedChild.objects.get().person_id
    assert f'href="/child/{person}/">SECRET7' in text
    assert "1 June 2022" in text
    read = Entry.objects.get(action="read", kind="child", page="returns_import")
    assert (read.child_id, read.user_id, read.ground) == (person, both.pk, "wide_oversight")


def test_another_authority_sees_nothing_of_it(client, bring_in):
    done = bring_in(child(episode()))
    client.force_login(a_user("analyst", authority=an_authority("201")))
    assert client.get(f"/returns/imports/{done.file.pk}/").status_code == 404
    assert "census-2023.xml" not in client.get("/returns/imports/").content.decode()


def test_a_social_worker_does_not_see_imports(client, bring_in, authority):
    bring_in(child(episode()))
    client.force_login(a_user("social_worker", authority=authority))
    assert client.get("/returns/imports/").status_code == 403
