"""The door for what a browser sends: characters that no database takes are left outside."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

NUL = "\x00"
LARGEST = 2**63 - 1


class PlainText:
    """Takes the NUL character out of addresses and forms.

    PostgreSQL refuses a text that holds one, and a page pasted from another program may: what was
    typed around it must be recorded all the same.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: dict[str, object]
    ) -> None:
        if any(map(_nowhere, kwargs.values())):
            raise Http404("There is nothing at such an address.")
        # Django means a query to stay as it came; this is the one place that may not leave it so
        sent: Any = request
        sent.GET = _plain(request.GET)
        if request.method == "POST":
            sent.POST = _plain(request.POST)


def _nowhere(value: object) -> bool:
    """Whether a part of an address can name no row: no database counts so far."""
    if isinstance(value, int):
        return value > LARGEST
    return isinstance(value, str) and NUL in value


def _plain(sent: QueryDict) -> QueryDict:
    if not any(NUL in name or any(NUL in v for v in values) for name, values in sent.lists()):
        return sent
    plain = QueryDict(mutable=True)
    for name, values in sent.lists():
        plain.setlist(name.replace(NUL, ""), [value.replace(NUL, "") for value in values])
    plain._mutable = False
    return plain
