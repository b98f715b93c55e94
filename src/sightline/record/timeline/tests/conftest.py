"""The invented processes, for every test here."""

from sightline.record.allocation.tests.invented import invented

__all__ = ["invented"]
