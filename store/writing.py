"""Items of a conversation, written together or not at all, and each entry at the next position."""

from dataclasses import dataclass
from typing import Final

from pynamodb.exceptions import TransactWriteError
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from contracts.errors import ConversationBusy, Unavailable
from store.entries import position_item
from store.positions import last_position
from store.retry import tries
from store.tables import POSITION, ConversationItem, DeskItem, SessionItem

_STORED: Final = "ConditionalCheckFailed"
_CONFLICT: Final = "TransactionConflict"
"""Somebody else writes the same item at this instant."""
_THROTTLED: Final = ("ThrottlingError", "ProvisionedThroughputExceeded")
"""As for a conflict, DynamoDB cancels a transaction that may go through a moment later, and leaves the retry to us."""


@dataclass(frozen=True, eq=False)
class Gone:
    """An item to be deleted, if it is at the version that was read."""

    item: Model


@dataclass(frozen=True, eq=False)
class Unmoved:
    """A record of the desk that is not written, and must be at the version that was read."""

    item: DeskItem


Written = Model | Gone | Unmoved


def write_entry(entry: ConversationItem, *others: Written) -> list[Written]:
    """Write an entry at the next position of its conversation, and other items with it, each where none is stored.

    Where another entry was first at that position the next one is tried, until time is up (`store.retry`). Returns the
    items that were refused; then none is written. Raises `ConversationBusy` and `Unavailable`.
    """
    for _ in tries():
        entry.seq = last_position(entry.conversation_id) + 1
        position = position_item(entry, entry.seq)
        refused = write_together(position, entry, *others)
        if position not in refused or len(refused) > 1:
            return [item for item in refused if item is not position]
    raise ConversationBusy


def write_together(*items: Written) -> list[Written]:
    """Write all items, each only where none (or for what has versions: the one that was read) is stored.

    Returns the items that were refused; then none is written. A session, a record of the desk or a position that
    somebody else writes at this instant is refused too: what was read of it is out of date by then. Raises
    `ConversationBusy` and `Unavailable`.
    """
    throttled, ordered = "", sorted(items, key=_place)
    for _ in tries():
        try:
            with TransactWrite(connection=ConversationItem._get_connection().connection) as transaction:
                for item in ordered:
                    _add(item, transaction)
            return []
        except TransactWriteError as error:
            codes = [reason.code if reason else None for reason in error.cancellation_reasons]
            refused = [item for item, code in zip(ordered, codes, strict=False) if _is_refused(item, code)]
            if refused:
                return refused
            throttled = next((code for code in codes if code in _THROTTLED), "")
            if not throttled and _CONFLICT not in codes:
                raise
    raise Unavailable("dynamodb", throttled) if throttled else ConversationBusy


def _place(item: Written) -> int:
    """Where pynamodb puts an item in a transaction, in whose order DynamoDB says what it refused."""
    return 0 if isinstance(item, Unmoved) else 1 if isinstance(item, Gone) else 2


def _add(item: Written, transaction: TransactWrite) -> None:
    if isinstance(item, Unmoved):
        record = item.item
        transaction.condition_check(DeskItem, record.key, record.name, DeskItem.version == record.version)
    elif isinstance(item, Gone):
        transaction.delete(item.item)
    elif isinstance(item, ConversationItem):
        transaction.save(item, condition=ConversationItem.turn.does_not_exist())
    else:
        transaction.save(item)


def _is_refused(item: Written, code: str | None) -> bool:
    return code == _STORED or (code == _CONFLICT and _is_out_of_date(item))


def _is_out_of_date(item: Written) -> bool:
    """Whether an item says what was true when it was read: so does what has a version, and the next free position."""
    if isinstance(item, ConversationItem):
        return item.turn.startswith(POSITION)
    return isinstance(item, SessionItem | DeskItem | Gone | Unmoved)
