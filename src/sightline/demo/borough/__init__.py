"""The borough itself: whether it is there, and how it is made."""

from sightline.demo.borough.making import make, stands

__all__ = ["make", "stands"]
