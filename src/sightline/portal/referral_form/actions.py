"""A form is kept the moment it is sent, and becomes a contact at the front door."""

from __future__ import annotations

import hashlib
import logging
import secrets
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sightline.access.audit.actions import change
from sightline.access.users.actions import create_user, give_role
from sightline.access.users.models import User
from sightline.base.moments import london, now
from sightline.journey.contact import actions as contact
from sightline.journey.contact import queries
from sightline.journey.contact.actions.receiving import front_door
from sightline.portal.referral_form.models import FrontDoorNumbers, Mark, Submission
from sightline.portal.referral_form.told import Told, read
from sightline.record.spine.models import Occasion, Step
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import TaskSource

if TYPE_CHECKING:
    from django.http import QueryDict

    from sightline.access.authorities.models import Authority

log = logging.getLogger(__name__)

USERNAME = "referral-form"
ROLE = "front_door_worker"
#: Without the letters and figures that sound or look alike on the telephone.
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
#: Forms from one connection within an hour; a whole hospital may stand behind one.
MANY = 20
#: What one connection may send in a day: more than all who refer to an authority do together.
MOST_FORMS, MOST_LETTERS = 200, 20 * 1024 * 1024
NOT_OF_THE_FORM = frozenset({"_do", "once", "asked"})
LEFT = "Its sender was asked for what is missing, and did not press send again."


class TooMuch(Exception):
    """So much came from one connection within a day that real forms would drown in it."""


def send(
    *, authority: Authority, sent: QueryDict, place: str = "", form: str = Submission.Form.CHILD
) -> Submission:
    """Keep a form and make it a contact; the same form pressed twice is one.

    Nothing is refused for what it says. Where the contact cannot be made the form is kept, the
    front door is tasked with it, and the sender's receipt is the same. TooMuch says that the
    connection has sent more in a day than people write; nothing of the form is kept then.
    """
    submission, fresh = keep(authority=authority, sent=sent, place=place, form=form)
    if fresh or submission.held:
        _try_to_take_in(submission)
    return submission


def _try_to_take_in(submission: Submission, *, left: bool = False) -> None:
    try:
        take_in(submission=submission, by=form_user(submission.authority), left=left)
    except Exception as failure:
        # whatever went wrong, a professional's words are never lost: they wait for a person
        log.error("a referral form was kept but not taken in: %s", type(failure).__name__)
        _leave_waiting(submission, type(failure).__name__)


def take_in_left() -> int:
    """Take in the forms whose senders were asked for what is missing and went away; how many."""
    rows = list(Submission.objects.left().select_related("authority"))
    for submission in rows:
        _try_to_take_in(submission, left=True)
    return len(rows)


def keep(
    *, authority: Authority, sent: QueryDict, place: str = "",
    form: str = Submission.Form.CHILD, asked_again: bool = False,
) -> tuple[Submission, bool]:
    """Write down every word of a form; says whether it had not been sent before.

    `asked_again` keeps it while its sender is asked for what is missing: whoever closes the page
    then has told us all the same.
    """
    pairs = [(name, v) for name, vs in sent.lists() for v in vs if name not in NOT_OF_THE_FORM]
    digest = hashlib.sha256(
        f"{authority.pk} {form} {sorted(pairs)!r}".encode("utf-8", "replace")
    )
    once = sent.get("once", "")[:64].replace("\x00", "") or secrets.token_urlsafe(16)
    same = Submission.objects.filter(once=once, digest=digest.hexdigest())
    first = Submission.objects.filter(once=once, authority=authority).order_by("pk").first()
    submission = Submission(
        authority=authority, reference=_reference(), secret=secrets.token_urlsafe(32), once=once,
        digest=digest.hexdigest(), as_sent=sent.urlencode(), sent_at=now(), place=place,
        mark=_mark(sent, place), follows=first, form=form, asked_again=asked_again,
    )
    try:
        with transaction.atomic():
            if before := same.first():
                return before, False
            _hold_back_a_flood(submission)
            submission.save(force_insert=True)
            change(
                user=None, action="referral_form.sent", kind="referral_form",
                ident=submission.pk, authority_id=authority.pk, payload={"mark": submission.mark},
            )
    except IntegrityError:
        # pressed twice at the same moment: the other one was a little earlier
        return same.get(), False
    return submission, True


def _reference() -> str:
    return "RF-" + "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(2))


def _mark(sent: QueryDict, place: str) -> str:
    if sent.get("website", "").strip():
        return Mark.MACHINE
    lately = Submission.objects.from_place_since(place, now() - timedelta(hours=1))
    # one that was asked again and then sent is one form
    lately = lately.exclude(follows__asked_again=True)
    return Mark.MANY if place and lately.count() >= MANY else ""


def _hold_back_a_flood(submission: Submission) -> None:
    if not submission.place:
        return
    day = Submission.objects.from_place_since(
        submission.place, submission.sent_at - timedelta(days=1))
    forms, letters = day.volume()
    if forms >= MOST_FORMS or letters + len(submission.as_sent) > MOST_LETTERS:
        raise TooMuch


def form_user(authority: Authority) -> User:
    """In whose name forms are recorded: a user nobody can sign in as."""
    users: Any = User.objects
    user: User | None = users.filter(username=USERNAME).first()
    if user is None:
        try:
            with transaction.atomic():
                user = create_user(username=USERNAME, display_name="The referral form", by=None)
        except (IntegrityError, ValidationError):
            # two first forms at one moment: the other made it
            user = cast(User, users.get(username=USERNAME))
    if not user.holdings.filter(role=ROLE, authority=authority, until_on=None).exists():
        give_role(user=user, role=ROLE, authority=authority, by=None, on=london(now()).date())
    return user


