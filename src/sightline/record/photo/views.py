"""The page of a child's photograph, and the picture itself, for those who may read the child."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from sightline.access.policy.guard import child_page
from sightline.base.forms.drawing import draw
from sightline.people.persons.given import FactRefused
from sightline.people.persons.models import Person
from sightline.record.photo import actions
from sightline.record.photo.forms import OffForm, PhotoForm
from sightline.record.photo.models import Photo
from sightline.record.photo.pictures import MOST_BYTES, NoPicture
from sightline.record.photo.shown import called, standing


@child_page("person.record")
def photo(request: HttpRequest, child_id: int) -> HttpResponse:
    """The photograph on a record, and a newer one in its place."""
    child = get_object_or_404(Person, pk=child_id)
    sent = request.method == "POST"
    form = PhotoForm(request.POST, request.FILES) if sent else PhotoForm()
    if sent and form.is_valid():
        told = form.cleaned_data
        try:
            actions.put_photo(
                person=child, data=told["picture"].read(),
                by=request.user,  # type: ignore[arg-type]
                taken_on=told["taken_on"], agreed=told["agreed"],
            )
        except NoPicture as refused:
            form.add_error("picture", str(refused))
        else:
            return redirect("child", child_id=child_id)
    shown = standing(child_id)
    context = {
        "child": child, "form": draw(form), "shown": shown,
        "called": called(shown, child.display_name) if shown is not None else "",
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "photo/photo.jinja", context, status=status)


# the house lets a file fall unless the page says how large a one it takes
photo.takes_file = MOST_BYTES  # type: ignore[attr-defined]


@child_page("person.record", refills=True)
def take_off(request: HttpRequest, child_id: int, row_id: int) -> HttpResponse:
    """A photograph is shown no longer."""
    child = get_object_or_404(Person, pk=child_id)
    row = get_object_or_404(
        Photo.objects.standing().defer("image"), pk=row_id, person_id=child_id
    )
    form = OffForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_photo_off(
                photo=row, reason=form.cleaned_data["reason"],
                by=request.user,  # type: ignore[arg-type]
            )
        except FactRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("photo", child_id=child_id)
    context = {"child": child, "form": draw(form)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "photo/off.jinja", context, status=status)


@require_GET
@child_page("child.read")
def image(request: HttpRequest, child_id: int, row_id: int) -> HttpResponse:
    """The picture itself, while it stands; each look is on the audit trail."""
    row = get_object_or_404(Photo.objects.standing(), pk=row_id, person_id=child_id)
    answer = HttpResponse(bytes(row.image), content_type=row.kind)
    answer["Content-Disposition"] = f'inline; filename="photo-{row.pk}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
