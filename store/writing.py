"""Items of a conversation, written together or not at all, and each entry at the next position."""

from typing import Final

from pynamodb.exceptions import TransactWriteError
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from contracts.errors import ConversationBusy, Unavailable
from store.entries import position_item
from store.positions import last_position
from store.retry import tries
from store.tables import POSITION, ConversationItem, SessionItem

_STORED: Final = "ConditionalCheckFailed"
_CONFLICT: Final = "TransactionConflict"
"""Somebody else writes the same item at this instant."""
_THROTTLED: Final = ("ThrottlingError", "ProvisionedThroughputExceeded")
"""As for a conflict, DynamoDB cancels a transaction that may go through a moment later, and leaves the retry to us."""


def write_entry(entry: ConversationItem, *others: Model) -> list[Model]:
    """Write an entry at the next position of its conversation, and other items with it, each where none is stored.

    Where another entry was first at that position the next one is tried, until time is up (`store.retry`). Returns the
    items that were refused; then none is written. Raises `ConversationBusy` and `Unavailable`.
    """
    for _ in tries():
        entry.seq = last_position(entry.conversation_id) + 1
        position = position_item(entry, entry.seq)
        refused = _write_together(position, entry, *others)
        if position not in refused or len(refused) > 1:
            return [item for item in refused if item is not position]
    raise ConversationBusy


def _write_together(*items: Model) -> list[Model]:
    """Write all items, each only where none (or for a session: the version that was read) is stored.

    Returns the items that were refused; then none is written. A session or a position that somebody else writes at this
    instant is refused too: what was read of it is out of date by then. Raises `ConversationBusy` and `Unavailable`.
    """
    throttled = ""
    for _ in tries():
        try:
            with TransactWrite(connection=ConversationItem._get_connection().connection) as transaction:
                for item in items:
                    condition = ConversationItem.turn.does_not_exist() if isinstance(item, ConversationItem) else None
                    transaction.save(item, condition=condition)
            return []
        except TransactWriteError as error:
            codes = [reason.code if reason else None for reason in error.cancellation_reasons]
            refused = [item for item, code in zip(items, codes, strict=False) if _is_refused(item, code)]
            if refused:
                return refused
            throttled = next((code for code in codes if code in _THROTTLED), "")
            if not throttled and _CONFLICT not in codes:
                raise
    raise Unavailable("dynamodb", throttled) if throttled else ConversationBusy


def _is_refused(item: Model, code: str | None) -> bool:
    return code == _STORED or (code == _CONFLICT and _is_out_of_date(item))


def _is_out_of_date(item: Model) -> bool:
    """Whether an item says what was true when it was read: so does a session, and the next free position."""
    return isinstance(item, SessionItem) or (isinstance(item, ConversationItem) and item.turn.startswith(POSITION))
