"""People at the desk of the tests' tenant, and conversations that wait for them; tables in moto."""

from datetime import UTC, datetime

from contracts.desk import Change, Handover, Presence
from contracts.desk_api import PresenceWanted
from contracts.findings.routing import RoutingFinding
from contracts.public import TranscriptEntry
from contracts.session import Session
from contracts.staff import Skills, Staff
from contracts.turn import TurnAnswer
from conversations.presence import set_presence
from conversations.settle import settling
from conversations.staff import Staffer
from handlers.wiring.conversations import SESSIONS
from store.desk import find_handover, find_presence, write_change
from store.sessions import save_session
from store.turns import store_answer
from tests.unit import builders
from tests.unit.aws import DESK, REGION, TENANT, stored_session

EVERYTHING = Skills(languages={"en": 5, "de": 5}, topics={"customer_care": 5, "service_desk": 5, "roadside": 5})
ANNA = Staffer("anna", "Anna", TENANT)
BEN = Staffer("ben", "Ben", TENANT)
SAM = Staffer("sam", "Sam", TENANT, supervises=True)


def record(staffer: Staffer, *, places: int = 1, skills: Skills = EVERYTHING) -> Staff:
    """What is stored of a person of the staff."""
    return Staff(
        staff_id=staffer.staff_id,
        name=staffer.name,
        tenant=TENANT,
        region=REGION,
        skills=skills,
        capacity={"chat": places},
    )


def nobody_told(conversation_id: str, entry: TranscriptEntry | None) -> None:
    """Stands for those who follow a conversation live."""


def at_desk(*people: Staffer, places: int = 1, skills: Skills = EVERYTHING) -> None:
    """Let people be available."""
    for person in people:
        set_presence(
            record(person, places=places, skills=skills),
            PresenceWanted(status="available"),
            SESSIONS,
            DESK,
            nobody_told,
        )


def answer_with(route: RoutingFinding, turn_id: str = "001", conversation_id: str = "c1") -> TurnAnswer:
    """Settle an answer with this route; the session is made if there is none. Returns what is stored."""
    session = SESSIONS.existing(conversation_id)
    answer = builders.answer(turn_id=turn_id, conversation_id=conversation_id, route=route)
    return store_answer(session, settling(answer, session, DESK))


def waits(conversation_id: str = "c1", queue: str = "customer_care", priority: int = 3) -> Handover:
    """Start a conversation whose first reply hands it over."""
    save_session(builders.session(conversation_id))
    answer_with(builders.routing(queue=queue).changed(priority=priority), conversation_id=conversation_id)
    return open_of(conversation_id)


def open_of(conversation_id: str = "c1") -> Handover:
    """The open hand-over of a conversation; there must be one."""
    found = find_handover(REGION, TENANT, conversation_id)
    assert found is not None
    return found


def is_open(conversation_id: str = "c1") -> bool:
    return find_handover(REGION, TENANT, conversation_id) is not None


def presence(staffer: Staffer) -> Presence:
    """A person at the desk, as they are stored; there must be one."""
    found = find_presence(REGION, TENANT, staffer.staff_id)
    assert found is not None
    return found


def unseen_since(staffer: Staffer, when: datetime) -> None:
    """Let a person's cockpit have been heard of last at a moment."""
    assert write_change(Change(presences=(presence(staffer).changed(seen_at=when),)))


def holder(conversation_id: str = "c1") -> tuple[str, str | None]:
    """Who answers next, as the session says, and the name of the person."""
    session: Session = stored_session(conversation_id)
    return session.dialogue.holder, session.person.name if session.person else None


def now() -> datetime:
    return datetime.now(UTC)
