"""A customer rates what a person did for them, once that person has finished."""

from collections.abc import Callable

from contracts.errors import NotFound
from contracts.feedback import Feedback, FeedbackKept
from contracts.session import Session
from conversations.stores import Sessions


def take_feedback(
    conversation_id: str,
    feedback: Feedback,
    sessions: Sessions,
    has_finished: Callable[[str, str], bool],
    save: Callable[[Session, Feedback], FeedbackKept],
) -> FeedbackKept:
    """Keep what a customer says of a person; returns the first that was kept, where there is one already.

    Raises `NotFound`, also where no person has finished, `ConversationBusy` and `Unavailable`.
    """
    session = sessions.existing(conversation_id)
    if not has_finished(conversation_id, feedback.about):
        raise NotFound("about", "no person has finished there")
    return save(session, feedback)
