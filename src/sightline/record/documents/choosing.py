"""A document asked for: which children, which recipient, how it is printed; kept in a sealed link.

Names are not written in the address, where a log or a history would keep them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.core import signing
from django.http import Http404
from django.utils.text import get_text_list

from sightline.access.audit import read
from sightline.access.policy import may_read, visible_children
from sightline.base.components.words import plural
from sightline.people.persons.models import Person
from sightline.people.relationships.lookups import sibling_group
from sightline.record.documents.composing import Made, compose, other_children, step_for
from sightline.record.documents.kinds import DocumentKind, kinds
from sightline.record.documents.models import ForWhom, Way
from sightline.record.documents.recipients import AGENCIES, FAMILY, Circle, To, circle_of

if TYPE_CHECKING:
    from sightline.access.users.models import User

SALT, SENDING = "sightline.documents", "document.send"
OTHER = "agency:"


@dataclass
class Choice:
    """What was chosen, as a link holds it."""

    to: str
    name: str = ""
    agency: str = ""
    role: str = ""
    also: list[int] = field(default_factory=list)
    large: bool = False
    easy: bool = False

    def sealed(self, child_id: int, document: str) -> str:
        """The choice as a part of an address that nobody else can read or change."""
        return signing.dumps([child_id, document, self.__dict__], salt=SALT, compress=True)


def opened(text: str, child_id: int, document: str) -> Choice:
    """The choice in a link; Http404 when it was made for another page or tampered with."""
    try:
        about, kind, held = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        raise Http404("This link holds no document. Choose the recipient again.") from None
    if (about, kind) != (child_id, document):
        raise Http404("This link is for another document. Choose the recipient again.")
    return Choice(**held)


def kind_called(key: str) -> DocumentKind:
    """The document an address names."""
    kind = kinds.get(key)
    if kind is None:
        raise Http404(f"There is no document called {key!r}.")
    return kind


def siblings_offered(child: Person, reader: User) -> list[Person]:
    """Brothers and sisters of whom the same document may be made; never beside a sealed record."""
    if child.restriction == Person.Restriction.SEALED:
        return []
    group = [one.person_id for one in sibling_group(child.pk, reader=reader)]
    visible = visible_children(reader, permission=SENDING)
    rows = Person.objects.filter(pk__in=group).filter(pk__in=visible)
    rows = rows.exclude(restriction=Person.Restriction.SEALED)
    return list(rows.select_related("authority").order_by("born_on", "pk"))


def recipients_of(kind: DocumentKind, circle: Circle) -> list[To]:
    """Whom a document of this child may be made for by name."""
    if kind.recipients is not None:
        step = step_for(kind, circle.child.pk)
        return list(kind.recipients(step)) if step is not None else []
    return [to for to in circle.options() if to.kind in kind.for_whom]


def recipient_in(kind: DocumentKind, circle: Circle, choice: Choice) -> To | None:
    """The recipient chosen, as they stand to this child; none when they are nobody to them."""
    if choice.to == OTHER:
        if ForWhom.AGENCY not in kind.for_whom:
            return None
        return circle.find(OTHER, name=choice.name, agency=choice.agency, role=choice.role)
    return next((to for to in recipients_of(kind, circle) if to.key == choice.to), None)


class ChooseForm(forms.Form):
    """For whom, about which children, and how it is printed."""

    to = forms.ChoiceField(label="Who is it for?", widget=forms.RadioSelect)
    name = forms.CharField(label="If somebody else: their name", max_length=120, required=False)
    role = forms.CharField(label="Their job", max_length=120, required=False)
    agency = forms.ChoiceField(label="Their agency", required=False,
                               choices=[("", "Choose one"), *AGENCIES])
    also = forms.MultipleChoiceField(
        label="Make the same for", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Each child gets a document of their own. None speaks of another child.",
    )
    large = forms.BooleanField(label="In large print", required=False)
    easy = forms.BooleanField(
        label="In Easy Read", required=False,
        help_text="Pictures, large letters and one idea in a line, for the child or the family. "
        "You are asked to put what was typed in plain words.",
    )

    def __init__(self, *args: Any, people: list[To], siblings: list[Person], agency: bool,
                 **kwargs: Any) -> None:
        """Offer those near the child, somebody of an agency where that may be, and siblings."""
        super().__init__(*args, **kwargs)
        told = [(to.key, f"{to.name}, {to.role}" if to.role else to.name) for to in people]
        if not any(to.kind in FAMILY for to in people):
            del self.fields["easy"]
        if agency:
            told.append((OTHER, "A professional or agency"))
        else:
            for name in ("name", "role", "agency"):
                del self.fields[name]
        self.fields["to"].choices = told  # type: ignore[attr-defined]
        offered = [(child.pk, child.display_name) for child in siblings]
        self.fields["also"].choices = offered  # type: ignore[attr-defined]
        if not offered:
            del self.fields["also"]

    def clean(self) -> dict[str, Any]:
        """Somebody of an agency has a name and an agency."""
        data = super().clean() or {}
        if data.get("to") == OTHER:
            for name, words in (("name", "Give their name."), ("agency", "Choose their agency.")):
                if not data.get(name, "").strip():
                    self.add_error(name, words)
            if data.get("easy"):
                self.add_error("easy", "Easy Read is for the child or the family. Choose one of "
                               "them, or take this tick away.")
        return data

    def choice(self) -> Choice:
        """What was chosen."""
        told = self.cleaned_data
        return Choice(
            told["to"], told.get("name", "").strip(), told.get("agency", ""),
            told.get("role", "").strip(), [int(pk) for pk in told.get("also", [])], told["large"],
            told.get("easy", False),
        )


class SendForm(forms.Form):
    """How a document was sent, and that whoever sends it read what they have to answer for."""

    named = forms.BooleanField()
    as_typed = forms.BooleanField()
    way = forms.ChoiceField(label="How was it sent?", choices=Way, widget=forms.RadioSelect)

    def __init__(self, *args: Any, names: str = "", to: str = "", as_typed: int = 0,
                 **kwargs: Any) -> None:
        """Ask about children who are named, and what Easy Read gives as it was typed."""
        super().__init__(*args, **kwargs)
        if as_typed:
            still = plural(as_typed, "passage is", "passages are")
            self.fields["as_typed"].label = (
                f"{still} not in plain words yet. I have read them, and {to} can understand them"
            )
            self.fields["as_typed"].error_messages["required"] = (
                f"{still} not in plain words yet. Put them in plain words, or tick that {to} can "
                "understand them."
            )
        else:
            del self.fields["as_typed"]
        if not names:
            del self.fields["named"]
            return
        words = f"I have read what it says of {names}, and {to} may be told it"
        self.fields["named"].label = words
        self.fields["named"].error_messages["required"] = (
            f"It names {names}. Read those words: change them in the record, or tick that {to} "
            "may be told."
        )


@dataclass
class Batch:
    """The same document of one child or several, and the children it could not be made of."""

    kind: DocumentKind
    choice: Choice
    made: list[Made]
    without: list[str] = field(default_factory=list)

    @property
    def first(self) -> Made:
        """The document of the child whose page it is."""
        return self.made[0]

    @property
    def as_typed(self) -> int:
        """How many passages of Easy Read copies nobody has put in plain words."""
        return sum(len(one.as_typed) for one in self.made)

    @property
    def names(self) -> str:
        """The children whom a document of another names, to be asked about: Ana and Ben."""
        held = {named.child_id: named.name for one in self.made for named in one.named}
        return get_text_list(list(held.values()), "and")


def batch(kind: DocumentKind, child: Person, choice: Choice, reader: User, page: str) -> Batch:
    """Every document that was chosen; each other child's reading is audited like the first's."""
    circle = circle_of(child, reader)
    to = recipient_in(kind, circle, choice)
    if to is None:
        raise Http404("Nobody near this child can be sent this document. Choose again.")
    found = Batch(kind, choice, [
        compose(kind, child, to, reader, large=choice.large, easy=choice.easy, circle=circle)
    ])
    for other in siblings_offered(child, reader) if choice.also else ():
        if other.pk in choice.also:
            _add(found, other, reader, page)
    for pk in other_children(found.made):
        _read(pk, reader, page)
    return found


def _read(child_id: int, reader: User, page: str) -> bool:
    """Whether the reader may read this other child too; that they did is in the trail."""
    decision = may_read(reader, child_id, permission=SENDING)
    if decision.allowed:
        read(user=reader, child_id=child_id, page=page, ground=decision.ground,
             authority_id=decision.authority_id)
    return decision.allowed


def _add(found: Batch, other: Person, reader: User, page: str) -> None:
    if not _read(other.pk, reader, page):
        return
    circle = circle_of(other, reader)
    to = recipient_in(found.kind, circle, found.choice)
    wanted = found.kind.steps is None or step_for(found.kind, other.pk) is not None
    if to is None or not wanted:
        found.without.append(other.display_name)
        return
    found.made.append(
        compose(found.kind, other, to, reader, large=found.choice.large, easy=found.choice.easy,
                circle=circle)
    )

