"""Files that follow one another: the same year again, the next year, a corrected one."""

from datetime import date

import pytest

from sightline.people.persons.models import Ethnicity, Person
from sightline.people.testing import a_recorder, a_worker
from sightline.record.allocation.actions import allocate
from sightline.record.spine.actions import record
from sightline.record.spine.deriving import difference
from sightline.record.spine.models import Clock, Event, Step
from sightline.record.spine.voiding import void
from sightline.returns.cin_census.actions import import_file
from sightline.returns.cin_census.actions.producing import write_return
from sightline.returns.cin_census.comparing import compare_files
from sightline.returns.cin_census.models import ImportedChild, ImportedElement
from sightline.returns.cin_census.sample import Borough
from sightline.returns.cin_census.tests.conftest import child, episode

ASSESSMENT = (
    "<Assessments><AssessmentActualStartDate>2022-06-02</AssessmentActualStartDate>{end}"
    "</Assessments>"
)
AUTHORISED = (
    "<AssessmentAuthorisationDate>{on}</AssessmentAuthorisationDate>"
    "<FactorsIdentifiedAtAssessment><AssessmentFactors>{factor}</AssessmentFactors>"
    "</FactorsIdentifiedAtAssessment>"
)


def assessed(on="", factor="3A"):
    return ASSESSMENT.format(end=AUTHORISED.format(on=on, factor=factor) if on else "")


def standing():
    return set(Event.objects.standing().values_list("kind", "outcome", "happened_on"))


def clean():
    return not difference(Person.objects.values_list("pk", flat=True))


def test_the_same_file_again_writes_nothing(bring_in):
    bring_in(child(episode(inside=assessed("2022-07-01"))))
    before = list(Event.objects.order_by("pk").values())
    done = bring_in(child(episode(inside=assessed("2022-07-01"))))
    assert done.before
    assert list(Event.objects.order_by("pk").values()) == before


def test_the_same_children_in_another_file_of_the_year_write_nothing(bring_in):
    bring_in(child(episode()), child(episode(), local_id="C2"))
    before = list(Event.objects.order_by("pk").values())
    done = bring_in(child(episode(), local_id="C2"), child(episode()), name="other.xml")
    assert (done.file.unchanged, done.file.events) == (2, 0)
    assert list(Event.objects.order_by("pk").values()) == before


def test_the_next_year_adds_what_came_after_and_doubles_nothing(bring_in):
    bring_in(child(episode(inside=assessed())), year=2023)
    done = bring_in(child(
        episode(inside=assessed("2023-04-20"), closed="2023-05-01"), episode("2023-11-01"),
    ), year=2024)
    assert done.file.changed == 1
    assert Step.objects.of("referral").count() == 2
    assert Step.objects.of("assessment").count() == 1
    assert Event.objects.filter(kind="assessment.authorised").count() == 1
    assert not Event.objects.filter(voided_at__isnull=False).exists()
    assert clean()


def test_an_earlier_year_that_comes_later_takes_nothing_away(bring_in):
    bring_in(child(episode(closed="2023-06-01")), year=2024)
    bring_in(child(episode(), episode("2021-05-01", closed="2022-05-01")), year=2023)
    assert Event.objects.standing().filter(kind="referral.closed").count() == 2
    assert clean()


def test_where_two_years_disagree_the_newer_is_believed(bring_in):
    bring_in(child(episode(need="N2")), year=2024)
    done = bring_in(child(episode(need="N1")), year=2023)
    assert Event.objects.standing().get(kind="referral.need_recorded").outcome == "N2"
    assert any("is the newer" in f.reason for f in done.findings)


def test_a_corrected_file_voids_and_replaces(bring_in):
    bring_in(child(episode(inside=assessed("2022-07-01"), closed="2022-08-01", reason="RC8")))
    done = bring_in(child(episode(inside=assessed("2022-07-05", "4A"), closed="2022-08-02",
                                  reason="RC7")))
    old, new = Event.objects.filter(kind="assessment.authorised").order_by("pk")
    assert (old.stands, new.replaces, str(new.happened_on)) == (False, old, "2022-07-05")
    assert "census file of 2022-23" in old.void_reason
    assert done.file.voided == 2
    assert Event.objects.standing().get(kind="referral.closed").outcome == "RC7"
    assert clean()


def test_what_a_corrected_file_leaves_out_is_taken_back(bring_in):
    bring_in(child(episode(inside=assessed("2022-07-01"))))
    bring_in(child(episode()))
    assert not Step.objects.standing().of("assessment").exists()
    assert ("referral.received", "", date(2022, 6, 1)) in standing()
    assert clean()


def test_a_referral_day_put_right_replaces_the_whole_episode(bring_in):
    bring_in(child(episode("2022-06-01", inside=assessed("2022-07-01"))))
    bring_in(child(episode("2022-05-31", inside=assessed("2022-07-01"))))
    [referral] = Step.objects.standing().of("referral")
    assert str(referral.opened_on) == "2022-05-31"
    assert Step.objects.standing().of("assessment").count() == 1
    assert clean()


def test_a_death_told_in_error_is_taken_back(bring_in):
    died = "<PersonDeathDate>2022-09-01</PersonDeathDate>"
    bring_in(child(episode(), more=died))
    assert Person.objects.get().died_on == date(2022, 9, 1)
    bring_in(child(episode()))
    assert Person.objects.get().died_on is None
    assert not Event.objects.standing().filter(kind="person.died").exists()
    assert clean()


