"""The borough itself: whether it is there, and how it is made."""

from sightline.demo.borough.beside import Beside
from sightline.demo.borough.counting import counted
from sightline.demo.borough.crowd import KNOWN
from sightline.demo.borough.making import CHILDREN, make, stands
from sightline.demo.journeys.wren import NAME as SHOWN

__all__ = ["Beside", "CHILDREN", "KNOWN", "SHOWN", "counted", "make", "stands"]
