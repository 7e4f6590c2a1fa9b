"""Ending a conversation."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from contracts.errors import NotFound
from contracts.session import Session
from conversations.close import close_conversation
from conversations.stores import Sessions
from handlers.wiring.conversations import SESSIONS
from store.sessions import save_session
from tests.unit import builders
from tests.unit.aws import DESK, stored_session

pytestmark = pytest.mark.usefixtures("tables")


def test_closing_again_changes_nothing() -> None:
    save_session(builders.session())
    first = close_conversation("c1", SESSIONS, DESK)
    assert close_conversation("c1", SESSIONS, DESK) == first
    assert stored_session().closed_at == first.closed_at


def test_of_several_who_close_at_once_all_hear_when_it_ended() -> None:
    save_session(builders.session())
    with ThreadPoolExecutor(8) as threads:
        ended = list(threads.map(lambda _: close_conversation("c1", SESSIONS, DESK), range(8)))
    assert {one.closed_at for one in ended} == {stored_session().closed_at}


def test_a_conversation_ends_also_while_turns_change_it() -> None:
    save_session(builders.session())
    before = stored_session()

    def overtaken(conversation_id: str) -> Session:
        return before if save_session(builders.with_turn(before)) else stored_session()

    found = close_conversation("c1", Sessions(overtaken, SESSIONS.save, SESSIONS.change), DESK)
    assert (stored_session().closed_at, stored_session().dialogue.turns) == (found.closed_at, 1)


def test_an_unknown_conversation_cannot_be_closed() -> None:
    with pytest.raises(NotFound) as caught:
        close_conversation("nobody", SESSIONS, DESK)
    assert caught.value.field == "conversation_id"
