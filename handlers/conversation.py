"""Starting, reading and ending conversations, over HTTP."""

from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from graph.conversation import close_conversation, start_conversation, transcript

from contracts.conversation import TRANSCRIPT_KEY, StartConversation
from handlers.api import Api, answer
from handlers.environment import TablesEnvironment, read_environment
from store.tables import connect

_environment = read_environment(TablesEnvironment)
connect(_environment.tables(), _environment.region)
api = Api()


@api.post("/conversations")
def start() -> Response[str]:
    """Start a conversation with a site key."""
    return answer(start_conversation(api.caller(), api.body(StartConversation)), HTTPStatus.CREATED)


@api.get("/conversations/<conversation_id>/turns")
def read(conversation_id: str) -> Response[str]:
    """Read the transcript; `after` continues a page."""
    api.caller_in(conversation_id)
    return answer(transcript(conversation_id, api.query("after", TRANSCRIPT_KEY)))


@api.post("/conversations/<conversation_id>/close")
def close(conversation_id: str) -> Response[str]:
    """End the conversation."""
    api.caller_in(conversation_id)
    return answer(close_conversation(conversation_id))


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Lambda entry point."""
    return api.handle(event, context)
