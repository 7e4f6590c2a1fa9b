"""The entries of a conversation as staff see them: all of them, also what no customer is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import merge
from typing import Annotated, Final

from pydantic import Field, ValidationError

from contracts.base import Tolerant
from contracts.desk_api import StaffEntry
from contracts.findings.finding import Path
from contracts.findings.response import Reply
from contracts.findings.routing import RoutingFinding
from contracts.public import REPLY_KINDS
from contracts.turn import AnalysisFindings
from contracts.unknown import unknown_is
from store.errors import broken_fields, report_malformed, translated_errors
from store.tables import REPLY, TRY, ConversationItem

_TABLE: Final = "conversations"
_FIRST_ENTRY: Final = "\x00"


class AnswerRecord(Tolerant):
    """What can be read of an answer that is stored; all fields are empty for whatever is no answer."""

    reply: Reply | None = None
    route: RoutingFinding | None = None
    findings: AnalysisFindings = Field(default_factory=AnalysisFindings)
    path: Annotated[Path, unknown_is("fast", Path)] = "fast"


@dataclass(frozen=True)
class Recorded:
    """An entry as staff see it, and what is stored with it."""

    entry: StaffEntry
    turn_id: str
    """Of the message, for a message and the reply to it; else the entry's own id."""
    answer: AnswerRecord


def read_recorded(conversation_id: str) -> list[Recorded]:
    """Return every entry of a conversation, oldest first; one that cannot be read is left out. Raises `Unavailable`."""
    entries = ConversationItem.turn.between(_FIRST_ENTRY, TRY)
    with translated_errors():
        items = list(ConversationItem.query(conversation_id, entries, consistent_read=True))
    return in_order(filter(None, map(recorded_of, items)))


def in_order(recorded: Iterable[Recorded]) -> list[Recorded]:
    """Return entries oldest first: those with a position by that, the others among them by their time, then by id."""
    entries = sorted(recorded, key=lambda one: (one.entry.created_at, one.entry.entry_id))
    placed = sorted((one for one in entries if one.entry.seq is not None), key=lambda one: one.entry.seq or 0)
    others = [one for one in entries if one.entry.seq is None]
    return list(merge(placed, others, key=lambda one: one.entry.created_at))


def recorded_of(item: ConversationItem) -> Recorded | None:
    """Return what an item holds; None, and a line in the log, where it cannot be read.

    Of an answer that is broken the text is shown still, and whatever else of it can be read.
    """
    answer, broken = AnswerRecord.salvaged(item.answer if isinstance(item.answer, dict) else {})
    turn_id = item.turn.removesuffix(REPLY)
    if broken := [*broken, *({"answer"} & set(item.unreadable))]:
        report_malformed(_TABLE, broken, {"conversation_id": item.conversation_id, "turn_id": turn_id})
    written = {
        name: value
        for name in ("author", "text", "created_at", "seq", "name", "staff_id", "event", "rating")
        if (value := getattr(item, name)) is not None
    }
    kind = REPLY_KINDS[answer.route.reply_with] if answer.route else None
    try:
        entry = StaffEntry.model_validate({**written, "entry_id": item.turn, "kind": kind})
    except ValidationError as error:
        report_malformed(_TABLE, broken_fields(error), {"conversation_id": item.conversation_id, "turn_id": turn_id})
        return None
    return Recorded(entry, turn_id, answer)
