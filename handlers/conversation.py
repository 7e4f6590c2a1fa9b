"""Starting, reading and ending conversations, over HTTP."""

from http import HTTPStatus
from typing import Any, Final

from aws_lambda_powertools.event_handler import Response

from contracts.conversation import TRANSCRIPT_KEY, HeldBy, LiveAddress, StartConversation
from contracts.feedback import Feedback
from contracts.public import Waiting
from contracts.session import Session
from conversations.close import close_conversation
from conversations.feedback import take_feedback
from conversations.leave import leave_person
from conversations.start import start_conversation
from conversations.transcript import transcript
from conversations.waiting import Waits
from handlers.api import Api, answer
from handlers.environment import ConversationEnvironment, read_environment
from handlers.wiring.conversations import SESSIONS
from handlers.wiring.desk import desk
from handlers.wiring.live import line
from handlers.wiring.tables import connect_tables
from live.room import Room
from live.tickets import live_url
from store.connections import save_ticket
from store.customers import find_customer
from store.feedback import has_finished, save_feedback
from store.tenants import find_tenant
from store.transcripts import read_transcript

_environment: Final = read_environment(ConversationEnvironment)
connect_tables(_environment)
_line: Final = line(_environment)
_desk: Final = desk(_environment.region)
_waits: Final = Waits(_desk)
api = Api()


@api.post("/conversations")
def start() -> Response[str]:
    """Start a conversation with a site key."""
    wanted = api.body(StartConversation)
    caller, region = api.caller(), _environment.region
    started = start_conversation(caller, wanted, SESSIONS, find_customer, find_tenant, _live_url, region)
    return answer(started, HTTPStatus.CREATED)


@api.post("/conversations/<conversation_id>/live")
def open_live(conversation_id: str) -> Response[str]:
    """Give a ticket for one live connection."""
    api.caller_in(conversation_id, "live.open")
    return answer(LiveAddress(live_url=_live_url(conversation_id)))


@api.get("/conversations/<conversation_id>/turns")
def read(conversation_id: str) -> Response[str]:
    """Read the transcript; `after` continues a page."""
    api.caller_in(conversation_id, "transcript.read")
    after = api.query("after", TRANSCRIPT_KEY)
    return answer(transcript(conversation_id, after, SESSIONS, read_transcript, _waiting_of))


@api.post("/conversations/<conversation_id>/close")
def close(conversation_id: str) -> Response[str]:
    """End the conversation."""
    api.caller_in(conversation_id, "conversation.close")
    ended, room = close_conversation(conversation_id, SESSIONS, _desk), Room(conversation_id, _line)
    room.changed()
    room.finish()
    return answer(ended)


@api.post("/conversations/<conversation_id>/leave")
def leave(conversation_id: str) -> Response[str]:
    """Leave the line, or the person, and be with the bot again."""
    api.caller_in(conversation_id, "conversation.leave")
    told, room = leave_person(conversation_id, SESSIONS, _desk), Room(conversation_id, _line)
    if told is not None:
        room.written(told)
    room.changed()
    room.finish()
    return answer(HeldBy(conversation_id=conversation_id, holder=SESSIONS.existing(conversation_id).dialogue.holder))


@api.post("/conversations/<conversation_id>/feedback")
def rate(conversation_id: str) -> Response[str]:
    """Keep what a customer says of a person who has finished."""
    api.caller_in(conversation_id, "conversation.rate")
    return answer(take_feedback(conversation_id, api.body(Feedback), SESSIONS, has_finished, save_feedback))


def _waiting_of(session: Session) -> Waiting | None:
    return _waits.told(session.tenant).get(session.conversation_id)


def _live_url(conversation_id: str) -> str | None:
    return live_url(_environment.live_url, conversation_id, save_ticket)


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Lambda entry point."""
    return api.handle(event, context)
