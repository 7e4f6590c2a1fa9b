"""What a person does on the page, from a component or a button."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

import streamlit as st
from pydantic import Field, ValidationError

from contracts.base import Tolerant
from contracts.desk_api import StaffMessage, StaffNote
from ui.cockpit.errors import CallFailed, SignInNeeded
from ui.cockpit.reading import noted
from ui.cockpit.seen import Seen


class Act(Tolerant):
    """A press of a button of the desk's list."""

    what: Literal["open", "claim", "decline", "claim_next"]
    id: str = ""
    queue: str = ""


class Written(Tolerant):
    """What the composer sends."""

    kind: Literal["message", "note"]
    text: str
    client_id: str
    mentions: tuple[str, ...] = ()
    conversation_id: str


class Looked(Tolerant):
    """What canned replies are looked for with."""

    conversation_id: str
    words: Annotated[str, Field(max_length=100)]


def act(seen: Seen, told: Any) -> None:
    """Do what a button of the list is for."""
    try:
        wanted = Act.model_validate(told)
    except ValidationError:
        return
    does: dict[str, Callable[[], None]] = {
        "open": lambda: seen.open(wanted.id),
        "claim": lambda: claim(seen, wanted.id),
        "decline": lambda: decline(seen, wanted.id),
        "claim_next": lambda: claim_next(seen, wanted.queue),
    }
    does[wanted.what]()


def claim(seen: Seen, conversation_id: str) -> None:
    """Take a conversation and show it."""
    seen.problem = None
    with noted(seen):
        seen.calls.claim(conversation_id)
        seen.open(conversation_id)


def claim_next(seen: Seen, queue: str) -> None:
    """Take the next conversation of a queue and show it."""
    seen.problem = None
    with noted(seen):
        seen.open(seen.calls.claim_next(queue).conversation_id)


def decline(seen: Seen, conversation_id: str) -> None:
    """Leave an offered conversation to others."""
    seen.problem = None
    with noted(seen):
        seen.calls.decline(conversation_id)
        if seen.selected == conversation_id:
            seen.open(None)


def write(seen: Seen, told: Any) -> None:
    """Send what the composer holds; it keeps the text until `outcome` says that it arrived."""
    try:
        wanted = Written.model_validate(told)
    except ValidationError:
        return
    refused = None
    try:
        _send(seen, wanted)
    except SignInNeeded:
        seen.signed_out, refused = True, "Your sign-in has ended."
    except CallFailed as error:
        refused = f"{error}."
    except ValidationError as error:
        refused = f"{error.errors(include_input=False)[0]['msg']}."
    seen.outcome = {"client_id": wanted.client_id, "ok": refused is None, "detail": refused or ""}


def look(seen: Seen, told: Any) -> None:
    """Find canned replies for the open conversation."""
    try:
        wanted = Looked.model_validate(told)
    except ValidationError:
        return
    with noted(seen):
        found = seen.calls.canned(wanted.conversation_id, wanted.words)
        seen.canned = {"words": wanted.words, "replies": [one.model_dump(mode="json") for one in found.replies]}


def _send(seen: Seen, wanted: Written) -> None:
    if wanted.kind == "message":
        message = StaffMessage(text=wanted.text, client_message_id=wanted.client_id)
        seen.calls.write(wanted.conversation_id, message)
    else:
        note = StaffNote(text=wanted.text, client_message_id=wanted.client_id, mentions=wanted.mentions)
        seen.calls.note(wanted.conversation_id, note)


def finished(seen: Seen, step: Callable[[], object]) -> None:
    """Do something after which the conversation is not the person's any more, and close it if that was possible."""
    seen.problem = None
    with noted(seen):
        step()
        seen.open(None)
        st.toast("Done")
