"""The links across the top of every page, declared by the floors that own the pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch

from sightline.base.components.addresses import address
from sightline.kernel.register import Register


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the service navigation, offered to people who hold its permission."""

    title: str
    url_name: str
    permission: str = ""
    order: int = 50

    def address(self) -> str:
        """Where it leads; empty while its page is not in this installation."""
        try:
            return address(self.url_name)
        except NoReverseMatch:
            return ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is signed in, as the header says it."""

    name: str
    role: str = ""
    authority: str = ""


navigation: Register[Link] = Register("navigation link")


def register(title: str, url_name: str, permission: str = "", order: int = 50) -> Link:
    """Declare a link; `order` sets its place, from the left."""
    return navigation.add(url_name, Link(title, url_name, permission, order))


def _identity_of_user(request: HttpRequest) -> Identity:
    user: Any = request.user
    return Identity(name=getattr(user, "display_name", "") or user.get_username())


def _holds(request: HttpRequest, permission: str) -> bool:
    return bool(request.user.has_perm(permission))


class Frame:
    """What surrounds the content of a page, told by the floor that knows who is signed in.

    Access replaces `identity` and `holds` when the house is put together.
    """

    identity: Callable[[HttpRequest], Identity] = staticmethod(_identity_of_user)
    holds: Callable[[HttpRequest, str], bool] = staticmethod(_holds)


frame = Frame()


def signed_in(request: HttpRequest | None) -> bool:
    """Whether somebody is signed in on this request."""
    user = getattr(request, "user", None)
    return bool(user is not None and user.is_authenticated)


def identity(request: HttpRequest | None) -> Identity | None:
    """Who is signed in, or nobody."""
    return frame.identity(request) if request is not None and signed_in(request) else None


def holds(request: HttpRequest | None, permission: str) -> bool:
    """Whether the person on this request holds a permission."""
    if not signed_in(request):
        return False
    return not permission or frame.holds(request, permission)  # type: ignore[arg-type]


def links(request: HttpRequest | None) -> list[dict[str, Any]]:
    """The navigation items this person is offered, in the shape of the GOV.UK component."""
    if request is None or not signed_in(request):
        return []
    offered = [
        (link.title, address)
        for link in sorted(navigation, key=lambda link: (link.order, link.title))
        if (address := link.address()) and holds(request, link.permission)
    ]
    # a page beneath a page beneath another is in one place alone: the nearest
    above = max(
        (at for _, at in offered if at != "/" and request.path.startswith(at)), key=len, default="")
    return [
        {"text": title, "href": at, "current": request.path == at,
         "active": at in (request.path, above)}
        for title, at in offered
    ]
