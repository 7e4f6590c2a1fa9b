"""What customers say of the people who helped them: one entry for each time that a person has finished."""

from contracts.feedback import Feedback, FeedbackKept
from contracts.session import Session
from store.entries import feedback_item
from store.errors import translated_errors
from store.tables import ConversationItem
from store.writing import write_together


def has_finished(conversation_id: str, entry_id: str) -> bool:
    """Whether an entry tells that a person has finished with the conversation. Raises `Unavailable`."""
    with translated_errors():
        try:
            return ConversationItem.get(conversation_id, entry_id, consistent_read=True).event == "finished"
        except ConversationItem.DoesNotExist:
            return False


def save_feedback(session: Session, feedback: Feedback) -> FeedbackKept:
    """Store feedback, unless there is some about the same already; returns what is stored.

    Raises `ConversationBusy` and `Unavailable`.
    """
    item = feedback_item(session, feedback)
    with translated_errors():
        if write_together(item):
            item = ConversationItem.get(item.conversation_id, item.turn, consistent_read=True)
    return FeedbackKept(about=feedback.about, rating=int(item.rating))
