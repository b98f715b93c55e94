"""A contact while it is being taken: whom it is about so far, and everything typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.db import transaction
from django.utils.datastructures import MultiValueDict
from markupsafe import Markup

from sightline.base.forms import Child, PageForm
from sightline.base.forms.drawing import draw
from sightline.base.forms.reading import key
from sightline.base.moments import now, today
from sightline.journey.contact.actions.receiving import put_on_the_system
from sightline.journey.contact.forms import RECEIVE
from sightline.journey.contact.newcomers import ASKED, NewcomerForm
from sightline.journey.contact.process import PROCESS
from sightline.people.matching.candidates import Candidates, candidates
from sightline.people.matching.scope import scope_of
from sightline.people.matching.search import Found, find
from sightline.people.persons.models import Person
from sightline.people.persons.summary import line_of
from sightline.people.restriction.barrier import custodians
from sightline.record.drafts.actions import Place
from sightline.record.pages.options import options_for
from sightline.record.pages.submitting import Submission, submit

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User
    from sightline.people.persons.summary import IdentityLine
    from sightline.record.spine.models import Event

WHO, SOUGHT = "who", "q"
MOST = 20
SIGNED = "contact.restricted"
Typed = dict[str, list[str]]


@dataclass
class Someone:
    """One of those the contact is about: a record, a record kept from the reader, or a newcomer.

    `entry` is what the page hands back ("p12", "r:…", "n1:unborn"); `id` tells the questions
    of one apart from another's, and is negative until there is a record.
    """

    entry: str
    id: int
    name: str
    person: Person | None = None
    kept: bool = False
    form: NewcomerForm | None = None

    @property
    def questions(self) -> Markup:
        """What is asked about a newcomer, as HTML."""
        return draw(self.form, summary=False) if self.form is not None else Markup("")

    @property
    def line(self) -> IdentityLine | None:
        """What a list says of them, for whoever may see it."""
        return line_of(self.person) if self.person is not None and not self.kept else None


def sign(person_id: int, user: User) -> str:
    """A restricted record chosen by somebody who named it exactly; good for them alone."""
    return signing.dumps([person_id, user.pk], salt=SIGNED)


def _signed(text: str, user: User) -> int | None:
    try:
        person_id, user_id = signing.loads(text, salt=SIGNED)
    except (signing.BadSignature, ValueError):
        return None
    return int(person_id) if user_id == user.pk else None


def place(authority: Authority) -> Place:
    """Where the draft of a contact belongs while it is about nobody for certain."""
    return Place(PROCESS.key, RECEIVE.key, authority)


class Taking:
    """Everything typed so far about one contact, read for one person in one authority."""

    def __init__(
        self, user: User, authority: Authority, typed: Mapping[str, Iterable[str]]
    ) -> None:
        self.user, self.authority = user, authority
        self.typed: Typed = {name: list(texts) for name, texts in typed.items()}

    @property
    def entries(self) -> list[str]:
        """Whom it is about, as the page hands them back."""
        return list(dict.fromkeys(self.typed.get(WHO, [])))[:MOST]

    @property
    def sought(self) -> str:
        """What is being searched for."""
        return (self.typed.get(SOUGHT) or [""])[0].strip()

    @cached_property
    def people(self) -> list[Someone]:
        """Those the contact is about, each as the reader may see them."""
        known = self._known()
        found = [self._someone(entry, known) for entry in self.entries]
        return [someone for someone in found if someone is not None]

    def _known(self) -> dict[int, Person]:
        wanted = [key(entry[1:]) or 0 for entry in self.entries if entry[:1] == "p"]
        people = Person.objects.filter(scope_of(self.user, self.authority.pk).q(), pk__in=wanted)
        return {person.pk: person for person in people.select_related("authority")}

    def _someone(self, entry: str, known: Mapping[int, Person]) -> Someone | None:
        kind, rest = entry[:1], entry[1:]
        person = known.get(key(rest) or 0) if kind == "p" else None
        if person is not None:
            return Someone(entry, person.pk, person.display_name, person)
        if kind == "r":
            return self._restricted(entry, rest.removeprefix(":"))
        number, _, asked = rest.partition(":")
        if kind == "n" and key(number) is not None and asked in ASKED:
            form = NewcomerForm(asked, MultiValueDict(self.typed), f"n{number}")
            return Someone(entry, -int(number), form.name, form=form)
        return None

    def _restricted(self, entry: str, signed: str) -> Someone | None:
        person_id = _signed(signed, self.user)
        if person_id is None:
            return None
        people = Person.objects.filter(authority=self.authority, pk=person_id)
        person = people.select_related("authority").first()
        if person is None:
            return None
        keeper = custodians([person.pk]).get(person.pk, "")
        return Someone(entry, person.pk, f"Restricted record: ask {keeper}", person, kept=True)

    @cached_property
    def form(self) -> PageForm:
        """The questions, filled with what was typed."""
        return self._form(draft=self.typed)

    def _form(self, **filled: Any) -> PageForm:
        someone = next((s.person for s in self.people if s.person is not None), Person())
        page = RECEIVE
        if not self.people:
            # nothing can be said of each while there is nobody
            shared = tuple(section for section in page.sections if not section.per_child)
            page = replace(page, sections=shared)
        return PageForm(
            page, PROCESS.event(page.event), options=options_for(page, someone, self.user),
            children=[Child(s.id, s.name) for s in self.people], **filled,
        )

    @property
    def questions(self) -> Markup:
        """The questions as HTML."""
        return self.form.draw()

    @property
    def unreadable(self) -> list[dict[str, str]]:
        """What was typed and cannot be read, with where to put it right."""
        found = [{"text": p.words, "href": p.href} for p in self.form.errors]
        for someone in self.people:
            if someone.form is not None and not someone.form.is_valid():
                for name, errors in someone.form.errors.items():
                    words = f"{someone.name}: {someone.form.fields[name].label}: {errors[0]}"
                    found.append({"text": words, "href": f"#{someone.form.prefix}-{name}"})
        return found

    def search(self) -> Found | None:
        """People who answer what is being searched for."""
        if not self.sought:
            return None
        return find(self.user, self.sought, authority_id=self.authority.pk, where="a new contact")

    def like(self, someone: Someone) -> Candidates | None:
        """Records already here that a newcomer may be."""
        told = someone.form.told() if someone.form is not None else None
        if told is None:
            return None
        return candidates(
            user=self.user, authority=self.authority, told=told, where="a new contact", limit=4
        )


def begun(authority: Authority, user: User) -> Typed:
    """A new contact's first answers: it reached us now, unless somebody says otherwise."""
    moment = now()
    form = PageForm(RECEIVE, PROCESS.event(RECEIVE.event))
    return form.written({"event": {"on": today(), "time": moment.time()}})


