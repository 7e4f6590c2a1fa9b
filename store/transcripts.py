"""What was said in a conversation, in order."""

from typing import Final

from contracts.public import TranscriptEntry
from store.entries import entry_of
from store.errors import translated_errors
from store.policy import TRANSCRIPT_PAGE
from store.tables import TRY, ConversationItem

_IN_ADDRESSES: Final = "~"
"""Stands for `#`: what follows that in an address never reaches a server."""


def read_transcript(conversation_id: str, after: str | None = None) -> tuple[list[TranscriptEntry], str | None]:
    """Up to `TRANSCRIPT_PAGE` messages in order, and where to read on, if there is more: fit for an address as it is.

    A message that cannot be read is left out. Raises `Unavailable`.
    """
    key_range = ConversationItem.turn.between((after or "").replace(_IN_ADDRESSES, "#") + "\x00", TRY)
    with translated_errors():
        items = list(ConversationItem.query(conversation_id, key_range, limit=TRANSCRIPT_PAGE + 1))
    page = items[:TRANSCRIPT_PAGE]
    following = page[-1].turn.replace("#", _IN_ADDRESSES) if len(items) > TRANSCRIPT_PAGE else None
    return [*filter(None, map(entry_of, page))], following
