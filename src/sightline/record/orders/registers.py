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
#: Processes of which an event may say where a child was put to be safe, by their keys.
placing: Register[str] = Register("work that puts a child somewhere to be safe")


def declare(order: Order) -> None:
    """Put an order in the register; whoever it holds is somewhere."""
    orders.add(order.process, order)
    placing.add(order.process, order.process)
