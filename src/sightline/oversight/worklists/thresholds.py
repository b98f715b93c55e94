"""The authority's threshold document: its versions with their days, and a new one put in use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sightline.access.policy.guard import permission
from sightline.base.forms.drawing import DayField, draw
from sightline.base.moments import today
from sightline.oversight.worklists.front_door import authority_of
from sightline.record.decisions.actions import publish_framework
from sightline.record.decisions.models import ThresholdFramework, ThresholdLevel
from sightline.record.decisions.thresholds import Framework, Level, framework_on
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from sightline.access.users.models import User

BAR = "|"
HOW = "Write each level as: 4 | Statutory | A child in need, or at risk of significant harm."


def _longest(column: str) -> int:
    return int(ThresholdLevel._meta.get_field(column).max_length or 0)


def written(framework: Framework) -> str:
    """The levels of a document as the form asks for them."""
    return "\n".join(f" {BAR} ".join((each.code, each.name, each.words)).rstrip(f" {BAR}")
                     for each in framework.levels)


def levels_of(text: str) -> list[Level]:
    """The levels that somebody typed, line by line; raises what is wrong with the first that is."""
    found: dict[str, Level] = {}
    for number, line in enumerate(filter(str.strip, text.splitlines()), start=1):
        code, name, words = (part.strip() for part in (line.split(BAR, 2) + ["", ""])[:3])
        if not code or not name:
            raise forms.ValidationError(f"Line {number} has no level or no name. {HOW}")
        if len(code) > _longest("code") or len(name) > _longest("name"):
            raise forms.ValidationError(
                f"Line {number} is too long: a level has at most {_longest('code')} letters, and "
                f"its name at most {_longest('name')}. {HOW}"
            )
        if code in found:
            raise forms.ValidationError(f"Level {code} is there twice. Give each its own line.")
        found[code] = Level(code, name, words)
    if not found:
        raise forms.ValidationError(f"Give at least one level. {HOW}")
    return list(found.values())


class ThresholdForm(forms.Form):
    """A version of the threshold document: what it is called, from which day, and its levels."""

    title = forms.CharField(label="What is the document called?", max_length=160)
    version = forms.CharField(
        label="What is this version called?", max_length=60,
        help_text="For example 2026 or May 2025.",
    )
    since_on = DayField(label="From which day is it used?")
    levels = forms.CharField(
        label="Its levels, one a line", widget=forms.Textarea(attrs={"rows": 8}),
        help_text=f"The level, its name, and whom it is for, with a bar between. {HOW}",
    )

    def clean_levels(self) -> list[Level]:
        """The levels, read line by line."""
        return levels_of(self.cleaned_data["levels"])


@permission("practice.set", refills=True)
@require_http_methods(["GET", "POST"])
def thresholds(request: HttpRequest) -> HttpResponse:
    """Every version with its days and levels; earlier decisions go on citing that of their day."""
    authority = authority_of(request)
    now_in_use = framework_on(authority.pk, today())
    kept: Any = getattr(request, "kept", None)
    typed = request.POST if request.method == "POST" else kept.data if kept else None
    form = ThresholdForm(typed, initial={
        "title": now_in_use.title if now_in_use.own else "Threshold document",
        "since_on": today(), "levels": written(now_in_use),
    })
    if request.method == "POST" and form.is_valid():
        try:
            made = publish_framework(
                authority=authority, by=cast("User", request.user), **form.cleaned_data
            )
        except RecordError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{made.title} {made.version} is put in use.")
            return redirect("worklists:thresholds")
    rows = ThresholdFramework.objects.filter(authority=authority)
    context = {
        "authority": authority, "form": draw(form), "open": form.is_bound,
        "rows": rows.select_related("recorded_by").prefetch_related("levels"),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "worklists/thresholds.jinja", context, status=status)
