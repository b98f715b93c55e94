"""The history before an assessment, beside the page on which it is acknowledged."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from sightline.access.audit import read
from sightline.access.policy import scope
from sightline.access.policy.guard import child_page
from sightline.journey.assessment import queries
from sightline.journey.assessment.history import earlier, family
from sightline.record.spine.models import Step


@require_GET
@child_page("child.read")
def history(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """What was known before: this child's own, and brothers' and sisters' within entitlement."""
    step = get_object_or_404(
        Step.objects.select_related("child", "led_from"), pk=step_id, child_id=child_id,
        process="assessment",
    )
    beside = family(child_id, request.user)
    for one in beside:
        ground = scope.may_read(request.user, one.person.pk).ground
        read(
            user=request.user, child_id=one.person.pk, page="assessment:history", ground=ground,
            authority_id=one.person.authority_id,
        )
    context = {
        "step": step, "child": step.child, "earlier": earlier(child_id, before=step),
        "family": beside, "said": queries.content(step),
        "acknowledge": reverse("pages:page", args=[child_id, step.pk, "history"]),
    }
    return render(request, "assessment/history.jinja", context)
