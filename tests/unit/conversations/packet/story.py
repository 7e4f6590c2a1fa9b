"""A conversation told entry by entry, as it would be stored, without a table."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from contracts.desk import Handover, Needs
from contracts.desk_api import StaffEntry
from contracts.findings.response import Reply
from contracts.findings.routing import RoutingFinding
from contracts.packet import Packet
from contracts.public import REPLY_KINDS
from contracts.turn import AnalysisFindings
from conversations.packet.make import packet_of
from store.staff_entries import AnswerRecord, Recorded
from tests.unit import builders

BEGAN: Final = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
HANDED_OVER: Final = builders.routing()
ANSWERED: Final = builders.routing("passages", "answer", None)
EMERGENCY: Final = builders.routing("emergency", "emergency", "roadside").changed(rule="danger", priority=1)


class Story:
    """Each entry is written one minute after the one before."""

    def __init__(self) -> None:
        self.entries = list[Recorded]()

    @property
    def now(self) -> datetime:
        """A minute after the last entry."""
        return BEGAN + timedelta(minutes=len(self.entries))

    def turn(self, text: str, reply: str = "", route: RoutingFinding = ANSWERED, **findings: Any) -> str:
        """A message and what the bot answers; returns the turn."""
        turn_id = self.message(text)
        self.reply(turn_id, reply or f"reply to {text}", route, **findings)
        return turn_id

    def message(self, text: str) -> str:
        """A message that has no reply yet; returns its turn."""
        turn_id = f"t{len(self.entries):03}"
        self._add("customer", turn_id, turn_id, text)
        return turn_id

    def reply(
        self, turn_id: str, text: str, route: RoutingFinding | None = ANSWERED, *, cited: str = "", **findings: Any
    ) -> None:
        """What the bot answers to a message."""
        self._answer("bot", turn_id, text, route, cited, findings)

    def assist(self, turn_id: str, text: str, **findings: Any) -> None:
        """What the bot suggests to the person who holds the conversation."""
        self._answer("assist", turn_id, text, ANSWERED, "", findings)

    def person(self, text: str, name: str = "Nadia") -> None:
        """What a person writes to the customer."""
        self._add("person", f"p{len(self.entries):03}", None, text, name=name)

    def note(self, text: str, name: str = "Nadia") -> None:
        """What a person tells colleagues."""
        self._add("note", f"n{len(self.entries):03}", None, text, name=name)

    def event(self, kind: str, text: str = "something happened") -> None:
        """That something happened."""
        self._add("event", f"e{len(self.entries):03}", None, text, event=kind)

    def handover(self, turn_id: str, **changes: Any) -> Handover:
        """The hand-over that the reply to a turn promised."""
        entered = next(one.entry.created_at for one in self.entries if one.turn_id == turn_id)
        values: dict[str, Any] = {
            "handover_id": turn_id,
            "conversation_id": "c1",
            "tenant": "demo",
            "region": "us-east-1",
            "queue": "service_desk",
            "priority": 3,
            "needs": Needs(language="en"),
            "entered_at": entered,
            "since": entered,
        }
        return Handover.as_written(values | changes)

    def packet(self, handed_over: str | None = None, **changes: Any) -> Packet:
        """The packet as of now; `handed_over` is the turn that the hand-over began with."""
        customer, language = changes.pop("customer", None), changes.pop("language", "en")
        handover = self.handover(handed_over, **changes) if handed_over else None
        return packet_of(self.entries, handover, customer, self.now, language)

    def _answer(
        self, author: str, turn_id: str, text: str, route: RoutingFinding | None, cited: str, findings: dict[str, Any]
    ) -> None:
        citation = {"marker": 1, "passage_id": "page-1#1", "title": "Page 1", "section": "S", "source": "p.md"}
        citations = ({**citation, "quote": cited},) if cited else ()
        answer = AnswerRecord(
            reply=Reply.as_written({"text": text, "language": "en", "speech": text, "citations": citations}),
            route=route,
            findings=AnalysisFindings(**findings),
        )
        kind = REPLY_KINDS[route.reply_with] if route else None
        self._add(author, f"{turn_id}#reply", turn_id, text, answer=answer, kind=kind)

    def _add(
        self,
        author: str,
        entry_id: str,
        turn_id: str | None,
        text: str,
        answer: AnswerRecord | None = None,
        **fields: Any,
    ) -> None:
        values = {"author": author, "entry_id": entry_id, "text": text, "created_at": self.now, **fields}
        entry = StaffEntry.model_validate(values)
        self.entries.append(Recorded(entry, turn_id or entry_id, answer or AnswerRecord()))
