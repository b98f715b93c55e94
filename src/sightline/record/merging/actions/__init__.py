"""The verbs of merging: merge two records, ask a keeper to, part them, and place what came."""

from sightline.record.merging.actions.asking import ask_keeper
from sightline.record.merging.actions.merging import merge
from sightline.record.merging.actions.parting import part
from sightline.record.merging.actions.placing import place

__all__ = ["ask_keeper", "merge", "part", "place"]