def take_in(*, submission: Submission, by: User, left: bool = False) -> Occasion:
    """Make a kept form a contact, from the moment at which it first reached us.

    `left` says that its sender was asked for what is missing and did not come back.
    """
    with transaction.atomic():
        # both the form that was asked again and the one that was sent then, so that neither is two
        rows = Submission.objects.select_for_update().filter(
            once=submission.once, authority=submission.authority_id
        )
        held = next(row for row in rows.order_by("pk") if row.pk == submission.pk)
        if held.occasion is not None:
            return held.occasion
        told = read(held)
        if left:
            told.account.detail = f"{told.account.detail}\n\n{LEFT}"
        occasion = _changed(held, told, by) if _had(held) else _received(held, told, by)
        taken = {"occasion": occasion, "taken_in_at": now(), "taken_in_by": by}
        Submission.objects.filter(pk=held.pk).update(**taken)
        rows.filter(asked_again=True, occasion=None).update(**taken)
        change(
            user=by, action="referral_form.taken_in", kind="referral_form", ident=held.pk,
            authority_id=held.authority_id,
        )
    submission.occasion = occasion
    return occasion


def _had(submission: Submission) -> bool:
    return submission.follows is not None and submission.follows.occasion is not None


def _received(submission: Submission, told: Told, by: User) -> Occasion:
    first = submission.follows
    moment = london(first.sent_at if first is not None and first.held else submission.sent_at)
    if told.mother is not None:
        contact.tell_keepers(told.mother, authority=submission.authority, by=by)
    return contact.receive(
        authority=submission.authority, about=told.about, by=by, on=moment.date(),
        at=moment.time().replace(second=0, microsecond=0), account=told.account,
        family=told.family, referrer=told.referrer,
    )


def _changed(submission: Submission, told: Told, by: User) -> Occasion:
    """The same form sent again with changes adds to its contact; a child new on it has one."""
    first = submission.follows
    assert first is not None
    earlier = Submission.objects.filter(
        once=submission.once, authority=submission.authority_id, pk__lt=submission.pk
    ).exclude(occasion=None)
    # a form that was asked again and then sent became the contact by what was sent
    maker = min(
        (row for row in earlier if row.occasion_id == first.occasion_id),
        key=lambda row: (row.asked_again, row.pk),
    )
    steps = list(Step.objects.filter(events__occasion=first.occasion).distinct().order_by("pk"))
    stood = dict(zip(_keys(maker), steps, strict=False))
    known = {key for row in earlier for key in _keys(row)}
    here = list(zip(_keys(submission, told), told.about, strict=True))
    # what was matched with a known child goes on there
    goes_on = {step.pk: queries.matched_to(step) or step for step in steps}
    moment = london(submission.sent_at)
    occasion = contact.add_to(
        steps=list(goes_on.values()), by=by, on=moment.date(),
        at=moment.time().replace(second=0, microsecond=0), account=told.account,
        family=told.family, referrer=told.referrer,
        more={goes_on[stood[key].pk].child_id or 0: about.more
              for key, about in here if key in stood},
    )
    new = [place for place, (key, _) in enumerate(here) if key not in known]
    if new:
        again = read(submission)
        again.about = [again.about[place] for place in new]
        _received(submission, again, by)
    return occasion


def _keys(submission: Submission, told: Told | None = None) -> list[Any]:
    """What tells the children of a form apart: of babies of one mother only which of them it is."""
    about = (told or read(submission)).about
    if submission.form == Submission.Form.UNBORN:
        return list(range(len(about)))
    return [_key(each) for each in about]


def _key(about: contact.About) -> tuple[str, str, date | None, date | None, str]:
    new = about.new or contact.New()
    return (new.given.casefold(), new.family.casefold(), new.born_on, new.expected_on, new.kind)


def _leave_waiting(submission: Submission, failure: str) -> None:
    try:
        with transaction.atomic():
            submission.failure = failure[:80]
            submission.save(update_fields=["failure"])
            team = front_door(submission.authority, form_user(submission.authority),
                              submission.sent_on)
            if team is not None:
                tasks.give(
                    text=f"A professional's referral form, {submission.reference}, could not be "
                    "made a contact by itself. Open the forms that wait and take it in.",
                    owner_team=team, due_on=submission.sent_on, by=None, on=submission.sent_on,
                    authority=submission.authority, source=TaskSource.CONTACT,
                )
    except Exception as again:
        # the row itself is safe, and the list of waiting forms shows it
        log.error("nobody was tasked with a kept referral form: %s", type(again).__name__)


def set_numbers(
    *, authority: Authority, day_phone: str, night_phone: str = "", by: User | None
) -> FrontDoorNumbers:
    """Say on which numbers the front door is reached; the ones before stay readable."""
    with transaction.atomic():
        standing = FrontDoorNumbers.objects.filter(authority=authority, superseded_at=None)
        standing.update(superseded_at=now())
        made = FrontDoorNumbers.objects.create(
            authority=authority, day_phone=day_phone, night_phone=night_phone
        )
        change(
            user=by, action="front_door_numbers.set", kind="authority", ident=authority.pk,
            authority_id=authority.pk, payload={"day": day_phone, "night": night_phone},
        )
    return made
