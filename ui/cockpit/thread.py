"""Transcript and composer as data of their component. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from contracts.desk_api import ConversationSeen, StaffEntry
from contracts.findings.response import Citation
from ui.cockpit.seen import Seen

_REPLY_OF = "{}#reply"
"""Entry id of the reply to a turn."""


def thread(seen: Seen, conversation: ConversationSeen) -> dict[str, Any]:
    """Return a conversation as it is shown to its person."""
    me, packet = seen.account.member, conversation.packet
    cited = {_REPLY_OF.format(one.turn_id): one.citations for one in packet.tried}
    now = _REPLY_OF.format(packet.suggestion.turn_id) if packet.suggestion and seen.holds else None
    return {
        "conversation_id": conversation.conversation_id,
        "me": me.staff_id,
        "my_name": me.name,
        "may_write": seen.holds and not conversation.closed,
        "may_note": True,
        "entries": [entry(one, cited) for one in conversation.entries if one.entry_id != now],
        "suggestion": packet.suggestion.model_dump(mode="json") if packet.suggestion else None,
        "people": _people(seen),
        "outcome": seen.outcome,
        "canned": seen.canned,
    }


def entry(one: StaffEntry, cited: Mapping[str, Sequence[Citation]]) -> dict[str, Any]:
    """Return an entry, with what its text cites."""
    return {
        "id": one.entry_id,
        "author": one.author,
        "text": one.text,
        "at": one.created_at.isoformat(),
        "name": one.name,
        "staff_id": one.staff_id,
        "kind": one.kind,
        "citations": [each.model_dump(mode="json") for each in cited.get(one.entry_id, ())],
    }


def _people(seen: Seen) -> list[dict[str, str]]:
    others = seen.desk.people if seen.desk else ()
    return [{"id": one.staff_id, "name": one.name} for one in others if one.staff_id != seen.account.member.staff_id]
