"""How the cockpit calls things. Plain text."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from contracts.customer import Customer
from contracts.desk_api import HandoverSeen

_QUEUES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "service_desk": "Service desk",
        "roadside": "Roadside",
        "sales": "Sales",
        "finance_desk": "Finance desk",
        "customer_care": "Customer care",
        "connected_desk": "Connected car",
        "crisis": "Crisis",
    }
)


def queue_title(queue: str) -> str:
    """Return how a queue is called; a tenant's own one by its name."""
    return _QUEUES.get(queue, words(queue).capitalize())


def words(name: str) -> str:
    """Return a name of the API as words, such as `preferred dealer`."""
    return name.replace("_", " ")


def title_of(conversation_id: str, customer: Customer | None) -> str:
    """Return whose conversation it is: a name, or for who is not known the end of the conversation's id."""
    if customer is None:
        return f"Guest {conversation_id[-4:]}"
    return f"{customer.first_name} {customer.last_name}".strip() or f"Guest {conversation_id[-4:]}"


def state_words(handover: HandoverSeen, me: str) -> str:
    """Return where a conversation stands."""
    if handover.state == "waiting":
        return "waits in line"
    whose = "you" if handover.staff_id == me else handover.staff_name or "somebody"
    return f"offered to {whose}" if handover.state == "offered" else f"with {whose}"
