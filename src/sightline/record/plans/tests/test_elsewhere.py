"""A plan kept elsewhere is no plan: a file, a link or a pointer never counts as one."""

from datetime import date

import pytest
from django.apps import apps
from django.db import models

from sightline.people.testing import a_child, a_recorder
from sightline.record.documents.models import Copy, SentDocument
from sightline.record.notes.actions import record_note
from sightline.record.plans import queries
from sightline.record.plans.actions import set_down
from sightline.record.plans.completeness import says_something
from sightline.record.plans.models import PlanDocument
from sightline.record.plans.tests.test_completeness import with_outcome
from sightline.record.spine.actions import record
from sightline.record.testing import begun

JUNE = date(2026, 6, 1)


@pytest.mark.covers("S346")
@pytest.mark.parametrize(
    "text",
    [
        "CP plan v3 final.docx".replace(" ", "_"), "plan.pdf", "https://share.example/plans/17",
        r"S:\Children\Plans\Ada.doc", r"\\server\plans\ada", "Plan saved in the shared drive.",
        "The plan is held on the paper file", "Uploaded to documents", "Stored separately",
        "my plan has been emailed to the school", "kept with the minutes, page 4", "See attached.",
    ],
)
def test_a_pointer_to_a_plan_says_nothing_of_the_child(text):
    assert not says_something(text)


@pytest.mark.covers("S346")
@pytest.mark.parametrize(
    "text",
    [
        "Ada is kept safe at her gran's while Mum is in hospital", "Saved pocket money buys a bike",
        "Ada stored up her worries and now tells Sam", "The plan is that Ada sleeps every night",
        "Ada is held and fed by the same two people each day",
    ],
)
def test_words_about_the_child_are_a_plan_whatever_verb_they_use(text):
    assert says_something(text)


@pytest.mark.django_db
@pytest.mark.covers("S346")
def test_a_child_with_a_plan_in_a_file_is_on_the_list_of_empty_plans():
    by, child = a_recorder(), a_child()
    step = begun(child, on=JUNE)
    record_note(by=by, on=JUNE, children=[child], text="The plan is in the attached file.")
    sent = SentDocument(document="plan", title="Protection plan", for_whom="named",
                        recipient_name="Mum", way="post", digest="0" * 64)
    record("document.sent", by=by, on=JUNE, child=child, step=step, facts=[sent])
    Copy.objects.create(sent=sent, html="<p>The plan</p>", pdf=b"%PDF the whole plan")
    assert queries.is_empty(step)
    assert queries.lines([step.pk])[step.pk].empty
    set_down("helping.agreed", step=step, plan=with_outcome(text="See attached.pdf"), by=by,
             on=JUNE)
    assert queries.lines([step.pk])[step.pk].empty, "a version that points elsewhere is none either"
    set_down("helping.agreed", step=step, plan=with_outcome(text="Ada sleeps every night"), by=by,
             on=JUNE)
    assert not queries.lines([step.pk])[step.pk].empty


@pytest.mark.covers("S346")
def test_no_table_that_holds_a_file_can_belong_to_a_plan():
    """So that no list, return or figure of plans could count one, whoever writes it."""
    holding = [
        model for model in apps.get_models() if model.__module__.startswith("sightline.")
        and any(isinstance(f, models.BinaryField | models.FileField) for f in model._meta.fields)
    ]
    assert Copy in holding
    plans = {model for model in apps.get_models() if model._meta.app_label == "plans"}
    assert PlanDocument in plans
    assert plans & set(holding) == set()
    targets = {f.related_model for model in holding for f in model._meta.fields if f.is_relation}
    assert targets & plans == set()
    assert not {f.related_model for m in plans for f in m._meta.fields if f.is_relation} & {
        *holding, SentDocument
    }
