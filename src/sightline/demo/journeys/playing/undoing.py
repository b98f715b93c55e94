"""What happens once in a while: a birth, a mistake put right, a record kept from others."""

from __future__ import annotations

from sightline.demo.journeys.playing.standing import Standing
from sightline.demo.journeys.script import Beat
from sightline.people.persons.given import NameGiven
from sightline.people.restriction import actions as restriction
from sightline.people.workforce import actions as workforce
from sightline.record.life import actions as life
from sightline.record.spine.models import Event
from sightline.record.spine.voiding import correct, void


class Undoing(Standing):
    """The verbs that only a few stories need."""

    def birth(self, beat: Beat) -> None:
        """The unborn child is born, and stays the same person."""
        for _, person in self.script.children_of(beat):
            life.register_birth(
                person=person, by=beat.by.user, on=beat.on, sex=beat.told["sex"],
                name=NameGiven(beat.told["given"], self.cast.family.name),
            )
            person.refresh_from_db()

    def _last(self, beat: Beat) -> list[Event]:
        found = []
        for _, person in self.script.children_of(beat):
            events = Event.objects.standing().of(beat.told["kind"]).filter(child=person)
            last = events.in_order().last()
            if last is not None:
                found.append(last)
        return found

    def put_right(self, beat: Beat) -> None:
        """The latest event of a kind happened on another day than was written."""
        for event in self._last(beat):
            correct(event, by=beat.by.user, reason=beat.told["why"], on=beat.told["right_day"])

    def take_back(self, beat: Beat) -> None:
        """The latest event of a kind was recorded by mistake."""
        for event in self._last(beat):
            void(event, by=beat.by.user, reason=beat.told["why"])

    def keep(self, beat: Beat) -> None:
        """A record is restricted or sealed, with a keeper and those who may read it."""
        people = self.cast.family.parents if beat.told.get("parent") else self.people(beat)
        for person in people[-1:] if beat.told.get("parent") else people:
            restriction.restrict(
                person=person, level=beat.told["level"], reason=beat.told["why"],
                custodian=beat.by.worker, by=beat.by.user, on=beat.on,
                readers=[one.user for one in beat.told.get("readers", ())],
            )

    def leave(self, beat: Beat) -> None:
        """A worker leaves."""
        workforce.leave(worker=beat.told["staff"].worker, by=beat.by.user, on=beat.on)
