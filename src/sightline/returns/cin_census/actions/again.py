"""A child whom the record knows: what a further file adds, corrects, or no longer says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sightline.access.audit.actions import change
from sightline.kernel.register import processes
from sightline.record.allocation.actions import place_in_team
from sightline.record.census_facts.carriers import rows
from sightline.record.spine.actions import settle
from sightline.record.spine.errors import RecordError
from sightline.record.spine.voiding import correct, void
from sightline.record.spine.writing import When, lock, new_step, write_event
from sightline.returns.cin_census import layout
from sightline.returns.cin_census.actions.fresh import (
    PLACED,
    WHY_PLACED,
    open_journeys,
    person_lines,
)
from sightline.returns.cin_census.actions.person import update_person
from sightline.returns.cin_census.models import ImportedChild, ImportedElement
from sightline.returns.cin_census.source import label
from sightline.returns.cin_census.told import ChildTold, Said
from sightline.returns.kit.findings import Finding, Kind

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.returns.cin_census.models import ImportFile

#: What happened to the person is told to the people's floor, which tells the chronology.
PERSON = "person/"


class Again:
    """One known child and one further file; used inside the caller's transaction."""

    def __init__(self, child: ChildTold, file: ImportFile, *, by: User, day: date) -> None:
        self.child = child
        self.file = file
        self.by = by
        self.day = day
        self.findings: list[Finding] = []
        self.held: dict[str, ImportedElement] = {}
        self.steps: dict[str, Any] = {}

    def bring_in(self, known: ImportedChild | None, person_id: int | None) -> list[Finding]:
        """Bring in what is new, correct what differs, void what a corrected file leaves out."""
        if known is not None and known.fingerprint == self.child.fingerprint:
            self._same(known)
            return []
        row = known or self._meet(person_id)
        self.row, self.person = row, row.person
        elements = row.elements.select_related("event__step__child", "event__child")
        self.held = {element.key: element for element in elements}
        before = (self.file.events, self.file.voided)
        lock([self.person.pk])
        self._person(row)
        self._void()
        self._correct()
        self._add()
        self._place()
        self._keep(row)
        if known is None or before != (self.file.events, self.file.voided):
            self.file.changed += 1
        else:
            self.file.unchanged += 1
        return self.findings

    def _same(self, known: ImportedChild) -> None:
        self.file.unchanged += 1
        if self.file.year > known.year:
            known.year, known.file = self.file.year, self.file
            known.save(update_fields=["year", "file"])
            known.elements.update(year=self.file.year)

    def _meet(self, person_id: int | None) -> ImportedChild:
        """A child of that identifier is here already, from no file: theirs is the record."""
        assert person_id is not None
        self.findings.append(Finding(
            Kind.NOTED, self.child.local_id, "ChildIdentifiers/LAchildID", self.child.line,
            self.child.local_id, "A child with this identifier was here already: what the file "
            "says was added to that record.",
        ))
        return ImportedChild.objects.create(
            authority_id=self.file.authority_id, local_id=self.child.local_id,
            person_id=person_id, file=self.file, year=self.file.year, fingerprint="",
        )

    @property
    def _newest(self) -> bool:
        return self.file.year >= self.row.year

    def _person(self, row: ImportedChild) -> None:
        lines = person_lines(self.child.person)
        if self._newest and lines != row.person_told:
            self.file.events += update_person(
                row, person=self.child.person, by=self.by, on=self.file.reference_on,
                source=label(layout.year_words(self.file.year)),
            )
            row.person_told = lines

    def _void(self) -> None:
        """What the same year's earlier file said and this one does not is taken back."""
        gone = [e for e in self.held.values() if e.year == self.file.year and self._gone(e.key)]
        gone.sort(key=lambda e: -e.event_id)
        # what stands on a step has to go before what opened it, whatever the days say
        while gone:
            refused = [pair for pair in map(self._take_back, gone) if pair is not None]
            if len(refused) == len(gone):
                for element, why in refused:
                    self._kept(element, why)
                return
            gone = [element for element, _ in refused]

    def _gone(self, key: str) -> bool:
        if key.startswith(PERSON):
            return False
        if key.endswith(PLACED):
            return key.removesuffix(PLACED) not in self.child.steps
        return all(one.key != key for one in self.child.said)

    def _take_back(self, element: ImportedElement) -> tuple[ImportedElement, str] | None:
        element.event.refresh_from_db()
        if element.event.stands:
            try:
                void(element.event, by=self.by, reason=self._reason("no longer says it"))
                self.file.voided += 1
            except RecordError as refused:
                return element, str(refused)
        del self.held[element.key]
        element.delete()
        return None

    def _reason(self, words: str) -> str:
        return f"The census file of {layout.year_words(self.file.year)} ({self.file.name}) {words}"

    def _kept(self, element: ImportedElement, why: str) -> None:
        self.findings.append(Finding(
            Kind.SET_ASIDE, self.child.local_id, element.key, self.child.line, "",
            f"The file no longer says it, and it could not be taken back. {why}"[:300],
        ))

    def _correct(self) -> None:
        for one in self.child.in_order():
            element = self.held.get(one.key)
            if element is None or one.key.startswith(PERSON):
                continue
            if element.fingerprint != one.fingerprint:
                self._put_right(one, element)
            elif element.year < self.file.year:
                element.year = self.file.year
                element.save(update_fields=["year"])

    def _put_right(self, one: Said, element: ImportedElement) -> None:
        if element.year > self.file.year:
            self.findings.append(Finding(
                Kind.SET_ASIDE, self.child.local_id, one.key, self.child.line, one.outcome,
                f"The file of {layout.year_words(element.year)} says otherwise and is the newer.",
            ))
            return
        if not element.event.stands:
            self.findings.append(Finding(
                Kind.SET_ASIDE, self.child.local_id, one.key, self.child.line, one.outcome,
                "Somebody here has corrected what the earlier file said; theirs was kept.",
            ))
            return
        event = element.event
        new = correct(
            event, by=self.by, reason=self._reason("says it differently"),
            on=event.happened_on if one.undated else one.on, outcome=one.outcome,
            for_on=one.for_on, facts=rows(one.kind, one.values),
        )
        element.event, element.fingerprint, element.year = new, one.fingerprint, self.file.year
        element.save(update_fields=["event", "fingerprint", "year"])
        self.file.events += 1
        self.file.voided += 1

    def _add(self) -> None:
        fresh = [
            one for one in self.child.in_order()
            if one.key not in self.held and not one.key.startswith(PERSON)
        ]
        source = label(layout.year_words(self.file.year))
        events = []
        for one in fresh:
            step = self._step(one.step, source) if one.step else None
            event = write_event(
                kind=one.kind, authority_id=self.file.authority_id, when=When(one.on), by=self.by,
                step=step, child_id=self.person.pk, outcome=one.outcome, for_on=one.for_on,
                source=source, facts=rows(one.kind, one.values),
            )
            events.append(event)
            self.held[one.key] = ImportedElement.objects.create(
                child=self.row, key=one.key, fingerprint=one.fingerprint, year=self.file.year,
                event=event,
            )
        if events:
            settle([self.person.pk], by=self.by, action="imported", event=events[0],
                   also=events[1:])
            self.file.events += len(events)

    def _step(self, key: str, source: str) -> Any:
        """The step a fact stands on: one that an element of this child opened, or a new one."""
        if key in self.steps:
            return self.steps[key]
        for element in self.held.values():
            event = element.event
            if event.step is not None and element.key.startswith(f"{key}/"):
                opening = f"{event.step.process}.{event.kind.partition('.')[2]}" == event.kind
                if opening and self.child.steps[key].process == event.step.process:
                    self.steps[key] = event.step
                    return event.step
        told = self.child.steps[key]
        led_from = self._step(told.led_from, source) if told.led_from else None
        self.steps[key] = new_step(
            process=processes[told.process], authority_id=self.file.authority_id,
            child=self.person, led_from=led_from, source=source,
        )
        return self.steps[key]

    def _place(self) -> None:
        """A journey that is open and that nobody holds is placed with the team."""
        placed = False
        for key in open_journeys(self.child):
            step = self._step(key, "")
            step.refresh_from_db()
            held = step.owner_team_id is not None or step.owner_worker_id is not None
            if step.is_open and not held:
                assert self.file.team is not None
                event = place_in_team(step=step, team=self.file.team, by=self.by, on=self.day,
                                      reason=WHY_PLACED)
                ImportedElement.objects.create(
                    child=self.row, key=f"{key}{PLACED}", fingerprint="", year=self.file.year,
                    event=event,
                )
                placed = True
        self.file.placed += placed

    def _keep(self, row: ImportedChild) -> None:
        if self._newest:
            row.year, row.file, row.fingerprint = (
                self.file.year, self.file, self.child.fingerprint)
        row.save()
        change(
            user=self.by, action="imported", kind="child", ident=self.person.pk,
            authority_id=self.file.authority_id, child_id=self.person.pk,
            payload={"file": self.file.pk},
        )

