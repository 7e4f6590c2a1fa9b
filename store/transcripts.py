"""What was said in a conversation, in order."""

from contracts.public import TranscriptEntry
from store.entries import entry_of
from store.errors import translated_errors
from store.policy import TRANSCRIPT_PAGE
from store.tables import TRY, ConversationItem


def read_transcript(conversation_id: str, after: str | None = None) -> tuple[list[TranscriptEntry], str | None]:
    """Up to `TRANSCRIPT_PAGE` messages in order, and the key to read on after, if there is more.

    A message that cannot be read is left out. Raises `Unavailable`.
    """
    below_tries = ConversationItem.turn < TRY
    key_range = below_tries if after is None else ConversationItem.turn.between(after + "\x00", TRY)
    with translated_errors():
        items = list(ConversationItem.query(conversation_id, key_range, limit=TRANSCRIPT_PAGE + 1))
    page = items[:TRANSCRIPT_PAGE]
    return [*filter(None, map(entry_of, page))], page[-1].turn if len(items) > TRANSCRIPT_PAGE else None
