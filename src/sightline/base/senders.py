"""From which address something was sent: what tells two senders apart, where it can be trusted."""

from contextlib import suppress
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str | None:
    """The sender's address; none when there is none that reads as one.

    What a header says of it counts only behind our own HTTPS, which writes it: anybody else could
    claim another address with each request. A home or office has a whole /64 of the newer
    addresses, which counts as one.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_COOKIES:
        address = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or address
    with suppress(ValueError):
        read = ip_address(address)
        if read.version == 6:
            return str(ip_network((read, 64), strict=False).network_address)
        return str(read)
    return None
