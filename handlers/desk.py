"""The desk, over HTTP: who is there, what waits, and what people do with a conversation."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final

from aws_lambda_powertools.event_handler import Response

from contracts.canned import WORDS, CannedFound
from contracts.conversation import HeldBy, LiveAddress
from contracts.desk import Presence
from contracts.desk_api import GiveBack, PresenceWanted, StaffMessage, StaffNote, Transfer, WrapUp
from contracts.errors import NotFound, Unauthenticated
from contracts.live import AtDesk
from contracts.public import TranscriptEntry
from contracts.staff import Staff
from conversations.canned.fill import values_of
from conversations.canned.find import find_canned
from conversations.claim import claim_conversation, claim_next, decline_conversation
from conversations.desk_view import desk_seen, handover_seen, person_seen
from conversations.pass_along import give_conversation_back, transfer_conversation
from conversations.presence import set_presence
from conversations.staff import Staffer
from conversations.staff_view import CustomerRecords, conversation_seen
from conversations.staff_words import add_note, write_to_customer
from conversations.wrap_up import wrap_up
from gateway.permissions import Action, Resource, demand
from handlers.api import Api, answer
from handlers.environment import StaffedEnvironment, read_environment
from handlers.wiring.cockpits import cockpits
from handlers.wiring.conversations import SESSIONS
from handlers.wiring.desk import desk
from handlers.wiring.live import line
from handlers.wiring.tables import connect_tables
from live.room import Room
from live.tickets import desk_url
from store.canned import read_canned
from store.cockpits import save_staff_ticket
from store.customers import find_customer
from store.episodes import read_episodes
from store.sessions import existing_session
from store.staff import find_staff
from store.staff_entries import read_recorded

_environment: Final = read_environment(StaffedEnvironment)
connect_tables(_environment)
_line: Final = line(_environment)
_cockpits: Final = cockpits(_environment)
_desk: Final = desk(_environment.region)
_records: Final = CustomerRecords(find_customer, read_episodes)
api = Api()


@api.get("/desk")
def read_desk() -> Response[str]:
    """Show a person the desk."""
    staffer = _at_own_desk("desk.read")
    floor, rules, me = _desk.floor(staffer.tenant), _desk.tenant(staffer.tenant).desk, _me(staffer)
    return answer(desk_seen(floor, me, rules, datetime.now(UTC), supervises=staffer.supervises))


@api.post("/desk/live")
def open_live() -> Response[str]:
    """Give a ticket for one live connection of a cockpit."""
    _at_own_desk("desk.read")
    caller = api.staff()
    person = AtDesk.taken_from(caller, since=int(datetime.now(UTC).timestamp()))
    return answer(LiveAddress(live_url=desk_url(_environment.live_url, person, save_staff_ticket)))


@api.put("/presence")
def put_presence() -> Response[str]:
    """Say what one does from now on."""
    staffer = _at_own_desk("presence.set")
    wanted = api.body(PresenceWanted)
    return answer(person_seen(set_presence(_record(staffer), wanted, SESSIONS, _desk, _tell)))


@api.post("/queues/<queue>/claim")
def claim_from_queue(queue: str) -> Response[str]:
    """Take the next conversation of a line."""
    staffer = _at_own_desk("conversation.claim")
    conversation_id, told = claim_next(queue, staffer, SESSIONS, _desk)
    return _claimed(conversation_id, staffer, told)


@api.get("/conversations/<conversation_id>")
def read_conversation(conversation_id: str) -> Response[str]:
    """Show a conversation, and what a person needs before they answer."""
    staffer = _in(conversation_id, "conversation.read")
    session, me = existing_session(conversation_id), _me(staffer)
    recorded = read_recorded(conversation_id)
    return answer(conversation_seen(session, recorded, me, _desk, _records, datetime.now(UTC)))


@api.get("/conversations/<conversation_id>/canned-replies")
def find_canned_replies(conversation_id: str) -> Response[str]:
    """Find canned replies, filled in for a conversation."""
    staffer = _in(conversation_id, "conversation.read")
    wanted, session = api.query("q", WORDS) or "", existing_session(conversation_id)
    seen = conversation_seen(session, read_recorded(conversation_id), _me(staffer), _desk, _records, datetime.now(UTC))
    values = values_of(seen.packet.facts, staffer.name)
    return answer(CannedFound(replies=tuple(find_canned(read_canned(staffer.tenant), wanted, seen.language, values))))


@api.get("/customers/<customer_id>")
def read_customer(customer_id: str) -> Response[str]:
    """Show what is recorded of a customer."""
    customer = find_customer(customer_id)
    if customer is None:
        raise NotFound("customer_id", "there is no such customer")
    demand(api.staff(), "customer.read", Resource(tenant=customer.tenant), "customer_id")
    return answer(customer)


@api.post("/conversations/<conversation_id>/claim")
def claim(conversation_id: str) -> Response[str]:
    """Take a conversation that is offered, or waits."""
    staffer = _in(conversation_id, "conversation.claim")
    return _claimed(conversation_id, staffer, claim_conversation(conversation_id, staffer, SESSIONS, _desk))


@api.post("/conversations/<conversation_id>/decline")
def decline(conversation_id: str) -> Response[str]:
    """Leave an offered conversation to others."""
    staffer = _in(conversation_id, "conversation.decline")
    decline_conversation(conversation_id, staffer, SESSIONS, _desk)
    return _holder(conversation_id)


@api.post("/conversations/<conversation_id>/messages")
def send_message(conversation_id: str) -> Response[str]:
    """Write to the customer."""
    staffer = _in(conversation_id, "conversation.answer")
    entry = write_to_customer(conversation_id, staffer, api.body(StaffMessage), SESSIONS, _desk)
    _tell(conversation_id, entry)
    return answer(entry, HTTPStatus.CREATED)


@api.post("/conversations/<conversation_id>/notes")
def send_note(conversation_id: str) -> Response[str]:
    """Tell colleagues something about a conversation."""
    staffer = _in(conversation_id, "conversation.note")
    add_note(conversation_id, staffer, api.body(StaffNote), SESSIONS, _desk)
    if _cockpits is not None:
        _cockpits.entry_written(conversation_id)
    return _holder(conversation_id, HTTPStatus.CREATED)


@api.post("/conversations/<conversation_id>/give-back")
def give_back(conversation_id: str) -> Response[str]:
    """Put a conversation back in line, at its place."""
    staffer = _in(conversation_id, "conversation.transfer")
    note = api.body(GiveBack).note
    _tell(conversation_id, give_conversation_back(conversation_id, staffer, note, SESSIONS, _desk))
    return _holder(conversation_id)


@api.post("/conversations/<conversation_id>/transfer")
def transfer(conversation_id: str) -> Response[str]:
    """Hand a conversation to a queue or to a person."""
    staffer = _in(conversation_id, "conversation.transfer")
    _tell(conversation_id, transfer_conversation(conversation_id, staffer, api.body(Transfer), SESSIONS, _desk))
    return _holder(conversation_id)


@api.post("/conversations/<conversation_id>/wrap-up")
def finish(conversation_id: str) -> Response[str]:
    """Finish with a conversation."""
    staffer = _in(conversation_id, "conversation.wrap_up")
    _tell(conversation_id, wrap_up(conversation_id, staffer, api.body(WrapUp), SESSIONS, _desk))
    return _holder(conversation_id)


def _at_own_desk(action: Action) -> Staffer:
    """Who calls, if they may do something at their own desk. Raises `Forbidden` and `Unauthenticated`."""
    caller = api.staff()
    demand(caller, action, Resource(tenant=caller.tenant, region=_environment.region), "desk")
    return Staffer(caller.staff_id, caller.name, caller.tenant, supervises=caller.role != "agent")


def _in(conversation_id: str, action: Action) -> Staffer:
    """Who calls, if they may do something with a conversation. Raises `NotFound`, `Forbidden`, and `Unavailable`.

    Whether they hold it is looked at again when it is done.
    """
    caller, session = api.staff(), existing_session(conversation_id)
    resource = Resource(
        tenant=session.tenant,
        region=session.region or _environment.region,
        conversation_id=conversation_id,
        holder=session.person.staff_id if session.person else None,
    )
    demand(caller, action, resource, "conversation_id")
    return Staffer(caller.staff_id, caller.name, caller.tenant, supervises=caller.role != "agent")


def _record(staffer: Staffer) -> Staff:
    staff = find_staff(staffer.staff_id)
    if staff is None:
        raise Unauthenticated("this person is not known any more")
    return staff


def _me(staffer: Staffer) -> Presence:
    """Who calls, as the desk knows them; as somebody who is not there if they never were."""
    known = _desk.presence(staffer.tenant, staffer.staff_id)
    if known is not None:
        return known
    staff, now = _record(staffer), datetime.now(UTC)
    return Presence(
        staff_id=staff.staff_id,
        name=staff.name,
        tenant=staff.tenant,
        region=staff.region,
        skills=staff.skills,
        capacity=staff.capacity,
        idle_since=now,
        seen_at=now,
    )


def _claimed(conversation_id: str, staffer: Staffer, told: TranscriptEntry | None) -> Response[str]:
    _tell(conversation_id, told)
    floor = _desk.floor(staffer.tenant)
    held = next((one for one in floor.handovers if one.conversation_id == conversation_id), None)
    me = floor.presences.get(staffer.staff_id)
    if held is None or me is None:
        raise NotFound("conversation_id", "nobody waits for a person in this conversation")
    return answer(handover_seen(held, floor, me, _desk.tenant(staffer.tenant).desk))


def _tell(conversation_id: str, entry: TranscriptEntry | None) -> None:
    """Show those who follow a conversation what was stored, and who answers next."""
    room = Room(conversation_id, _line)
    if entry is not None:
        room.written(entry)
    room.changed()
    room.finish()


def _holder(conversation_id: str, status: HTTPStatus = HTTPStatus.OK) -> Response[str]:
    held = HeldBy(conversation_id=conversation_id, holder=existing_session(conversation_id).dialogue.holder)
    return answer(held, status)


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Lambda entry point."""
    return api.handle(event, context)
