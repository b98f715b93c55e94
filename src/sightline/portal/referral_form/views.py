"""The professional's form: filled in by anybody, sent once, answered with a receipt."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from sightline.access.authorities.models import Authority
from sightline.access.policy.guard import open_to_all, permission
from sightline.access.policy.here import current_authority, holds
from sightline.access.policy.refusing import refused
from sightline.base.documents import pdf
from sightline.base.moments import now
from sightline.base.senders import address_of
from sightline.portal.referral_form import actions, receipts
from sightline.portal.referral_form.complete import urgent
from sightline.portal.referral_form.filling import Filling, rearranged
from sightline.portal.referral_form.models import FrontDoorNumbers, Submission
from sightline.portal.referral_form.told import answers
from sightline.portal.referral_form.words import says_anything
from sightline.record.spine.errors import RecordError

NOTHING = "Nothing is written on the form yet. Write whatever you know; the rest can wait."
LOST = (
    "We could not take your form just now. Nothing that you wrote is lost: it is all still on this "
    "page. Press send again, and if that does not work ring us."
)
#: Said where one connection has sent a flood: a machine reads it, or a person behind its address.
FLOOD = (
    "So many forms came from your connection today that this page takes no more until tomorrow. "
    "Do not wait: ring us{on}, and read out what you wrote. All of it is still on this page, and "
    "you can print it."
)


@require_GET
@open_to_all
def choose(request: HttpRequest) -> HttpResponse:
    """Which authority the form goes to; where there is one, straight to its form."""
    authorities = list(Authority.objects.order_by("name"))
    if len(authorities) == 1:
        return redirect("referral_form:refer", authorities[0].code)
    return render(request, "referral_form/choose.jinja", {"authorities": authorities})


# nothing here is done in the name of whoever is signed in, so a form without its token harms
# nobody; a browser that keeps no cookies must not cost a professional what they wrote
@csrf_exempt
@require_http_methods(["GET", "POST"])
@open_to_all(refills=True)
def refer(
    request: HttpRequest, code: str, form: str = Submission.Form.CHILD.value
) -> HttpResponse:
    """The form itself: about children, or about a baby not yet born."""
    authority = get_object_or_404(Authority, code=code)
    if request.method != "POST":
        kept = getattr(request, "kept", None)
        return _form(request, authority, Filling(kept.data if kept else None, form))
    do = request.POST.get("_do", "")
    if do:
        return _form(request, authority, Filling(rearranged(request.POST, do), form))
    filling = Filling(request.POST, form)
    if not says_anything(request.POST):
        return _form(request, authority, filling, wrong=NOTHING, status=422)
    given: dict[str, Any] = {
        "authority": authority, "sent": request.POST, "place": _place(request), "form": form,
    }
    try:
        if _asks_again(filling, request.POST):
            actions.keep(**given, asked_again=True)
            return _form(request, authority, replace(filling, asks_again=True))
        submission = actions.send(**given)
    except actions.TooMuch:
        wrong = FLOOD.format(on=_on(receipts.numbers_of(authority.pk)))
        return _form(request, authority, filling, wrong=wrong, status=429)
    except DatabaseError:
        return _form(request, authority, filling, wrong=LOST, status=503)
    return redirect("referral_form:receipt", submission.secret)


def _asks_again(filling: Filling, sent: QueryDict) -> bool:
    """Whether what was left out is asked once more: never twice, and never where it is urgent."""
    return bool("asked" not in sent and filling.score.left_out and not urgent(sent))


def _form(
    request: HttpRequest, authority: Authority, filling: Filling, *, wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "authority": authority, "filling": filling, "wrong": wrong,
        "numbers": receipts.numbers_of(authority.pk),
        "minutes": Submission.ASKED_FOR // timedelta(minutes=1),
    }
    response = render(request, "referral_form/refer.jinja", context, status=status)
    # the browser may keep this page: Back must bring back what was typed after a child was added
    response["Cache-Control"] = "private, max-age=0"
    return response


def _on(numbers: FrontDoorNumbers | None) -> str:
    if numbers is None:
        return ""
    night = f" ({numbers.night_phone} at night and weekends)" if numbers.night_phone else ""
    return f" on {numbers.day_phone}{night}"


def _place(request: HttpRequest) -> str:
    """The sender's connection as a digest, which tells two senders apart and neither's address."""
    address = address_of(request)
    if address is None:
        return ""
    return salted_hmac("referral_form.place", address, secret=settings.SECRET_KEY).hexdigest()


def _shown(secret: str) -> Submission:
    found = Submission.objects.select_related("authority", "follows").filter(secret=secret).first()
    if found is None or found.sent_at < now() - Submission.SHOWN_FOR:
        days = Submission.SHOWN_FOR // timedelta(days=1)
        raise Http404(
            f"There is no receipt here. A receipt is shown for {days} days; after that ring the "
            "front door and give its number."
        )
    return found


@require_GET
@open_to_all
def receipt(request: HttpRequest, secret: str) -> HttpResponse:
    """The receipt, and whatever the front door has answered on it since."""
    submission = _shown(secret)
    context = {"receipt": receipts.receipt_of(submission), "secret": secret,
               "code": submission.authority.code}
    response = render(request, "referral_form/receipt.jinja", context)
    add_never_cache_headers(response)
    return response


@require_GET
@open_to_all
def printed(request: HttpRequest, secret: str) -> HttpResponse:
    """The receipt on paper."""
    made = receipts.receipt_of(_shown(secret))
    response = HttpResponse(pdf(receipts.document(made)), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="receipt-{made.reference}.pdf"'
    add_never_cache_headers(response)
    return response


@permission("frontdoor.view")
@require_http_methods(["GET", "POST"])
def waiting(request: HttpRequest) -> HttpResponse:
    """Forms that were kept and are no contact yet, each to be taken in."""
    authority = current_authority(request)
    if authority is None:
        raise Http404("You hold no role in an authority, so no form waits for you.")
    rows = Submission.objects.waiting().filter(authority=authority)
    if request.method == "POST":
        if not holds(request, "frontdoor.decide"):
            return refused(request, "frontdoor.decide")
        submission = get_object_or_404(rows, reference=request.POST.get("reference", ""))
        try:
            actions.take_in(submission=submission, by=request.user)  # type: ignore[arg-type]
        except (RecordError, ValueError) as fault:
            messages.error(request, f"{submission.reference} could not be taken in: {fault}")
        else:
            messages.success(request, f"{submission.reference} is a contact now.")
        return redirect("referral_form:waiting")
    return render(request, "referral_form/waiting.jinja", {
        "rows": [(row, answers(row)) for row in rows],
    })
