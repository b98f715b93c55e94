"""What insight itself publishes: the calendar of working days."""

from sightline.insight.publishing.calendars import RELATION

RELATIONS = (RELATION,)
