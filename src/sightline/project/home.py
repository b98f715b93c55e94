"""The first page after signing in: what this person's role is here to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sightline.access.policy.guard import signed_in
from sightline.base.components.navigation import links


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """The pages that this person's role opens, in the order of the work."""
    offered = [link for link in links(request) if link["href"] != request.path]
    return render(request, "project/home.jinja", {"links": offered})
