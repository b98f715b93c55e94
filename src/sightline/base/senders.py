"""From which address something was sent: what tells two senders apart, where it can be trusted."""

from contextlib import suppress
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str | None:
    """The sender's address; none when there is none that reads as one.

    What a header says of it counts only behind our own HTTPS, which writes it: anybody else could
    claim another address with each request. A home or office has a whole /64 of the newer
    addresses, which counts as one. An older address in the newer writing is the older one still:
    all of them lie in one /64. A port that a proxy writes after an address is no part of it.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_COOKIES:
        address = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or address
    with suppress(ValueError):
        read = ip_address(_without_port(address))
        if isinstance(read, IPv6Address) and read.ipv4_mapped is not None:
            return str(read.ipv4_mapped)
        if read.version == 6:
            return str(ip_network((read, 64), strict=False).network_address)
        return str(read)
    return None


def _without_port(address: str) -> str:
    """An address as it is read, of "203.0.113.9:4711" or "[2001:db8::1]:4711"."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    host, colon, port = address.rpartition(":")
    return host if colon and port.isdigit() and ":" not in host else address
