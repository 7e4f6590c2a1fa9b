"""What was said in a conversation, in order."""

from contracts.policy import TRANSCRIPT_PAGE
from contracts.turn import TranscriptEntry, TurnAnswer
from store.tables import REPLY, TRY, ConversationItem, translated_errors


def read_transcript(conversation_id: str, after: str | None = None) -> tuple[list[TranscriptEntry], str | None]:
    """Up to `TRANSCRIPT_PAGE` messages in order, and the key to read on after, if there is more."""
    below_tries = ConversationItem.turn < TRY
    key_range = below_tries if after is None else ConversationItem.turn.between(after + "\x00", TRY)
    with translated_errors():
        items = list(ConversationItem.query(conversation_id, key_range, limit=TRANSCRIPT_PAGE + 1))
        page = items[:TRANSCRIPT_PAGE]
        return [_entry(item) for item in page], page[-1].turn if len(items) > TRANSCRIPT_PAGE else None


def _entry(item: ConversationItem) -> TranscriptEntry:
    reply = TurnAnswer.model_validate(item.answer).reply if item.answer else None
    return TranscriptEntry.model_validate(
        {
            "turn_id": item.turn.removesuffix(REPLY),
            "author": item.author,
            "text": item.text,
            "created_at": item.created_at,
            "client_turn_id": item.client_turn_id,
            "citations": reply.citations if reply else (),
            "suggestions": reply.suggestions if reply else (),
        }
    )
