"""The registers through which facts go up the house: what each floor has declared."""

from collections.abc import Iterator
from typing import Generic, TypeVar

from sightline.kernel.process import EventKind, Process

T = TypeVar("T")


class Register(Generic[T]):
    """Things declared once under a key and read by the floors above."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._items: dict[str, T] = {}

    def add(self, key: str, item: T) -> T:
        """Declare an item; declaring another under the same key is an error."""
        standing = self._items.get(key)
        if standing is not None and standing is not item and standing != item:
            raise ValueError(f"{self.name} {key!r} is declared twice")
        self._items[key] = item
        return item

    def __getitem__(self, key: str) -> T:
        try:
            return self._items[key]
        except KeyError:
            known = ", ".join(sorted(self._items)) or "nothing yet"
            raise KeyError(f"No {self.name} called {key!r}. Declared: {known}") from None

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[T]:
        return iter(self._items[key] for key in sorted(self._items))

    def __len__(self) -> int:
        return len(self._items)

    def names(self) -> list[str]:
        """The keys under which things are declared, in order."""
        return sorted(self._items)

    def get(self, key: str) -> T | None:
        """The item, or None."""
        return self._items.get(key)


class ProcessRegister(Register[Process]):
    """Every process and shared part, by key."""

    def declare(self, process: Process) -> Process:
        """Add a process under its own key."""
        return self.add(process.key, process)

    def event(self, kind: str) -> tuple[Process, EventKind]:
        """The process and event kind of a full name such as "section47.started"."""
        process_key, _, event_key = kind.partition(".")
        process = self[process_key]
        return process, process.event(event_key)


processes = ProcessRegister("process")
