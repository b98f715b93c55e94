"""A form that was sent, read: what is in it as the front door records it, with no word lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from sightline.journey.contact.actions import About, New
from sightline.journey.contact.models import (
    Account,
    ChildPart,
    Completeness,
    FamilyTold,
    Known,
)
from sightline.people.persons.models import SexCode
from sightline.portal.referral_form import forms, unborn
from sightline.portal.referral_form.complete import PARTS, UNKNOWN, Score, score
from sightline.portal.referral_form.reading import Part
from sightline.portal.referral_form.words import CHILD, OWN, child_numbers, has_words, plain
from sightline.record.referrers.models import Identity, Referrer

if TYPE_CHECKING:
    from sightline.portal.referral_form.models import Submission

#: Children for whom a contact is opened; whoever is named beyond them is told in words.
MOST = 30
NAME = 99


@dataclass
class Told:
    """What a form says."""

    about: list[About]
    account: Account
    family: FamilyTold | None
    referrer: Referrer
    score: Score
    unread: list[str] = field(default_factory=list)
    #: The mother of an unborn child, of whom no record is made until a worker says who she is.
    mother: New | None = None


def answers(submission: Submission) -> list[tuple[str, str]]:
    """Every answer beside its question, for somebody who takes the form in by hand."""
    asked = {
        (f"{kind.prefix}-{name}" if kind.prefix else name): str(question.label)
        for kind in PARTS[Completeness.Form(submission.form)]
        for name, question in kind.base_fields.items()
    }
    found: list[tuple[str, str]] = []
    for name, values in submission.sent.lists():
        short = CHILD.sub("", name)
        whose = CHILD.match(name)
        label = asked.get(short) or asked.get(short.rpartition("-")[0]) or short[:60]
        said = ", ".join(filter(None, map(plain, values)))
        if said and name not in OWN:
            found.append((f"Child {int(whose[1]) + 1}: {label}" if whose else label, said))
    found += [(each.whose, "I do not know")
              for each in score(submission.sent, submission.form).not_known
              if each.key in submission.sent.getlist(UNKNOWN)]
    return found


def read(submission: Submission) -> Told:
    """What a form says, ready to be recorded."""
    more: list[str] = []
    unread: list[str] = []
    sent, day = submission.sent, submission.sent_on

    def part(kind: type[forms.Questions], prefix: str = "") -> Part:
        return Part(sent, kind, more, unread, prefix)

    home = part(forms.Home)
    you = part(forms.You)
    reckoned, mother = score(sent, submission.form), None
    if submission.form == Completeness.Form.UNBORN:
        about, mother = unborn.about_of(part, day)
        for each in about:
            each.more.append(reckoned.row(submission.form))
    else:
        about = _about(sent, part, home, more, day, reckoned)
    family = _family(part(forms.Family), you.text("name"))
    referrer = _referrer(you)
    account = _account(part, home, more, submission)
    return Told(about, account, family, referrer, reckoned, unread, mother)


def _about(  # type: ignore[no-untyped-def]
    sent, part, home, more, day, reckoned,
) -> list[About]:
    address, postcode = home.line("address", 300), home.line("postcode", 10)
    found = []
    for number in child_numbers(sent):
        child = part(forms.Child, f"child-{number}")
        if not has_words(sent, child.prefix):
            continue
        if len(found) < MOST:
            found.append(_child(child, address, postcode, day))
            found[-1].more.append(reckoned.of_child(number).row(Completeness.Form.CHILD))
        else:
            named = f"{child.text('given')} {child.text('family')} {child.text('described')}"
            more.append(f"Another child: {named.strip()}")
    if not found:
        new = New(kind=ChildPart.About.UNIDENTIFIED, address=address, postcode=postcode)
        found.append(About(new=new, more=[reckoned.row(Completeness.Form.CHILD)]))
    return found


def _child(child: Part, address: str, postcode: str, day: date) -> About:
    before = len(child.more)
    unborn = child.ticked("unborn")
    given, family = child.line("given", NAME), child.line("family", NAME)
    new = New(
        kind=ChildPart.About.UNBORN if unborn else ChildPart.About.CHILD, given=given,
        family=family, born_on=child.day("born_on", day), expected_on=child.day("expected_on"),
        sex=child.code("sex", SexCode.values), address=address, postcode=postcode,
    )
    if not unborn and not (given or family):
        new.kind = ChildPart.About.UNIDENTIFIED
    safe = child.code("safe", Known.values)
    if unborn and not safe:
        # the form asks it of a born child
        safe = Known.NOT_ASKED
    part = ChildPart(
        where=child.line("where", 200), safe=safe,
        own_worry=child.text("own_worry"),
    )
    odd = _odd_days(new, unborn)
    # what could not be read about this child is said beside this child
    own = child.more[before:]
    del child.more[before:]
    part.described = "\n".join(filter(None, [child.text("described"), *odd, *own]))
    return About(new=new, part=part)


def _odd_days(new: New, unborn: bool) -> list[str]:
    """A date in the box that does not fit the child is told in words, not dropped."""
    if unborn and new.born_on is not None:
        return [f"Date of birth, though ticked as unborn: {new.born_on:%-d %B %Y}"]
    if not unborn and new.expected_on is not None:
        return [f"When the baby is due, though not ticked as unborn: {new.expected_on:%-d %B %Y}"]
    return []


def _referrer(you: Part) -> Referrer:
    codes = [code for code, _ in forms.sources()]
    name, reply = you.line("name"), you.line("best_reply", 200)
    email = you.line("email", 254)
    try:
        if email:
            validate_email(email)
    except ValidationError:
        reply, email = f"Email as written: {email}. {reply}"[:200].strip(), ""
    why = you.line("no_reply", 120)
    if why:
        reply = f"{reply} No number or address left: {why}"[:200].strip()
    identity = Identity.NAMED if name else Identity.ANONYMOUS
    if you.ticked("withheld"):
        identity = Identity.WITHHELD
    return Referrer(
        source=you.code("source", codes), identity=identity, name=name, role=you.line("role"),
        organisation_name=you.line("organisation", 200), phone=you.line("phone", 40), email=email,
        best_reply=reply,
    )


def _family(family: Part, told_by: str) -> FamilyTold | None:
    row = FamilyTold(
        answer=family.code("answer", FamilyTold.Answer.values),
        agreed_to=family.text("agreed_to"), told_who=family.line("told_who", 200),
        told_on=family.day("told_on"), why_not=family.code("why_not", FamilyTold.WhyNot.values),
        why_not_words=family.text("why_not_words"),
        basis=family.code("basis", FamilyTold.Basis.values),
    )
    said = any((row.answer, row.agreed_to, row.told_who, row.told_on, row.why_not,
                row.why_not_words, row.basis))
    if row.told_who or row.told_on:
        row.told_by = " ".join(told_by.split())[:120]
    return row if said else None


def _account(part, home, more, submission) -> Account:  # type: ignore[no-untyped-def]
    worry, danger = part(forms.Worry), part(forms.Danger)
    detail = worry.text("detail")
    line = worry.line("worry", 160)
    if not line and detail:
        first = " ".join(detail.split())
        line = first if len(first) <= 160 else first[:159] + "…"
    account = Account(
        worry=line, method=Account.Method.FORM, danger=danger.code("danger", Known.values),
        danger_action=danger.text("danger_action"),
    )
    paragraphs = [detail]
    for each, name in ((worry, "tried"), (home, "others")):
        if each.text(name):
            paragraphs.append(f"{each.label(name)}\n{each.text(name)}")
    if more:
        paragraphs.append("Written on the form as well\n" + "\n".join(more))
    paragraphs.append(_provenance(submission))
    account.detail = "\n\n".join(filter(None, paragraphs))
    return account


def _provenance(submission: Submission) -> str:
    said = [f"Sent on the referral form, reference {submission.reference}."]
    if submission.follows is not None:
        said.append(f"It changes what was sent as {submission.follows.reference}.")
    if submission.mark:
        said.append(f"{submission.get_mark_display()}: check who sent it.")
    return " ".join(said)
