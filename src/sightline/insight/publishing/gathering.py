"""Gathers the `published.py` and `indicators.py` of every room that is installed."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from sightline.kernel.indicators import indicators
from sightline.kernel.relations import relations


def gather() -> None:
    """Declare every relation and indicator that a room of the house brings; safe to run again."""
    for config in apps.get_app_configs():
        if not config.name.startswith("sightline."):
            continue
        for relation in _brought(f"{config.name}.published", "RELATIONS"):
            relations.add(relation.name, relation)
        for indicator in _brought(f"{config.name}.indicators", "INDICATORS"):
            indicators.add(indicator.key, indicator)


def _brought(module: str, name: str) -> tuple:  # type: ignore[type-arg]
    return getattr(import_module(module), name, ()) if find_spec(module) else ()
