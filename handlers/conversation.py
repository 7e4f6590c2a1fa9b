"""Starting, reading and ending conversations, over HTTP."""

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response

from contracts.conversation import TRANSCRIPT_KEY, StartConversation
from conversations.close import close_conversation
from conversations.start import start_conversation
from conversations.transcript import transcript
from handlers.api import Api, answer
from handlers.environment import ConversationEnvironment, read_environment
from handlers.wiring.conversations import SESSIONS
from handlers.wiring.tables import connect_tables
from store.customers import find_customer
from store.tenants import find_tenant
from store.transcripts import read_transcript

connect_tables(read_environment(ConversationEnvironment))
api = Api()


@api.post("/conversations")
def start() -> Response[str]:
    """Start a conversation with a site key."""
    wanted = api.body(StartConversation)
    return answer(start_conversation(api.caller(), wanted, SESSIONS, find_customer, find_tenant), HTTPStatus.CREATED)


@api.get("/conversations/<conversation_id>/turns")
def read(conversation_id: str) -> Response[str]:
    """Read the transcript; `after` continues a page."""
    api.caller_in(conversation_id)
    after = api.query("after", TRANSCRIPT_KEY)
    return answer(transcript(conversation_id, after, SESSIONS, read_transcript))


@api.post("/conversations/<conversation_id>/close")
def close(conversation_id: str) -> Response[str]:
    """End the conversation."""
    api.caller_in(conversation_id)
    return answer(close_conversation(conversation_id, SESSIONS))


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Lambda entry point."""
    return api.handle(event, context)
