"""Live connections, the tickets that open them, and turns whose reply nobody waits for any more.

DynamoDB deletes what has expired days later, so that whoever reads looks at the time too.
"""

from datetime import UTC, datetime
from typing import Final

from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from store.errors import translated_errors
from store.tables import ConnectionItem

_TICKET: Final = "ticket"
_CONNECTION: Final = "connection"
_CONVERSATION: Final = "conversation"
_STOPPED: Final = "stopped"
_REFUSED: Final = ("ConditionalCheckFailed", "TransactionConflict")


def save_ticket(sha256: str, conversation_id: str, expires_at: datetime) -> None:
    """Store a ticket to a conversation by its hash. Raises `Unavailable`."""
    with translated_errors():
        _item(_TICKET, sha256, _TICKET, expires_at, conversation_id).save()


def open_connection(sha256: str, connection_id: str, expires_at: datetime) -> str | None:
    """Take a ticket and store the connection that it opens, both or neither; returns its conversation.

    None for a ticket that is unknown, used or expired. Raises `Unavailable`.
    """
    with translated_errors():
        ticket = _found(_TICKET, sha256, _TICKET)
        if ticket is None or ticket.conversation_id is None:
            return None
        try:
            with TransactWrite(connection=ConnectionItem._get_connection().connection) as transaction:
                transaction.delete(ticket, condition=ConnectionItem.key.exists())
                for item in _items_of(ticket.conversation_id, connection_id, expires_at):
                    transaction.save(item)
        except TransactWriteError as error:
            if not any(reason and reason.code in _REFUSED for reason in error.cancellation_reasons):
                raise
            return None
    return ticket.conversation_id


def conversation_followed_by(connection_id: str) -> str | None:
    """The conversation that a connection follows; None where it is not known any more. Raises `Unavailable`."""
    with translated_errors():
        found = _found(_CONNECTION, connection_id, _CONNECTION)
    return found.conversation_id if found else None


def find_connections(conversation_id: str) -> list[str]:
    """Every connection that follows a conversation. Raises `Unavailable`."""
    now = datetime.now(UTC)
    with translated_errors():
        items = list(ConnectionItem.query(_key(_CONVERSATION, conversation_id), consistent_read=True))
    return [item.name for item in items if item.expires_at > now]


def forget_connection(conversation_id: str, connection_id: str) -> None:
    """Delete a connection that is gone; one that is not known is none. Raises `Unavailable`."""
    with translated_errors():
        ConnectionItem(_key(_CONVERSATION, conversation_id), connection_id).delete()
        ConnectionItem(_key(_CONNECTION, connection_id), _CONNECTION).delete()


def save_stop(turn_id: str, expires_at: datetime) -> None:
    """Store that nobody wants to see more of a turn's reply. Raises `Unavailable`."""
    with translated_errors():
        _item(_STOPPED, turn_id, _STOPPED, expires_at).save()


def was_stopped(turn_id: str) -> bool:
    """Whether that was stored. Raises `Unavailable`."""
    with translated_errors():
        return _found(_STOPPED, turn_id, _STOPPED) is not None


def _items_of(conversation_id: str, connection_id: str, expires_at: datetime) -> tuple[ConnectionItem, ConnectionItem]:
    """A connection, to be found by its own id and by its conversation's."""
    return (
        _item(_CONNECTION, connection_id, _CONNECTION, expires_at, conversation_id),
        _item(_CONVERSATION, conversation_id, connection_id, expires_at, conversation_id),
    )


def _found(kind: str, value: str, name: str) -> ConnectionItem | None:
    try:
        item = ConnectionItem.get(_key(kind, value), name, consistent_read=True)
    except ConnectionItem.DoesNotExist:
        return None
    return item if item.expires_at > datetime.now(UTC) else None


def _item(kind: str, value: str, name: str, expires_at: datetime, conversation_id: str | None = None) -> ConnectionItem:
    return ConnectionItem(_key(kind, value), name, conversation_id=conversation_id, expires_at=expires_at)


def _key(kind: str, value: str) -> str:
    return f"{kind}#{value}"