def changed(typed: Mapping[str, Iterable[str]], do: str) -> Typed:
    """What was typed after a button was pressed: somebody added, left out or found to be known."""
    new = {name: list(texts) for name, texts in typed.items()}
    who = list(dict.fromkeys(new.get(WHO, [])))
    verb, _, rest = do.partition(":")
    if verb in ("add", "restricted"):
        entry = f"p{rest}" if verb == "add" else f"r:{rest}"
        who += [entry] if entry not in who else []
        new[SOUGHT] = [""]
    elif verb == "new":
        who.append(f"n{_next(who)}:{rest}")
        new[SOUGHT] = [""]
    elif verb == "remove":
        who = [entry for entry in who if entry != rest]
    elif verb == "same":
        entry, _, person_id = rest.rpartition(":")
        who = list(dict.fromkeys(f"p{person_id}" if e == entry else e for e in who))
        new = _renamed(new, f"-{entry[1:].partition(':')[0]}", person_id)
    return {**new, WHO: who}


def _next(who: Iterable[str]) -> int:
    numbers = [key(e[1:].partition(":")[0]) for e in who if e.startswith("n")]
    return max((number for number in numbers if number is not None), default=0) + 1


def _renamed(typed: Typed, old: str, new: str) -> Typed:
    """What was answered for a newcomer, kept for the record they turned out to have."""
    before, after = f"child-{old}-", f"child-{new}-"
    return {
        after + name.removeprefix(before) if name.startswith(before) else name: texts
        for name, texts in typed.items()
    }


def record(taking: Taking, *, by: User) -> Event:
    """Record the contact with whatever there is; newcomers are put on the system with it."""
    values = taking.form.values()
    day = values["event"].get("on") or today()
    answers: dict[int, Any] = {}
    missing: dict[int, list[str]] = {}
    with transaction.atomic():
        people = []
        for someone in taking.people:
            own = values["children"].get(someone.id, {"event": {}, "rows": {}})
            person = someone.person
            if person is None and someone.form is not None:
                new = someone.form.new()
                person = put_on_the_system(new, authority=taking.authority, by=by, on=day)
                part = (own["rows"].get("contact.ChildPart") or [{}])[0]
                part |= {"about": new.kind, "described": new.told_apart_by}
                own["rows"]["contact.ChildPart"] = [part]
            if person is not None:
                people.append(person)
                answers[person.pk] = own
                missing[person.pk] = taking.form.missing_of(someone.id)
        return submit(
            Submission(
                process=PROCESS, page=RECEIVE, values={**values, "children": answers}, by=by,
                children=people, missing=taking.form.missing_of(None),
                missing_of=missing,
            )
        )
