"""The position of each entry in its conversation: 1, 2, 3 and so on, in the order in which they were stored."""

from collections.abc import Iterator
from typing import Final

from store.entries import position_key
from store.errors import translated_errors
from store.tables import POSITION, REPLY, TRY, ConversationItem

_LAST: Final = position_key(999_999)
_FIRST_ENTRY: Final = "\x00"


def last_position(conversation_id: str) -> int:
    """The position of the entry that was stored last; 0 where none has one. Raises `Unavailable`."""
    with translated_errors():
        found = ConversationItem.query(
            conversation_id,
            ConversationItem.turn.between(POSITION, _LAST),
            consistent_read=True,
            scan_index_forward=False,
            limit=1,
            attributes_to_get=["turn"],
        )
        return next((int(item.turn.removeprefix(POSITION)) for item in found), 0)


def position_of(conversation_id: str, entry: str) -> int:
    """The position of the entry with this sort key; 0 where it has none. Raises `Unavailable`."""
    with translated_errors():
        try:
            found = ConversationItem.get(conversation_id, entry, consistent_read=True, attributes_to_get=["seq"])
        except ConversationItem.DoesNotExist:
            return 0
    return int(found.seq or 0)


def position_of_reply(conversation_id: str, turn_id: str) -> int:
    """The position of the reply to a turn; 0 where it has none. Raises `Unavailable`."""
    return position_of(conversation_id, turn_id + REPLY)


def entries_after(conversation_id: str, seq: int) -> list[ConversationItem]:
    """Every entry after a position, in order. Raises `Unavailable`.

    After 0 these are all that there are: first those that were stored before entries had a position, then the others.
    """
    with translated_errors():
        if not seq:
            entries = ConversationItem.turn.between(_FIRST_ENTRY, TRY)
            found = list(ConversationItem.query(conversation_id, entries, consistent_read=True))
        else:
            found = list(_entries_at(conversation_id, position_key(seq + 1)))
    return sorted(found, key=lambda item: item.seq or 0)


def _entries_at(conversation_id: str, first: str) -> Iterator[ConversationItem]:
    positions = ConversationItem.query(
        conversation_id, ConversationItem.turn.between(first, _LAST), consistent_read=True
    )
    keys = [(conversation_id, item.turn_id) for item in positions if item.turn_id]
    yield from ConversationItem.batch_get(keys, consistent_read=True)
