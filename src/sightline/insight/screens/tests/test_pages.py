"""The pages of figures: what is counted, who is named to whom, and what is hidden."""

import re
import shutil

import pytest

from sightline.insight.publishing import files
from sightline.people.testing import a_user, an_authority

pytestmark = pytest.mark.django_db


def words(page):
    """The words of a page, as a reader has them."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", page.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def signed_in(client, role, **more):
    client.force_login(a_user(role, **more))
    return client


@pytest.fixture
def head(client):
    return signed_in(client, "service_manager")


def test_the_list_gives_every_figure_with_its_value(head, borough):
    page = words(head.get("/measures/"))
    assert "35.3%" in page  # 6 of 17 referrals came back
    assert "57.1%" in page  # 4 of 7 conferences were in time
    assert "Every child is counted" in page


def test_a_figure_says_what_it_counts_of_what_on_which_days(head, borough):
    page = words(head.get("/measures/ICPC15/"))
    assert "57.1%" in page
    assert "4 of 7. The year to 10 June 2026, as the record stands now" in page
    assert "day 0" in page
    assert "neither in time nor late" in page


def test_a_figure_is_divided_by_team_and_by_category(head, borough):
    page = words(head.get("/measures/CPCAT/"))
    assert "Protection plans in force at the end of the date" in page
    assert "Neglect 7 100.0%" in page
    assert "Riverside 7 100.0%" in page


@pytest.mark.covers("S019", "F035")
def test_rereferrals_are_counted_from_dates_and_lead_to_how_the_one_before_closed(head, borough):
    page = head.get("/measures/RR12/")
    assert "6 of 17" in words(page)
    assert "No reason recorded 6 6 100.0%" in words(page)
    assert "No referral in the year before 0 11 0.0%" in words(page)
    listed = re.findall(r'href="/child/(\d+)/"', page.content.decode())
    assert sorted(map(int, listed)) == sorted(child.pk for child in borough[:6])


def test_the_children_behind_the_number_are_named_to_whoever_may_open_them(head, borough):
    page = head.get("/measures/ICPC15/?show=rest")
    assert page.content.decode().count("/child/") == 3
    assert f"/child/{borough[0].pk}/" in page.content.decode()
    assert "may not open" not in words(page)
    assert f"/child/{borough[0].pk}/" not in head.get("/measures/ICPC15/").content.decode()


@pytest.mark.parametrize("role", ["analyst", "board_manager"])
def test_nobody_is_named_to_those_who_only_see_figures(client, borough, role):
    page = signed_in(client, role).get("/measures/RR12/?show=all")
    assert "Number" not in words(page).replace("Numbers below five", "").replace("Number Out", "")
    assert "/child/" not in page.content.decode()
    assert "17 you may not open" in words(page)


def test_small_numbers_are_hidden_from_those_who_only_see_figures(client, borough):
    page = words(signed_in(client, "analyst").get("/measures/ICPC15/?show=rest"))
    assert "Riverside Hidden Hidden Hidden" in page
    assert "fewer than 5 you may not open" in page


def test_who_opens_no_record_sees_figures_by_months_so_that_no_two_differ_by_one_childs_day(
    client, borough
):
    signed_in(client, "analyst")
    assert "the year to 10 June 2026" in words(client.get("/measures/")), "the return has them all"
    signed_in(client, "board_manager")
    assert "the year to 31 May 2026" in words(client.get("/measures/"))
    page = words(client.get("/measures/RR12/"))
    assert "6 of 17. The year to 31 May 2026, as the record stands now" in page
    known = {"known-month": "5", "known-year": "2026"}
    page = words(client.get("/measures/RR12/", {"known-day": "30", **known}))
    assert "Give the last day of a month" in page
    assert "as the record stands now" in page
    page = words(client.get("/measures/RR12/", {"known-day": "31", **known}))
    assert "as we knew it at the end of 31 May 2026" in page
    assert "The year to 10 June" not in words(client.get("/measures/RR12/?period=2026-06-10"))


def test_another_authoritys_children_are_in_no_figure(client, borough):
    other = an_authority("998")
    page = words(signed_in(client, "service_manager", authority=other).get("/measures/RR12/"))
    assert "None to count" in page
    assert "0 of 0" in page


def test_a_figure_is_shown_as_it_was_known(head, borough):
    asked = {"known-day": "1", "known-month": "6", "known-year": "2026"}
    page = words(head.get("/measures/RR12/", asked))
    assert "as we knew it at the end of 1 June 2026" in page
    assert "0 of 0" in page  # it was all written down today, on 10 June


def test_a_day_that_has_not_come_is_refused_in_words(head, borough):
    asked = {"known-day": "1", "known-month": "7", "known-year": "2026"}
    page = words(head.get("/measures/RR12/", asked))
    assert "Give today or a day before it" in page
    assert "as the record stands now" in page


def test_an_earlier_year_can_be_asked_for(head, borough):
    page = words(head.get("/measures/RR12/", {"period": "2025-12-31"}))
    assert "0 of 6. The year to 31 December 2025" in page


def test_before_anything_is_published_the_page_says_so(head):
    assert files.current() is None
    for address in ("/measures/", "/measures/RR12/"):
        assert "Nothing has been published yet" in words(head.get(address))


def test_a_figure_that_does_not_exist_is_not_found(head):
    assert head.get("/measures/NONE/").status_code == 404


def test_only_those_who_may_see_figures_come_in(client, borough):
    assert signed_in(client, "front_door_worker").get("/measures/").status_code == 403


def test_a_page_keeps_within_its_queries(head, borough, django_assert_max_num_queries):
    head.get("/measures/RR12/")
    with django_assert_max_num_queries(15):
        head.get("/measures/RR12/")


def test_a_small_number_is_in_no_headline_either(client, borough):
    signed_in(client, "board_manager")
    page = words(client.get("/measures/ICPC15/"))  # 4 of 7
    assert "57.1%" not in page
    assert "4 of 7" not in page
    listed = words(client.get("/measures/"))
    assert "57.1%" not in listed
    assert "35.3%" in listed  # 6 of 17


def test_figures_of_another_shape_are_said_to_be_none_until_published_again(
    head, borough, settings, tmp_path
):
    settings.HOME = shutil.copytree(settings.HOME, tmp_path / "copy")
    pointer = files.folder() / files.POINTER
    pointer.write_text(pointer.read_text().replace(files.current().shape, "0" * 16))
    assert "Nothing has been published yet" in words(head.get("/measures/ICPC15/"))
    with pytest.raises(files.NothingPublished, match="another version"):
        files.in_use()
