"""The social worker's report begins with what the record says, and is written for each child."""

from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.apps import apps
from django.urls import reverse

from sightline.journey.conference.models import ConferenceDecision
from sightline.kernel.register import processes
from sightline.people.testing import a_child
from sightline.record.pages.submitting import Submission, submit
from sightline.record.plans.actions import set_down
from sightline.record.plans.tests.test_completeness import whole
from sightline.record.reports.drafting import gathered
from sightline.record.reports.models import Report
from sightline.record.spine import actions as spine

TODAY = date(2026, 6, 10)
pytestmark = pytest.mark.covers("S056")


def known(borough, child):
    """What an enquiry, an assessment and a plan of help say of a child."""
    # other slices' rows are reached by name: a slice knows no other
    content, view, enquiry = (
        apps.get_model(name) for name in
        ("assessment.Content", "assessment.ChildView", "section47.Enquiry")
    )
    step = spine.open_step("assessment.started", by=borough.sam, on=date(2026, 4, 6), child=child)
    spine.record("assessment.written", by=borough.sam, on=date(2026, 4, 20), step=step, facts=[
        content(analysis="She carries what the adults should carry", parents_views="Dad is sorry"),
        view(words="I want my own bed", source="child"),
    ])
    step = spine.open_step("section47.started", by=borough.sam, on=date(2026, 5, 1), child=child,
                           outcome="strategy")
    spine.record("section47.written", by=borough.sam, on=date(2026, 5, 7), step=step, facts=[
        enquiry(child_account="He shouts at night", seen_and_found="A mark on her arm")
    ])
    step = spine.open_step("child_in_need.opened", by=borough.sam, on=date(2026, 4, 27),
                           child=child, outcome="assessment")
    set_down("child_in_need.plan_agreed", step=step, plan=replace(whole(), state="agreed",
             kind="child_in_need"), by=borough.sam, on=date(2026, 4, 28))


def opened(client, borough, step):
    client.force_login(borough.sam)
    answer = client.get(reverse("pages:page", args=[step.child_id, step.pk, "write_report"]))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_it_opens_with_what_stands_on_the_record_and_where_that_is_from(client, borough, asked):
    ada = a_child("Ada Example")
    known(borough, ada)
    (step,) = asked(ada)
    html = opened(client, borough, step)
    for words in (
        "I want my own bed", "She carries what the adults should carry", "Dad is sorry",
        "He shouts at night", "A mark on her arm", whole().needs[0].outcomes[0].text,
        "From the assessment, 20 April 2026:", "From the enquiry, 7 May 2026:",
        "From the child in need plan, 28 April 2026:",
    ):
        assert words in html, words
    view = gathered(ada.pk)["child_view"]
    assert view.index("He shouts at night") < view.index("I want my own bed"), "newest first"


def test_nothing_of_a_brother_is_in_it(client, borough, asked):
    ada, ben = a_child("Ada Example"), a_child("Ben Example")
    known(borough, ada)
    _, step = asked(ada, ben)
    assert gathered(ben.pk) == {}
    assert "I want my own bed" not in opened(client, borough, step)


def write(borough, step, **said):
    process = processes["conference"]
    values = {"event": {"on": TODAY}, "rows": {"reports.Report": [said]}}
    return submit(Submission(
        process, process.page("write_report"), values, borough.sam, step=step,
        children=[step.child],
    ))


def test_what_was_written_is_kept_and_the_next_version_goes_on_from_it(client, borough, asked):
    ada = a_child("Ada Example")
    known(borough, ada)
    (step,) = asked(ada)
    event = write(borough, step, child_view="She wants her own bed", analysis="Likely again",
                  draft_plan="Dad leaves")
    assert (event.kind, event.child) == ("conference.report_written", ada)
    assert Report.objects.get(event=event).draft_plan == "Dad leaves"
    html = opened(client, borough, step)
    assert "She wants her own bed" in html
    assert "He shouts at night" not in html


def test_a_void_report_counts_no_more(client, borough, asked):
    from sightline.record.spine.voiding import void

    (step,) = asked()
    event = write(borough, step, child_view="Of another child")
    void(event, by=borough.sam, reason="It was another child")
    assert "Of another child" not in opened(client, borough, step)


def test_the_chair_rates_the_report_of_each_child_from_one_to_four(borough, asked, decide):
    first, second = asked(a_child("Ada Example"), a_child("Ben Example"))
    for step, quality in ((first, 2), (second, 4)):
        write(borough, step, child_view="Heard")
        decide(step, "no_plan", report_quality=quality)
    rated = {d.event.step: d.report_quality for d in ConferenceDecision.objects.all()}
    assert rated == {first: 2, second: 4}
    assert [c for c, _ in ConferenceDecision._meta.get_field("report_quality").choices] == [
        1, 2, 3, 4,
    ]
