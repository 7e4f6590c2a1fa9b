"""Live connections of customers and of cockpits: they open with a ticket, send frames, and close.

An answer has a status and no body, since API Gateway would send it to the client; what a client is told is posted.
"""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Final

from pydantic import ValidationError

from contracts.errors import CurbsideError, InvalidInput, Unauthenticated
from contracts.live import AtDesk
from conversations.presence import keep_alive
from gateway.authorize import Caller
from gateway.permissions import Resource, demand
from handlers.environment import ConnectionEnvironment, read_environment
from handlers.problems import as_json, problem_of
from handlers.wiring.cockpits import existing_cockpits
from handlers.wiring.desk import desk
from handlers.wiring.live import existing_line
from handlers.wiring.tables import connect_tables
from live.cockpits import signed_out
from live.frames import ErrorFrame, read_frame
from live.hand_on import SupervisorFunction
from live.hear import Client, Ears, hear
from live.hear_staff import StaffEars, hear_staff
from live.room import Room
from live.staff_frames import read_staff_frame
from live.tickets import open_cockpit_with, open_with
from observe.log import log, where
from store.cockpits import find_cockpit, follow, forget_cockpit, open_cockpit, unfollow
from store.connections import conversation_followed_by, forget_connection, open_connection
from store.positions import entries_after
from store.sessions import existing_session
from store.staff import find_staff
from store.turns import find_message

Event = dict[str, Any]
_environment: Final = read_environment(ConnectionEnvironment)
connect_tables(_environment)
_line: Final = existing_line(_environment)
_ears: Final = Ears(
    line=_line,
    entries_after=entries_after,
    find_message=find_message,
    take_turn=SupervisorFunction(_environment.supervisor, _environment.region).take_turn,
)
_desk: Final = desk(_environment.region)


def handler(event: Event, context: object) -> dict[str, int]:
    """Lambda entry point. Raises nothing."""
    asked = event["requestContext"]
    try:
        status = _ROUTES[asked["routeKey"]](event)
    except Exception as error:
        log("error", "request failed", {"error": type(error).__name__, "where": where(error)})
        status = HTTPStatus.INTERNAL_SERVER_ERROR
    return {"statusCode": status.value}


def _connect(event: Event) -> HTTPStatus:
    ticket = (event.get("queryStringParameters") or {}).get("ticket") or ""
    connection_id = event["requestContext"]["connectionId"]
    if followed := open_with(ticket, connection_id, open_connection):
        log("info", "live connection opened", {"outcome": "accepted", "conversation_id": followed})
        return HTTPStatus.OK
    if person := open_cockpit_with(ticket, connection_id, open_cockpit):
        log("info", "cockpit opened", {"outcome": "accepted", "tenant": person.tenant})
        return HTTPStatus.OK
    log("warning", "live connection refused", {"outcome": "refused"})
    return HTTPStatus.FORBIDDEN


def _disconnect(event: Event) -> HTTPStatus:
    connection_id = event["requestContext"]["connectionId"]
    if followed := conversation_followed_by(connection_id):
        forget_connection(followed, connection_id)
    elif person := find_cockpit(connection_id):
        for shown in forget_cockpit(person.tenant, connection_id):
            _staff_ears.cockpits.viewed(shown)
    return HTTPStatus.OK


def _message(event: Event) -> HTTPStatus:
    asked = event["requestContext"]
    followed = conversation_followed_by(asked["connectionId"])
    client = Client(asked["connectionId"], followed or "", str(asked.get("requestId", "")))
    try:
        if event.get("isBase64Encoded"):
            raise InvalidInput("frame", "is not text")
        if followed is None:
            _hear_cockpit(event.get("body") or "", client.connection_id)
        else:
            hear(read_frame(event.get("body") or ""), client, _ears)
    except (CurbsideError, ValidationError) as error:
        _refuse(error, client, event.get("body") or "")
    return HTTPStatus.OK


def _hear_cockpit(body: str, connection_id: str) -> None:
    person = find_cockpit(connection_id)
    if person is None or signed_out(person, find_staff(person.staff_id)):
        raise Unauthenticated("this connection is not known any more; open another one")
    hear_staff(read_staff_frame(body), connection_id, person, _staff_ears)


def _may_read(person: AtDesk, conversation_id: str) -> None:
    session = existing_session(conversation_id)
    caller = Caller(
        kind="staff", tenant=person.tenant, staff_id=person.staff_id, region=person.region, role=person.role
    )
    resource = Resource(tenant=session.tenant, region=session.region or _environment.region)
    demand(caller, "conversation.read", resource, "conversation_id")


def _is_here(person: AtDesk) -> None:
    if staff := find_staff(person.staff_id):
        keep_alive(staff, _desk)


def _refuse(error: Exception, client: Client, body: str) -> None:
    problem = problem_of(error, client.trace_id)
    log("warning", "frame refused", {"status": problem.status, "trace_id": client.trace_id})
    room = Room(client.conversation_id, _line)
    frame = ErrorFrame(
        conversation_id=client.conversation_id,
        seq=None if client.conversation_id else 0,
        problem=as_json(problem),
        client_turn_id=_turn_in(body),
    )
    room.tell(frame, only=client.connection_id)
    room.finish()


def _turn_in(body: str) -> str | None:
    """The turn that a refused frame was about, as far as that can be read."""
    try:
        named = json.loads(body).get("client_turn_id")
    except (ValueError, AttributeError, RecursionError):
        return None
    return named if isinstance(named, str) else None


_staff_ears: Final = StaffEars(
    line=_line,
    cockpits=existing_cockpits(_environment),
    may_read=_may_read,
    follow=follow,
    unfollow=unfollow,
    is_here=_is_here,
)
_ROUTES: Final[Mapping[str, Callable[[Event], HTTPStatus]]] = MappingProxyType(
    {"$connect": _connect, "$disconnect": _disconnect, "$default": _message}
)
