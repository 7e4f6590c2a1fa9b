"""Sessions, written only at the version that was read."""

from collections.abc import Callable
from datetime import timedelta

from pydantic import ValidationError
from pynamodb.exceptions import PutError

from contracts.errors import ConversationBusy, NotFound
from contracts.session import Dialogue, Session
from observe.log import Fields
from store.errors import broken_fields, malformed, report_malformed, translated_errors
from store.policy import CONVERSATION_RETENTION_DAYS
from store.retry import tries
from store.tables import LOST_RACES, SessionItem


def find_session(conversation_id: str) -> Session | None:
    """The session, read consistently, or None. Raises `Unavailable`."""
    with translated_errors():
        try:
            item = SessionItem.get(conversation_id, consistent_read=True)
        except SessionItem.DoesNotExist:
            return None
    return session_of(item)


def existing_session(conversation_id: str) -> Session:
    """The session, read consistently. Raises `NotFound` and `Unavailable`."""
    session = find_session(conversation_id)
    if session is None:
        raise NotFound("conversation_id", "there is no such conversation")
    return session


def save_session(session: Session) -> bool:
    """Write the session if its version is still the stored one. False if it moved on. Raises `Unavailable`."""
    item = session_item(session)
    with translated_errors():
        try:
            item.save()
        except PutError as error:
            if error.cause_response_code in LOST_RACES:
                return False
            raise
    return True


def session_item(session: Session) -> SessionItem:
    """The session as it is stored; saving it is conditional on its version."""
    item = SessionItem(
        session.conversation_id,
        tenant=session.tenant,
        customer_id=session.customer_id,
        country=session.country,
        language=session.language,
        contacts={queue: contact.model_dump(mode="json") for queue, contact in session.contacts.items()} or None,
        models=session.models.model_dump(mode="json") if session.models else None,
        token_sha256=session.token_sha256,
        token_expires_at=session.token_expires_at,
        created_at=session.created_at,
        closed_at=session.closed_at,
        scopes=list(session.scopes) or None,
        holder=session.dialogue.holder,
        dialogue=session.dialogue.model_dump(mode="json"),
        region=session.region,
        person=session.person.model_dump(mode="json") if session.person else None,
        episode=session.episode,
        expires_at=session.created_at + timedelta(days=CONVERSATION_RETENTION_DAYS),
    )
    if session.version is not None:
        item.version = session.version
    return item


def session_of(item: SessionItem) -> Session:
    """The session that an item holds. What its dialogue remembers and cannot be read is forgotten, and logged.

    Raises `Unavailable` if anything else cannot be read: whose session it is, and whether it has ended, is not guessed.
    """
    ids: Fields = {"conversation_id": item.session_id}
    dialogue, forgotten = Dialogue.salvaged(item.dialogue)
    if forgotten:
        report_malformed("sessions", (f"dialogue.{name}" for name in forgotten), ids)
    names = SessionItem.get_attributes().keys() & Session.model_fields.keys() - {"dialogue"}
    if broken := names.intersection(item.unreadable):
        raise malformed("sessions", sorted(broken), ids)
    stored = {name: value for name in names if (value := getattr(item, name)) is not None}
    try:
        return Session.model_validate({**stored, "conversation_id": item.session_id, "dialogue": dialogue})
    except ValidationError as error:
        raise malformed("sessions", broken_fields(error), ids) from None


def change_session(session: Session, change: Callable[[Session], Session]) -> Session:
    """Apply `change` and write; where another writer was first, read again and apply it to what they wrote.

    `change` must be pure: it may run several times. Raises `NotFound` when the session is gone, `ConversationBusy` when
    it kept moving until time was up (`store.retry`), and `Unavailable`.
    """
    for number in tries():
        changed = change(existing_session(session.conversation_id) if number else session)
        if save_session(changed):
            return changed
    raise ConversationBusy
