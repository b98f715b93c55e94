"""Tests of the base know nothing of the floors above: no roles and no pages but its own."""

import pytest

from sightline.base.components import navigation


@pytest.fixture(autouse=True)
def _nothing_above(monkeypatch, settings):
    settings.ROOT_URLCONF = "sightline.base.tests.urls"
    monkeypatch.setattr(navigation.frame, "identity", navigation.Frame.identity)
    monkeypatch.setattr(navigation.frame, "holds", navigation.Frame.holds)
