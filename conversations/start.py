"""Starting, reading and ending a conversation."""

from datetime import UTC, datetime, timedelta

from contracts.conversation import ConversationEnded, ConversationStarted, StartConversation, Transcript
from contracts.customer import Customer
from contracts.errors import InvalidInput, NotFound, Unauthenticated, Unavailable
from contracts.ids import new_id
from contracts.policy import CONVERSATION_TOKEN_HOURS, GREETING_SUGGESTIONS
from contracts.session import Session
from gateway.authorize import Caller
from gateway.credentials import fingerprint, new_conversation_token
from languages.phrases import phrases_in
from store.customers import find_customer
from store.sessions import change_session, find_session, save_session
from store.transcripts import read_transcript


def start_conversation(caller: Caller, wanted: StartConversation) -> ConversationStarted:
    """A new conversation, and the token that opens it.

    Only a secret site key may name a customer. Raises `Unauthenticated`, `InvalidInput` and `Unavailable`.
    """
    if caller.kind == "conversation":
        raise Unauthenticated("a conversation is started with a site key, not with a conversation token")
    customer = None if wanted.customer_id is None else _customer(caller, wanted.customer_id)
    conversation_id, now = new_id(), datetime.now(UTC)
    token = new_conversation_token(conversation_id)
    session = Session(
        conversation_id=conversation_id,
        tenant=caller.tenant,
        customer_id=wanted.customer_id,
        country=customer.country if customer else None,
        language=wanted.language,
        token_sha256=fingerprint(token),
        token_expires_at=now + timedelta(hours=CONVERSATION_TOKEN_HOURS),
        created_at=now,
    )
    if not save_session(session):
        raise Unavailable("sessions", "the new session's id is taken")
    language, phrases = phrases_in(wanted.language)
    return ConversationStarted(
        conversation_id=conversation_id,
        token=token,
        expires_at=session.token_expires_at,
        language=language,
        greeting=phrases.texts["greeting"],
        suggestions=tuple(phrases.intents[name] for name in GREETING_SUGGESTIONS),
    )


def transcript(conversation_id: str, after: str | None) -> Transcript:
    """A page of the conversation, oldest first. Raises `NotFound` and `Unavailable`."""
    session = _session(conversation_id)
    entries, following = read_transcript(conversation_id, after)
    return Transcript(
        conversation_id=conversation_id,
        closed=session.closed_at is not None,
        entries=tuple(entries),
        next=following,
    )


def close_conversation(conversation_id: str) -> ConversationEnded:
    """End a conversation; ending it again changes nothing. Raises `NotFound` and `Unavailable`."""
    session = _session(conversation_id)
    if session.closed_at is None:
        now = datetime.now(UTC)
        session = change_session(session, lambda s: s if s.closed_at is not None else s.changed(closed_at=now))
    return ConversationEnded(conversation_id=conversation_id, closed_at=session.closed_at or datetime.now(UTC))


def _customer(caller: Caller, customer_id: str) -> Customer:
    if caller.kind != "secret":
        raise InvalidInput("customer_id", "only a secret site key, used on a server, may name a customer")
    customer = find_customer(customer_id)
    if customer is None or customer.tenant != caller.tenant:
        raise InvalidInput("customer_id", "there is no such customer")
    return customer


def _session(conversation_id: str) -> Session:
    session = find_session(conversation_id)
    if session is None:
        raise NotFound("conversation_id", "there is no such conversation")
    return session
