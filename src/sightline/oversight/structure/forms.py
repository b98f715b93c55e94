"""The questions asked of a change of the structure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms

from sightline.base.forms.drawing import DayField
from sightline.base.moments import today
from sightline.people.workforce.models import District, Post, Service, Team, Worker
from sightline.people.workforce.structure import units_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sightline.access.authorities.models import Authority
    from sightline.people.workforce.structure import Unit

Choices = list[tuple[Any, str]]


class AsOf(forms.Form):
    """The day whose structure is shown."""

    on = DayField(label="On which day?")


def _chooser(label: str, *, required: bool = False, hint: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, coerce=int, required=required, empty_value=None, help_text=hint
    )


def _offer(form: forms.Form, name: str, rows: Iterable[Any], nothing: str) -> None:
    field: Any = form.fields[name]
    field.choices = [("", nothing), *((each.pk, str(each)) for each in rows)]


class ChangeForm(forms.Form):
    """A change that holds from a day."""

    on = DayField(label="From which day?")

    def __init__(self, *args: Any, authority: Authority, unit: Unit | None, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": today(), **self.now(unit)}
        super().__init__(*args, **kwargs)
        self.authority, self.unit = authority, unit
        self.offer()

    def now(self, unit: Unit | None) -> dict[str, Any]:
        """What the questions are filled with."""
        return {}

    def offer(self) -> None:
        """Fill the choices that depend on the authority."""

    def here(self, kind: str) -> Any:
        """The units of a kind that stand today, or begin later."""
        rows = units_of(self.authority)[kind].filter(until_on__isnull=True)
        return rows.exclude(pk=self.unit.pk) if _is(kind, self.unit) else rows


def _is(kind: str, unit: Unit | None) -> bool:
    return unit is not None and type(unit).__name__.lower() == kind


class NameForm(ChangeForm):
    """Another name from a day."""

    name = forms.CharField(label="What is it called?", max_length=120)
    field_order = ("name", "on")

    def now(self, unit: Unit | None) -> dict[str, Any]:
        """Its name of today, to be changed."""
        return {"name": str(unit)} if unit is not None else {}


class PlaceForm(ChangeForm):
    """Where a unit belongs: only what a unit of its kind can belong to is asked."""

    service = _chooser("In which service?")
    district = _chooser("In which district?")
    team = _chooser("In which team?", required=True)
    field_order = ("service", "district", "team", "on")
    #: What a unit of each kind can belong to.
    ASKED: ClassVar = {"service": ("district",), "team": ("service", "district"), "post": ("team",)}
    kind = ""

    def offer(self) -> None:
        """The services, districts or teams that are there."""
        kind = self.kind or type(self.unit).__name__.lower()
        for name in ("service", "district", "team"):
            if name not in self.ASKED.get(kind, ()):
                del self.fields[name]
        if "service" in self.fields:
            _offer(self, "service", self.here("service"), "None")
        if "district" in self.fields:
            rows = self.here("district").filter(kind=District.Kind.LOCALITY)
            _offer(self, "district", rows, "The whole authority")
        if "team" in self.fields:
            _offer(self, "team", self.here("team"), "Choose")

    def now(self, unit: Unit | None) -> dict[str, Any]:
        """Where it belongs today."""
        return {f: getattr(unit, f"{f}_id", None) for f in ("service", "district", "team")}

    def places(self) -> dict[str, Any]:
        """The units that were chosen."""
        tables: dict[str, Any] = {"service": Service, "district": District, "team": Team}
        return {
            name: tables[name].objects.filter(pk=self.cleaned_data[name] or 0).first()
            for name in tables if name in self.fields
        }


class OpenForm(PlaceForm):
    """A new unit of one kind: its name, where it belongs, and from which day."""

    name = forms.CharField(label="What is it called?", max_length=120)
    work = forms.ChoiceField(label="What work comes to it?", choices=Team.Kind.choices)
    purpose = forms.ChoiceField(label="What is it for?", choices=Service.Purpose.choices,
                                required=False)
    manager = forms.BooleanField(label="Whoever holds it manages the team", required=False)
    field_order = ("name", "work", "purpose", "service", "district", "team", "manager", "on")
    #: What is asked of a unit of each kind beside its name and place.
    BESIDE: ClassVar = {"team": "work", "service": "purpose", "post": "manager"}

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(*args, unit=None, **kwargs)

    def offer(self) -> None:
        """Only what is asked of a unit of this kind."""
        super().offer()
        for name in ("work", "purpose", "manager"):
            if self.BESIDE.get(self.kind) != name:
                del self.fields[name]


class CloseForm(ChangeForm):
    """The day from which a unit is no more."""


class CloseTeamForm(CloseForm):
    """The day from which a team is no more, and which team takes what it holds."""

    to = _chooser(
        "Which team takes over what it holds?",
        hint="Each child stays with their worker. The other team answers for them from today. "
        "Of many children it takes a little while.",
    )
    workers = forms.BooleanField(
        label="Its workers join that team, and see its children", required=False
    )
    field_order = ("to", "workers", "on")

    def offer(self) -> None:
        """The other teams."""
        _offer(self, "to", self.here("team"), "None: nothing is open")


class ProviderForm(ChangeForm):
    """Who provides a service from a day."""

    name = forms.CharField(
        label="Who provides it?", max_length=120, required=False,
        help_text="The name of the organisation. Leave it empty if the authority does so itself.",
    )
    field_order = ("name", "on")


class FillForm(ChangeForm):
    """Who holds a post from a day."""

    worker = _chooser("Who holds it?", required=True)
    field_order = ("worker", "on")

    def offer(self) -> None:
        """Everybody who works here."""
        rows = Worker.objects.filter(until_on__isnull=True).order_by("name", "pk")
        near = self.unit.team_id if isinstance(self.unit, Post) else 0
        here = rows.filter(memberships__team__authorities=self.authority).distinct()
        own = set(rows.filter(memberships__team_id=near, memberships__until_on__isnull=True)
                  .values_list("pk", flat=True))
        field: Any = self.fields["worker"]
        field.widget.attrs["data-named"] = ""
        listed = sorted(here, key=lambda each: (each.pk not in own, each.name))
        field.choices = [("", "Choose"), *((each.pk, each.name) for each in listed)]
