"""What the import linter cannot see in the models: keys by name, blobs, sizes."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from tests.house.floors import floor_of, room_of

# a JSON column needs an ADR, and is one of: drafts, audit payloads, raw imports, screen layout
JSON_ALLOWED = {
    "drafts.Draft.data",
    "kept.RefusedPost.fields",
}
MODELS_IN_THE_HOUSE = 180
MODELS_IN_A_SLICE = 4
COLUMNS_OF_A_STEP = 14


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("sightline.")]


def keys():
    for model in ours():
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            if field.is_relation and field.related_model:
                yield pytest.param(model, field, id=f"{model._meta.label}.{field.name}")


@pytest.mark.parametrize(("model", "field"), list(keys()))
def test_a_foreign_key_points_down_or_stays_home(model, field):
    other = field.related_model
    if other._meta.label == settings.AUTH_USER_MODEL:
        return
    here, there = model.__module__, other.__module__
    if room_of(here) == room_of(there):
        return
    assert floor_of(there) <= floor_of(here), f"{there} stands above {here}"
    both_slices = here.split(".")[1] == there.split(".")[1] == "journey"
    assert not both_slices, "processes meet only through the record beneath them"


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_a_table_keeps_columns_and_not_blobs(model):
    blobs = [
        f"{model._meta.label}.{field.name}"
        for field in model._meta.local_fields
        if isinstance(field, models.JSONField | models.BinaryField)
    ]
    assert set(blobs) <= JSON_ALLOWED, "a JSON column needs an ADR and a line in JSON_ALLOWED"


def test_every_allowed_blob_is_still_there():
    there = {
        f"{model._meta.label}.{field.name}"
        for model in ours()
        for field in model._meta.local_fields
    }
    assert there >= JSON_ALLOWED


def test_a_slice_has_at_most_four_tables():
    counts: dict[str, int] = {}
    for model in ours():
        if model.__module__.startswith("sightline.journey."):
            room = room_of(model.__module__)
            counts[room] = counts.get(room, 0) + 1
    assert {room: n for room, n in counts.items() if n > MODELS_IN_A_SLICE} == {}


def test_the_house_keeps_within_its_number_of_tables():
    assert len(ours()) <= MODELS_IN_THE_HOUSE


def test_a_step_keeps_within_its_columns():
    step = apps.get_model("spine", "Step")
    assert len(step._meta.local_fields) <= COLUMNS_OF_A_STEP


def test_room_names_are_unique_in_the_house():
    labels = [config.label for config in apps.get_app_configs()]
    assert len(labels) == len(set(labels))
