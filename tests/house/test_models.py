"""What the import linter cannot see in the models: keys by name, blobs, sizes."""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import models

from tests.house.floors import floor_of, room_of

# a JSON column needs an ADR, and is one of: drafts, audit payloads, raw imports, screen layout
JSON_ALLOWED = {
    "documents.Copy.pdf",
    "drafts.Draft.data",
    "kept.RefusedPost.fields",
    # a photograph, and nothing that a camera hides in it (ADR 27)
    "photo.Photo.image",
    # the exact bytes of a return that was prepared (ADR 20)
    "submissions.Piece.packed",
}
MODELS_IN_THE_HOUSE = 180
MODELS_IN_A_SLICE = 4
#: Slices with more, each by an ADR.
MODELS_BY_ADR = {"sightline.journey.assessment": 5}
COLUMNS_OF_A_STEP = 14


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("sightline.")]


def keys() -> Iterator[tuple[type[models.Model], str, type[models.Model]]]:
    for model in ours():
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            if field.is_relation and field.related_model:
                yield model, f"{model._meta.label}.{field.name}", field.related_model


def test_a_foreign_key_points_down_or_stays_home():
    upward = []
    for model, name, other in keys():
        here, there = model.__module__, other.__module__
        if other._meta.label == settings.AUTH_USER_MODEL or room_of(here) == room_of(there):
            continue
        if floor_of(there) > floor_of(here):
            upward.append(f"{name}: {there} stands above {here}")
        if here.split(".")[1] == there.split(".")[1] == "journey":
            upward.append(f"{name}: processes meet only through the record beneath them")
    assert upward == []


def test_a_table_keeps_columns_and_not_blobs():
    """A JSON or binary column needs an ADR and a line in JSON_ALLOWED."""
    blobs = {
        f"{model._meta.label}.{field.name}"
        for model in ours()
        for field in model._meta.local_fields
        if isinstance(field, models.JSONField | models.BinaryField)
    }
    assert blobs == JSON_ALLOWED


def test_a_slice_has_at_most_four_tables():
    counts: dict[str, int] = {}
    for model in ours():
        if model.__module__.startswith("sightline.journey."):
            room = room_of(model.__module__)
            counts[room] = counts.get(room, 0) + 1
    allowed = {room: MODELS_BY_ADR.get(room, MODELS_IN_A_SLICE) for room in counts}
    assert {room: n for room, n in counts.items() if n > allowed[room]} == {}


def test_the_house_keeps_within_its_number_of_tables():
    assert len(ours()) <= MODELS_IN_THE_HOUSE


def test_a_step_keeps_within_its_columns():
    step = apps.get_model("spine", "Step")
    assert len(step._meta.local_fields) <= COLUMNS_OF_A_STEP


def test_room_names_are_unique_in_the_house():
    labels = [config.label for config in apps.get_app_configs()]
    assert len(labels) == len(set(labels))
