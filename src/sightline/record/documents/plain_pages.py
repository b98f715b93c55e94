"""The page on which what was typed is said again in plain words, the original beside each field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sightline.access.policy.guard import child_page
from sightline.base.forms.reading import key as number
from sightline.record.documents import plain_words
from sightline.record.documents.composing import Made
from sightline.record.documents.easy_read import Passage
from sightline.record.documents.plain_words import PlainWords
from sightline.record.documents.views import chosen

if TYPE_CHECKING:
    from sightline.access.users.models import User


@dataclass(frozen=True)
class Field:
    """One passage to be said plainly: where it is typed, what stands there, what else was said."""

    name: str
    passage: Passage
    value: str
    besides: list[str]


@dataclass(frozen=True)
class Sheet:
    """The passages of one child's copy."""

    made: Made
    held: PlainWords
    fields: list[Field]

    @property
    def version(self) -> int:
        """Which saving of the draft the page was drawn from; 0 when there is none yet."""
        return self.held.draft.version if self.held.draft is not None else 0


def _name(made: Made, passage: Passage) -> str:
    return f"plain-{made.child.pk}-{passage.key}"


def _sheet(made: Made, typed: Mapping[str, str]) -> Sheet:
    held = plain_words.kept(made.kind, made.asked)
    fields = [
        Field(_name(made, one), one, typed.get(_name(made, one), one.plain),
              held.besides.get(one.key, []))
        for one in made.passages
    ]
    return Sheet(made, held, fields)


@require_http_methods(["GET", "POST"])
@child_page("document.send", refills=True)
def plain(request: HttpRequest, child_id: int, document: str) -> HttpResponse:
    """What was typed, passage by passage, with room to say it in plain words."""
    made = chosen(request, child_id, document)
    if not made.choice.easy:
        raise Http404("This copy is not in Easy Read. Choose Easy Read with the recipient.")
    link = request.GET.get("for", "")
    if request.method == "POST":
        by = cast("User", request.user)
        alone = [_keep(request, one, link, by) for one in made.made]
        if all(alone):
            messages.success(request, "Kept. This is how it reads now.")
            return redirect(f"{reverse('documents:preview', args=[child_id, document])}?for={link}")
        messages.warning(request, "Somebody else wrote plain words for this copy at the same "
                         "time. Yours are kept, and theirs are shown beside them.")
        made = chosen(request, child_id, document)
    kept = getattr(request, "kept", None)
    typed = {name: values[-1] for name, values in kept.data.lists() if values} if kept else {}
    context = {
        "sheets": [_sheet(one, typed) for one in made.made], "batch": made, "kind": made.kind,
        "child": made.first.child, "to": made.first.asked.to, "link": link,
    }
    return render(request, "documents/plain.jinja", context)


def _keep(request: HttpRequest, made: Made, link: str, by: User) -> bool:
    """Keep what was typed for one child's copy; false when somebody else did in between."""
    said = {
        one.key: request.POST[_name(made, one)].replace("\r\n", "\n").strip()
        for one in made.passages if _name(made, one) in request.POST
    }
    changed = {one.key: said[one.key] for one in made.passages
               if one.key in said and said[one.key] != one.plain}
    if not changed:
        return True
    version = number(request.POST.get(f"version-{made.child.pk}"))
    return plain_words.keep(made.kind, made.asked, changed, link=link, version=version or None,
                            by=by)
