"""Reading a conversation."""

import pytest

from contracts.conversation import StartConversation
from contracts.errors import NotFound
from conversations.close import close_conversation
from conversations.start import start_conversation
from conversations.transcript import transcript
from gateway.authorize import Caller
from handlers.wiring.conversations import SESSIONS
from store.customers import find_customer
from store.sessions import save_session
from store.tenants import find_tenant
from store.transcripts import read_transcript
from tests.unit import builders
from tests.unit.aws import DESK

pytestmark = pytest.mark.usefixtures("tables")


def test_a_new_conversation_is_open_and_empty() -> None:
    save_session(builders.session())
    found = transcript("c1", None, SESSIONS, read_transcript)
    assert (found.closed, found.holder, found.entries, found.next) == (False, "bot", (), None)


def test_a_transcript_says_who_answers_next() -> None:
    waiting = builders.session()
    save_session(waiting.changed(dialogue=waiting.dialogue.changed(holder="queue", queue="sales")))
    assert transcript("c1", None, SESSIONS, read_transcript).holder == "queue"


def test_a_conversation_that_has_ended_stays_readable_and_says_so() -> None:
    save_session(builders.session())
    close_conversation("c1", SESSIONS, DESK)
    assert transcript("c1", None, SESSIONS, read_transcript).closed


def test_an_unknown_conversation_cannot_be_read() -> None:
    with pytest.raises(NotFound):
        transcript("nobody", None, SESSIONS, read_transcript)


@pytest.mark.parametrize("language", ["de", "pt"])
def test_a_transcript_greets_as_the_conversation_did_when_it_started(language: str) -> None:
    page = Caller(kind="publishable", tenant="demo")
    started = start_conversation(page, StartConversation(language=language), SESSIONS, find_customer, find_tenant)
    found = transcript(started.conversation_id, None, SESSIONS, read_transcript)
    told = (found.greeting, found.language, found.suggestions)
    assert told == (started.greeting, started.language, started.suggestions)
    assert found.started_at < started.expires_at
