"""The live channel on the page: tells which parts to read again. While it is down they are read every few seconds."""

from typing import Annotated, Any

import streamlit as st
from pydantic import BeforeValidator, Field, ValidationError

from contracts.base import Tolerant
from ui.cockpit.components import LIVE
from ui.cockpit.reading import noted
from ui.cockpit.redraw import CONVERSATION, DESK, redraw, redraw_parts
from ui.cockpit.seen import Seen


class Changed(Tolerant):
    """What frames said that came together: a position for each conversation, 0 where the frame had none."""

    desk: bool = False
    conversations: Annotated[dict[str, int], BeforeValidator(lambda value: value or {})] = Field(default_factory=dict)


def parts_to_read(changed: Changed, seen: Seen) -> list[str]:
    """Note new positions; returns the keys of the fragments that show something older."""
    for conversation_id, seq in changed.conversations.items():
        seen.unread(conversation_id)  # what was known before the frame counts as read
        seen.last_seq[conversation_id] = max(seen.last_seq.get(conversation_id, 0), seq)
    parts = [DESK] if changed.desk or any(one != seen.selected for one in changed.conversations) else []
    return [*parts, *([CONVERSATION] if seen.selected in changed.conversations else [])]


def draw_live(seen: Seen) -> None:
    """Hold the connection. To be called inside a fragment of its own."""
    if seen.live_url is None and not seen.signed_out:
        with noted(seen):
            seen.live_url = seen.calls.live_url()
    LIVE(
        key="live-channel",
        data={"url": seen.live_url, "live": seen.live, "follow": list(seen.followed)},
        on_changed_change=lambda: _changed(seen),
        on_state_change=lambda: _state(seen),
    )


def _changed(seen: Seen) -> None:
    try:
        changed = Changed.model_validate(_told("changed"))
    except ValidationError:
        changed = Changed(desk=True)
    parts = parts_to_read(changed, seen)
    if parts:
        redraw_parts(seen, parts)


def _state(seen: Seen) -> None:
    was, seen.live = seen.live, _told("state") == "up"
    if not seen.live and not seen.signed_out:
        with noted(seen):
            seen.live_url = seen.calls.live_url()
    if was != seen.live or not (seen.live or seen.signed_out):
        redraw(seen)


def _told(name: str) -> Any:
    return getattr(st.session_state["live-channel"], name)
