"""Starting a conversation."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from contracts.conversation import ConversationStarted, StartConversation
from contracts.customer import Customer
from contracts.errors import InvalidInput, Unauthenticated, Unavailable
from contracts.ids import new_id
from contracts.session import Session
from contracts.tenant import Tenant
from conversations.greeting import greeting_in
from conversations.policy import CONVERSATION_TOKEN_HOURS
from conversations.stores import Sessions
from gateway.authorize import Caller
from gateway.credentials import fingerprint, new_conversation_token
from gateway.permissions import allowed
from observe.log import log

FindCustomer = Callable[[str], Customer | None]
FindTenant = Callable[[str], Tenant]
LiveUrl = Callable[[str], str | None]
"""From a conversation to an address that opens a live connection to it. May raise `Unavailable`."""


def start_conversation(
    caller: Caller,
    wanted: StartConversation,
    sessions: Sessions,
    find_customer: FindCustomer,
    find_tenant: FindTenant,
    live_url: LiveUrl = lambda conversation_id: None,
    region: str | None = None,
) -> ConversationStarted:
    """Store a new conversation and return it, with the token that opens it.

    Only a secret site key may name a customer or ask for scopes. The desk of `region` serves it. Where no live
    connection can be had there is no address for one. Raises `Unauthenticated`, `InvalidInput` and `Unavailable`.
    """
    if not allowed(caller, "conversation.start"):
        raise Unauthenticated("a conversation is started with a site key, not with a token")
    if wanted.scopes and caller.kind != "secret":
        raise InvalidInput("scopes", "only a secret site key, used on a server, may ask for scopes")
    customer = None if wanted.customer_id is None else _customer(caller, wanted.customer_id, find_customer)
    conversation_id, now = new_id(), datetime.now(UTC)
    token = new_conversation_token(conversation_id)
    tenant = find_tenant(caller.tenant)
    session = Session(
        conversation_id=conversation_id,
        tenant=caller.tenant,
        customer_id=wanted.customer_id,
        country=customer.country if customer else None,
        language=wanted.language,
        contacts=tenant.contacts,
        models=tenant.models,
        token_sha256=fingerprint(token),
        token_expires_at=now + timedelta(hours=CONVERSATION_TOKEN_HOURS),
        created_at=now,
        scopes=tuple(dict.fromkeys(wanted.scopes)),
        region=region,
    )
    if not sessions.save(session):
        raise Unavailable("sessions", "the new session's id is taken")
    greeting = greeting_in(wanted.language)
    return ConversationStarted(
        conversation_id=conversation_id,
        token=token,
        expires_at=session.token_expires_at,
        language=greeting.language,
        greeting=greeting.text,
        suggestions=greeting.suggestions,
        live_url=_if_available(live_url, conversation_id),
    )


def _if_available(live_url: LiveUrl, conversation_id: str) -> str | None:
    try:
        return live_url(conversation_id)
    except Unavailable as error:
        log("warning", "no live channel", {"conversation_id": conversation_id, "error": error.code})
        return None


def _customer(caller: Caller, customer_id: str, find_customer: FindCustomer) -> Customer:
    if caller.kind != "secret":
        raise InvalidInput("customer_id", "only a secret site key, used on a server, may name a customer")
    customer = find_customer(customer_id)
    if customer is None or customer.tenant != caller.tenant:
        raise InvalidInput("customer_id", "there is no such customer")
    return customer
