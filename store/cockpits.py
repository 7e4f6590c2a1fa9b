"""Live connections of staff: which cockpit is there, what it follows, and the tickets that open them.

They lie in the table of connections. Readers look at the time too: DynamoDB deletes what has expired days later.
"""

from datetime import UTC, datetime
from typing import Final

from pydantic import ValidationError
from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from contracts.live import AtDesk
from store.errors import translated_errors
from store.tables import ConnectionItem

_TICKET: Final = "ticket"
_CONNECTION: Final = "connection"
_FOLLOWS: Final = "follows#"
_REFUSED: Final = ("ConditionalCheckFailed", "TransactionConflict")


def save_staff_ticket(sha256: str, person: AtDesk, expires_at: datetime) -> None:
    """Store a ticket to the desk by its hash. Raises `Unavailable`."""
    with translated_errors():
        _item(f"ticket#{sha256}", _TICKET, person, expires_at).save()


def open_cockpit(sha256: str, connection_id: str, expires_at: datetime) -> AtDesk | None:
    """Take a ticket and store the connection that it opens, both or neither; returns whose it is.

    None for a ticket that is unknown, used or expired. Raises `Unavailable`.
    """
    with translated_errors():
        ticket = _found(f"ticket#{sha256}", _TICKET)
        person = _person_of(ticket)
        if ticket is None or person is None:
            return None
        try:
            with TransactWrite(connection=ConnectionItem._get_connection().connection) as transaction:
                transaction.delete(ticket, condition=ConnectionItem.key.exists())
                for key, name in _keys_of(person, connection_id):
                    transaction.save(_item(key, name, person, expires_at))
        except TransactWriteError as error:
            if not any(reason and reason.code in _REFUSED for reason in error.cancellation_reasons):
                raise
            return None
    return person


def find_cockpit(connection_id: str) -> AtDesk | None:
    """Return whose a connection is; None where it is a customer's, or not known any more. Raises `Unavailable`."""
    with translated_errors():
        return _person_of(_found(f"connection#{connection_id}", _CONNECTION))


def cockpits_at(tenant: str) -> list[str]:
    """Return the connections of all cockpits at a tenant's desk. Raises `Unavailable`."""
    return [item.name for item in _living(f"desk#{tenant}")]


def cockpits_of(staff_id: str) -> list[str]:
    """Return the connections of a person's cockpits. Raises `Unavailable`."""
    return [item.name for item in _living(f"staff#{staff_id}")]


def follow(conversation_id: str, connection_id: str, person: AtDesk, expires_at: datetime) -> None:
    """Let a cockpit follow a conversation. Raises `Unavailable`."""
    with translated_errors():
        _item(f"connection#{connection_id}", _FOLLOWS + conversation_id, person, expires_at).save()
        _item(f"conversation#{conversation_id}", connection_id, person, expires_at).save()


def unfollow(conversation_id: str, connection_id: str) -> None:
    """Let a cockpit follow a conversation no more. Raises `Unavailable`."""
    with translated_errors():
        ConnectionItem(f"conversation#{conversation_id}", connection_id).delete()
        ConnectionItem(f"connection#{connection_id}", _FOLLOWS + conversation_id).delete()


def staff_following(conversation_id: str) -> dict[str, AtDesk]:
    """Return the cockpits that follow a conversation, and whose they are. Raises `Unavailable`."""
    found = {item.name: _person_of(item) for item in _living(f"conversation#{conversation_id}")}
    return {connection: person for connection, person in found.items() if person is not None}


def forget_cockpit(tenant: str, connection_id: str) -> list[str]:
    """Delete a cockpit that is gone; returns the conversations that it followed. Raises `Unavailable`."""
    with translated_errors():
        items = list(ConnectionItem.query(f"connection#{connection_id}", consistent_read=True))
        person = next((person for item in items if (person := _person_of(item))), None)
        followed = [item.name.removeprefix(_FOLLOWS) for item in items if item.name.startswith(_FOLLOWS)]
        for conversation_id in followed:
            unfollow(conversation_id, connection_id)
        keys = _keys_of(person, connection_id) if person else ((f"desk#{tenant}", connection_id),)
        for key, name in keys:
            ConnectionItem(key, name).delete()
    return followed


def _keys_of(person: AtDesk, connection_id: str) -> tuple[tuple[str, str], ...]:
    return (
        (f"connection#{connection_id}", _CONNECTION),
        (f"desk#{person.tenant}", connection_id),
        (f"staff#{person.staff_id}", connection_id),
    )


def _living(key: str) -> list[ConnectionItem]:
    now = datetime.now(UTC)
    with translated_errors():
        return [item for item in ConnectionItem.query(key, consistent_read=True) if item.expires_at > now]


def _found(key: str, name: str) -> ConnectionItem | None:
    try:
        item = ConnectionItem.get(key, name, consistent_read=True)
    except ConnectionItem.DoesNotExist:
        return None
    return item if item.expires_at > datetime.now(UTC) else None


def _person_of(item: ConnectionItem | None) -> AtDesk | None:
    try:
        return AtDesk.model_validate(item.staff) if item is not None and item.staff else None
    except ValidationError:  # of a version that knows other roles: it is told nothing
        return None


def _item(key: str, name: str, person: AtDesk, expires_at: datetime) -> ConnectionItem:
    return ConnectionItem(key, name, staff=person.model_dump(mode="json"), expires_at=expires_at)
