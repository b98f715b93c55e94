"""The pages on which it is told who lives with a child: in, out, from when, and put right."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from sightline.access.policy.guard import child_page
from sightline.base.forms.drawing import DayField
from sightline.base.forms.reading import key
from sightline.people.directory.asking import asked, typed
from sightline.people.directory.homes_shown import addressed, homes_of, may_join, stay_here
from sightline.people.directory.relatives import family_of
from sightline.people.households import actions
from sightline.people.households.models import Household, HouseholdMember
from sightline.people.matching.scope import scope_of
from sightline.people.matching.search import find
from sightline.people.persons.actions import move_address
from sightline.people.persons.given import AddressGiven, FactRefused
from sightline.people.persons.person import Person
from sightline.people.persons.summary import line_of
from sightline.people.restriction.barrier import split

NOT_KNOWN = "Leave empty if this is not known"


class ComeForm(forms.Form):
    """Somebody is part of a household from a day."""

    on = DayField(label="From", required=False, help_text=NOT_KNOWN)
    role = forms.CharField(
        label="What they are in this household",
        help_text="For example: lodger, mother’s partner. Leave empty if nobody has asked",
        max_length=60,
        required=False,
    )
    home = forms.BooleanField(
        label="Record this as their home address too", required=False, initial=True
    )


class NewHomeForm(ComeForm):
    """The child is part of a household at an address that is not on their page yet."""

    lines = forms.CharField(label="Address", widget=forms.Textarea(attrs={"rows": 3}))
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)
    leaves = forms.MultipleChoiceField(
        label="Homes they leave on that day",
        help_text="A child of two homes stays part of both",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field_order = ("lines", "postcode", "on", "leaves", "role", "home")

    def __init__(self, data: Any, stays: list[HouseholdMember]) -> None:
        """Offer to leave the homes the child is part of."""
        super().__init__(data)
        homes = [(str(stay.pk), addressed(stay.household)) for stay in stays]
        self.fields["leaves"].choices = homes  # type: ignore[attr-defined]
        if not homes:
            del self.fields["leaves"]

    def clean(self) -> dict[str, Any]:
        """Leaving has a day."""
        told = super().clean() or {}
        if told.get("leaves") and not told.get("on") and not self.errors:
            self.add_error("on", "Say on which day they left the other home.")
        return told


class PlaceForm(forms.Form):
    """A place in a household is over, was written wrongly, or never was."""

    how = forms.ChoiceField(
        label="What has changed, or what is wrong",
        choices=[
            ("left", "They moved out"),
            ("corrected", "They lived here, but the days or their place were written wrongly"),
            ("withdrawn", "They never lived here: it was recorded by mistake"),
        ],
        widget=forms.RadioSelect,
    )
    on = DayField(label="If they moved out, from which day", required=False)
    since_on = DayField(label="If written wrongly: from", required=False, help_text=NOT_KNOWN)
    until_on = DayField(
        label="Until", required=False, help_text="Leave empty if they still live here"
    )
    role = forms.CharField(label="What they are in this household", max_length=60, required=False)
    reason = forms.CharField(label="If it was wrong, why", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """An end has a day, a correction a reason."""
        told = super().clean() or {}
        if told.get("how") == "left" and not told.get("on") and "on" not in self.errors:
            self.add_error("on", "Say from which day they no longer lived here.")
        if told.get("how") in {"corrected", "withdrawn"} and not told.get("reason"):
            self.add_error("reason", "Say what was wrong: it is kept with the record.")
        return told


class RightAddressForm(forms.Form):
    """The address of a household was written wrongly."""

    lines = forms.CharField(label="The right address", widget=forms.Textarea(attrs={"rows": 3}))
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)
    reason = forms.CharField(label="What was wrong", max_length=200)


@child_page("child.read")
def households(request: HttpRequest, child_id: int) -> HttpResponse:
    """Who lives with a child, and who did while the child was there."""
    child = get_object_or_404(Person, pk=child_id)
    seen, _ = family_of(request.user, child)
    words = {one.other.id: one.words for one in seen}
    context = {
        "person": child,
        "line": line_of(child),
        "homes": homes_of(request.user, child, words),
    }
    return render(request, "directory/households.jinja", context)


@child_page("person.record", refills=True)
def new_home(request: HttpRequest, child_id: int) -> HttpResponse:
    """The child is part of a household at an address."""
    child = get_object_or_404(Person, pk=child_id)
    stays = [
        place
        for place in HouseholdMember.objects.standing()
        .filter(person_id=child_id, until_on__isnull=True)
        .select_related("household")
    ]
    form = NewHomeForm(typed(request), stays)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        leaving = [stay for stay in stays if str(stay.pk) in told.get("leaves", ())]
        try:
            _moved(request.user, child, told, leaving)
        except FactRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("person_households", child_id=child_id)
    title = f"Where does {child.display_name} live?"
    return asked(request, form, title, child, "person_households")


def _moved(user: Any, child: Person, told: dict[str, Any], leaving: list[HouseholdMember]) -> None:
    """Leave the old homes and join the new one; anyone kept there is told of by nobody."""
    for stay in leaving:
        actions.leave_household(place=stay, by=user, on=told["on"])
    home = may_join(user, child, told["lines"], told["postcode"])
    if home is None:
        home = actions.open_household(
            authority=child.authority,
            lines=told["lines"],
            code=told["postcode"],
            by=user,
            on=told["on"],
        )
    _join(user, home, child, told)


def _join(user: Any, home: Household, person: Person, told: dict[str, Any]) -> None:
    actions.join_household(household=home, person=person, by=user, on=told["on"], role=told["role"])
    if told["home"]:
        address = AddressGiven(home.lines, home.postcode, since_on=told["on"])
        move_address(person=person, by=user, on=told["on"], address=address)


@child_page("person.record", refills=True)
def move_in(request: HttpRequest, child_id: int, place_id: int) -> HttpResponse:
    """Somebody else joins a household of the child: looked for first, among the family or all."""
    child = get_object_or_404(Person, pk=child_id)
    stay = stay_here(child_id, place_id)
    other = _found(request, child)
    if other is None:
        return _look(request, child, stay)
    form = ComeForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            _join(request.user, stay.household, other, form.cleaned_data)
        except FactRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("person_households", child_id=child_id)
    title = f"{other.display_name} lives at {addressed(stay.household)}"
    return asked(request, form, title, child, "person_households")


def _look(request: HttpRequest, child: Person, stay: HouseholdMember) -> HttpResponse:
    """The family not yet in this household, and a box to look for anybody else."""
    text = request.GET.get("q", "").strip()
    found = find(request.user, text, authority_id=child.authority_id) if text else None
    seen, _ = family_of(request.user, child)
    held = HouseholdMember.objects.standing().filter(household_id=stay.household_id)
    there = set(held.filter(until_on__isnull=True).values_list("person_id", flat=True))
    context = {
        "person": child,
        "line": line_of(child),
        "place": stay,
        "address": addressed(stay.household),
        "family": [one for one in seen if one.other.id not in there],
        "text": text,
        "found": found,
    }
    return render(request, "directory/move_in.jinja", context)


@child_page("person.record", refills=True)
def put_place_right(request: HttpRequest, child_id: int, place_id: int) -> HttpResponse:
    """Somebody moved out of a household of the child, or what was written of it was wrong."""
    child = get_object_or_404(Person, pk=child_id)
    place = _place(request.user, child_id, place_id)
    first = {"since_on": place.since_on, "until_on": place.until_on, "role": place.role}
    form = PlaceForm(typed(request), initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            _right(request.user, place, form.cleaned_data)
        except FactRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("person_households", child_id=child_id)
    title = f"{place.person.display_name} at {addressed(place.household)}"
    return asked(request, form, title, child, "person_households")


def _right(user: Any, place: HouseholdMember, told: dict[str, Any]) -> None:
    if told["how"] == "left":
        actions.leave_household(place=place, by=user, on=told["on"])
    elif told["how"] == "withdrawn":
        actions.withdraw_place(place=place, by=user, reason=told["reason"])
    else:
        changes = {column: told[column] for column in ("since_on", "until_on", "role")}
        actions.correct_place(place=place, by=user, reason=told["reason"], changes=changes)


@child_page("person.record", refills=True)
def right_address(request: HttpRequest, child_id: int, place_id: int) -> HttpResponse:
    """The address of a household was wrong: everybody shown in it moves to the right one."""
    child = get_object_or_404(Person, pk=child_id)
    stay = stay_here(child_id, place_id)
    form = RightAddressForm(
        typed(request),
        initial={"lines": stay.household.lines, "postcode": stay.household.postcode},
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        shown = [row for home in homes_of(request.user, child) for row in home.rows]
        places = {row.place.pk: row.place for row in shown}
        mine = [p for p in places.values() if p.household_id == stay.household_id]
        actions.correct_address(
            places=mine,
            lines=told["lines"],
            code=told["postcode"],
            by=request.user,  # type: ignore[arg-type]
            reason=told["reason"],
        )
        return redirect("person_households", child_id=child_id)
    intro = "Everybody shown in this household is moved with it. What was written stays readable."
    title = f"The address of the household at {addressed(stay.household)}"
    return asked(request, form, title, child, "person_households", intro)


def _found(request: HttpRequest, child: Person) -> Person | None:
    number = key(request.GET.get("other"))
    if number is None:
        return None
    scope = scope_of(request.user, child.authority_id)
    return get_object_or_404(Person.objects.filter(scope.q()), pk=number)


def _place(user: Any, child_id: int, place_id: int) -> HouseholdMember:
    """A place that the child's page shows; any other number is not there, whatever the reason."""
    held = HouseholdMember.objects.standing().select_related("person", "household__authority")
    place: HouseholdMember = get_object_or_404(held, pk=place_id)
    mine = HouseholdMember.objects.standing().filter(person_id=child_id)
    shared = mine.filter(household_id=place.household_id).exists()
    if not shared or place.person_id not in split(user, [place.person_id])[0] | {child_id}:
        raise Http404("There is nobody like that in this child's household.")
    return place
