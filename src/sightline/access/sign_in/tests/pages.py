"""A handful of pages behind each kind of guard, for the tests of access."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path

from sightline.access.policy.guard import child_page, open_to_all, permission, signed_in


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse("home")


@permission("team.view")
def team(request: HttpRequest) -> HttpResponse:
    return HttpResponse("the team's children")


@child_page()
def child(request: HttpRequest, child_id: int) -> HttpResponse:
    return HttpResponse(f"the record of {child_id}, because {request.decision.why}")


def answered(request: HttpRequest, child_id: int = 0) -> HttpResponse:
    """A form that is taken when it has words, and shows again what was typed."""
    if request.method == "POST" and request.POST.get("words"):
        return HttpResponseRedirect("/taken/")
    typed = request.POST or (request.kept.data if request.kept else {})
    return HttpResponse(f"form with [{typed.get('words', '')}] and [{typed.get('on', '')}]")


note = child_page("journey.record", refills=True)(answered)
plain = signed_in(answered)
referral = open_to_all(refills=True)(answered)

urlpatterns = [
    path("", home),
    path("team/", team),
    path("child/<int:child_id>/", child, name="child"),
    path("child/<int:child_id>/note/", note),
    path("plain/", plain),
    path("referral/", referral),
    path("", include("sightline.access.sign_in.urls")),
]
