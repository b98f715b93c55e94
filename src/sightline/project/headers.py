"""The headers that tell a browser to run nothing but our own files, and to keep no page."""

import gzip
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_vary_headers


class ContentSecurityPolicy:
    """The content security policy, sent with every page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        return response


class NothingKept:
    """No page stays in the browser after signing out, unless its view says that it may.

    A second factor's codes and what was typed and not taken are pages of libraries and of
    strangers, which the guard does not see.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


class Packed:
    """Style sheets and scripts are sent packed, each packed once.

    Pages are not: the length of a packed page tells somebody who listens what stands in it beside
    words of their own choosing. What is packed here is the same for everybody.
    """

    KINDS = ("text/css", "text/javascript", "application/javascript", "image/svg+xml")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.packed: dict[tuple[str, str], bytes] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path_info.startswith(settings.STATIC_URL):
            return response
        if not response.headers.get("Content-Type", "").startswith(self.KINDS):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if response.status_code != 200 or request.method != "GET":
            return response
        if "Content-Encoding" in response.headers or "gzip" not in request.headers.get(
            "Accept-Encoding", ""
        ):
            return response
        return self._packed(request.path_info, response)

    def _packed(self, path: str, response: HttpResponse) -> HttpResponse:
        key = (path, response.headers.get("Last-Modified", ""))
        body = self.packed.get(key)
        if body is None:
            plain = b"".join(response) if response.streaming else response.content
            body = self.packed[key] = gzip.compress(plain, 9, mtime=0)
        response.close()
        smaller = HttpResponse(body)
        smaller.headers = response.headers
        smaller.headers["Content-Encoding"] = "gzip"
        smaller.headers["Content-Length"] = str(len(body))
        # the same file otherwise: a browser may not take one for the other byte by byte
        smaller.headers.pop("ETag", None)
        return smaller
