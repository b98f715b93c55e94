"""Kinds of event whose correction has a page of its own, as the process that owns it declares."""

from collections.abc import Callable

from sightline.kernel.register import Register
from sightline.record.spine.models import Event

#: Full kind ("contact.received") -> the address of the page that corrects such an event.
own_corrections: Register[Callable[[Event], str]] = Register("correction")