def test_a_death_that_a_later_file_tells_is_recorded_once(bring_in):
    bring_in(child(episode()))
    bring_in(child(episode(), more="<PersonDeathDate>2023-09-01</PersonDeathDate>"), year=2024)
    assert Event.objects.standing().filter(kind="person.died").count() == 1
    assert clean()


def test_who_the_child_is_follows_the_newest_file_where_it_says_something_new(bring_in):
    bring_in(child(episode()))
    other = child(episode(), characteristics="<Ethnicity>ABAN</Ethnicity>")
    bring_in(other)
    assert Ethnicity.objects.standing().filter(until_on__isnull=True).get().code == "ABAN"


def test_what_somebody_here_put_right_is_not_put_back(bring_in):
    bring_in(child(episode(need="N1")))
    event = Event.objects.get(kind="referral.need_recorded")
    void(event, by=a_recorder(), reason="It was never so")
    done = bring_in(child(episode(need="N4")))
    assert not Event.objects.standing().filter(kind="referral.need_recorded").exists()
    assert any("theirs was kept" in f.reason for f in done.findings)


def test_an_episode_worked_on_here_is_not_taken_back(bring_in):
    bring_in(child(episode(), episode("2022-01-01")))
    step = Step.objects.get(process="referral", opened_on=date(2022, 6, 1))
    record("referral.decided", by=a_recorder(), on=date(2026, 6, 1), step=step, outcome="assess")
    done = bring_in(child(episode("2022-01-01")))
    assert Step.objects.standing().filter(pk=step.pk).exists()
    assert any("could not be taken back" in f.reason for f in done.findings)


def test_a_child_known_here_already_gets_the_files_episodes(bring_in, authority):
    from sightline.people.persons.actions import record_identifier
    from sightline.people.testing import a_person

    ada = a_person("Ada Example", authority=authority)
    record_identifier(person=ada, by=a_recorder(), on=None, scheme="la_child_id", value="C1")
    done = bring_in(child(episode(inside=assessed("2022-07-01"))))
    assert Person.objects.count() == 1
    assert ImportedChild.objects.get().person == ada
    assert Step.objects.filter(child=ada).count() == 2
    assert any("here already" in f.reason for f in done.findings)
    assert clean()


def test_an_import_that_was_cut_off_goes_on_where_it_stopped(authority, tmp_path, monkeypatch):
    from sightline.returns.cin_census.actions import importing

    path = Borough(2026).write(tmp_path / "census.xml", children=60)
    written, once = [], importing.write_new

    def cut(children, **more):
        if len(written) == 1:
            raise KeyboardInterrupt
        written.append(len(children))
        once(children, **more)

    monkeypatch.setattr(importing, "write_new", cut)
    with pytest.raises(KeyboardInterrupt):
        import_file(path=path, authority=authority, by=a_recorder())
    monkeypatch.setattr(importing, "write_new", once)
    assert ImportedChild.objects.count() == 25
    done = import_file(path=path, authority=authority, by=a_recorder())
    assert (done.file.new, done.file.unchanged) == (35, 25)
    assert ImportedChild.objects.count() == 60
    assert clean()


def test_a_made_up_borough_comes_in_clean_and_goes_out_as_it_came(authority, tmp_path):
    path = Borough(2026).write(tmp_path / "census.xml", children=60)
    done = import_file(path=path, authority=authority, by=a_recorder())
    assert done.file.new == 60
    assert clean()
    out = tmp_path / "out.xml"
    write_return(out=out, authority=authority, year=2026, by=a_recorder())
    found = compare_files(path, out)
    assert found.unexplained == []
    assert found.same > 500


def test_two_years_of_the_same_children_make_no_duplicates(authority, tmp_path):
    path = Borough(2025, seed=5).write(tmp_path / "a.xml", children=40)
    import_file(path=path, authority=authority, by=a_recorder())
    later = path.read_text().replace("<Year>2025<", "<Year>2026<").replace(
        "2025-03-31</Ref", "2026-03-31</Ref")
    (tmp_path / "b.xml").write_text(later)
    before = Event.objects.count()
    done = import_file(path=tmp_path / "b.xml", authority=authority, by=a_recorder())
    assert done.file.new == 0
    # what the earlier year could not date is dated by the later no differently
    assert Event.objects.count() == before
    assert ImportedElement.objects.filter(year=2026).exists()


def test_local_clocks_begin_at_the_day_the_authority_went_live(bring_in, authority):
    plan = (
        "<ChildProtectionPlans><CPPstartDate>2026-02-01</CPPstartDate>"
        "<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
        "<LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>"
        "<NumberOfPreviousCPP>0</NumberOfPreviousCPP></ChildProtectionPlans>"
    )
    bring_in(child(episode("2026-01-05", inside=plan)), year=2026)
    visit = Clock.objects.get(key="cp_visit_first")
    assert visit.state == "unknown"
    bring_in(child(episode("2026-01-05", inside=plan)), year=2026, go_live_on=date(2026, 6, 1))
    visit = Clock.objects.get(key="cp_visit_first")
    assert visit.state == "running"
    assert visit.due_on > date(2026, 6, 1)
    assert clean()


def test_an_open_child_waits_until_a_manager_names_a_worker(bring_in):
    from sightline.record.allocation.queries import to_be_placed

    done = bring_in(child(episode()), child(episode(closed="2022-09-01"), local_id="C2"))
    [held] = to_be_placed(done.file.team)
    step = held.steps[0]
    allocate(step=step, worker=a_worker(), by=a_recorder(), on=date(2026, 6, 10))
    assert to_be_placed(done.file.team) == []
