"""The register of orders and powers, as the processes that hold them declare them."""

from dataclasses import dataclass

from sightline.kernel.register import Register


@dataclass(frozen=True, slots=True)
class Order:
    """An order or power that ends by law: its process, its name, and the clocks that end it."""

    process: str
    words: str
    clocks: tuple[str, ...]


orders: Register[Order] = Register("order or power")


def declare(order: Order) -> None:
    """Put an order in the register."""
    orders.add(order.process, order)
