"""Replies that a model writes, on the running stack: shown while they are written, and never lost to a model."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any, Final

import httpx
import pytest

from infra.local.bedrock import Bedrock
from tests.integration.chat import SECONDS, Chat, Conversation
from tests.integration.live import Frame, Live, live
from tests.integration.run import LocalRun

QUESTION: Final = "What does the red brake light mean?"
WRITING: Final = {"tool": "passages_do_not_answer"}
"""What requests for a reply offer, and no other requests."""
SLOWLY: Final = {"first_ms": 50, "each_ms": 40}
CUTS: Final = 50
LONGEST_BYTES: Final = 9_000
"""A little more than a whole stream has."""


@pytest.fixture(scope="module")
def doubled(tmp_path_factory: pytest.TempPathFactory, index: Path) -> Iterator[LocalRun]:
    run = LocalRun(tmp_path_factory.mktemp("models"), index)
    try:
        run.start(BEDROCK="double")
        yield run
    finally:
        run.end()


@pytest.fixture(scope="module")
def asked(doubled: LocalRun) -> Iterator[Chat]:
    chat = Chat(doubled)
    with chat.http:
        yield chat


@pytest.fixture
def conversation(asked: Chat, doubled: LocalRun) -> Conversation:
    script(doubled)
    asked.warm_up()
    return asked.start()


def script(run: LocalRun, *rules: dict[str, Any]) -> None:
    """Set what the double does from here on."""
    httpx.put(f"{double_of(run)}/script", json={"rules": rules}, timeout=SECONDS, trust_env=False).raise_for_status()


def double_of(run: LocalRun) -> str:
    """Where the double answers."""
    return f"http://127.0.0.1:{run.settings.bedrock_port}"


def pieces(connection: Live) -> list[Frame]:
    """The frames with pieces of a reply, so far."""
    return [frame for frame in connection.frames if frame["type"] == "delta"]


def shown(connection: Live) -> str:
    """What somebody who reads along has seen of the reply."""
    return "".join(frame["text"] for frame in pieces(connection))


def test_the_first_sentence_is_shown_before_the_model_has_written_the_last(
    conversation: Conversation, doubled: LocalRun
) -> None:
    script(doubled, {"when": WRITING, "then": SLOWLY})
    with live(conversation) as connection:
        connection.ask(QUESTION)
        first = connection.until("delta")
        reply = connection.until("reply")["answer"]["reply"]
        assert connection.frames.index(first) < len(connection.frames) - 2, "others come after it"
        assert [frame["index"] for frame in pieces(connection)] == list(range(len(pieces(connection))))
        assert len(pieces(connection)) > 1
        assert shown(connection) == reply["text"]
        assert first["text"] != reply["text"]
    entry = conversation.transcript().entries[-1]
    assert entry.text == reply["text"]
    assert entry.citations


def test_a_model_that_dies_while_it_writes_leaves_a_reply_that_begins_as_it_was_shown(
    conversation: Conversation, doubled: LocalRun
) -> None:
    script(doubled, {"when": WRITING, "then": {**SLOWLY, "each_ms": 150}})
    with live(conversation) as connection:
        connection.ask(QUESTION)
        connection.until("delta")
        os.kill(doubled.bedrock, signal.SIGKILL)
        reply = connection.until("reply")["answer"]
    try:
        assert reply["reply"]["text"].startswith(shown(connection))
        assert len(reply["reply"]["text"]) > len(shown(connection)), "the passage itself says the rest"
        assert conversation.transcript().entries[-1].text == reply["reply"]["text"]
        without_any = conversation.say(QUESTION)
        assert without_any.path == "fast"
        assert without_any.reply.citations
    finally:
        started = Bedrock(doubled.settings.model_copy(update={"bedrock": "double"})).start()
        Thread(target=started.wait).start()  # as a shell does for what it has started


def test_who_stops_a_reply_gets_no_more_of_it_than_what_was_shown(
    conversation: Conversation, doubled: LocalRun
) -> None:
    script(doubled, {"when": WRITING, "then": {**SLOWLY, "each_ms": 150}})
    with live(conversation) as connection:
        connection.ask(QUESTION)
        turn = connection.until("accepted")["turn_id"]
        connection.send({"type": "stop", "turn_id": turn})
        reply = connection.until("reply")["answer"]["reply"]
        assert reply["text"] == shown(connection)
        assert len(pieces(connection)) == 1, "the sentence that was being written is the last"
    assert conversation.transcript().entries[-1].text == reply["text"]


def test_wherever_a_stream_is_cut_what_was_shown_is_the_beginning_of_what_is_stored(
    conversation: Conversation, doubled: LocalRun
) -> None:
    random = Random(1)  # noqa: S311
    with live(conversation) as connection:
        for _ in range(CUTS):
            at = random.randrange(LONGEST_BYTES)
            script(doubled, {"when": WRITING, "then": {"cut_at": at}})
            connection.frames.clear()
            connection.ask(QUESTION)
            reply = connection.until("reply")["answer"]["reply"]
            assert reply["text"].startswith(shown(connection)), at
            assert reply["citations"], at
            assert conversation.transcript().entries[-1].text == reply["text"]
    entries = conversation.transcript().entries
    assert [entry.seq for entry in entries] == list(range(1, 2 * CUTS + 1))


@pytest.mark.parametrize(
    "then",
    [
        {"error": "ThrottlingException"},
        {"error": "AccessDeniedException"},
        {"error": "ExpiredTokenException"},
        {"status": 503},
        {"text": ""},
        {"endless": True},
        {"text": "", "stop_reason": "content_filtered"},
        {"calls": [{"name": "passages_do_not_answer", "arguments": '{"x": '}]},
        {"calls": [{"name": "open_the_boot"}]},
        {"text": "The pressure is 9.9 bar and you can call +49 30 1234567. [1]"},
    ],
)
def test_a_turn_is_answered_whatever_the_models_do(
    asked: Chat, conversation: Conversation, doubled: LocalRun, then: dict[str, Any]
) -> None:
    script(doubled, {"when": WRITING, "then": then})
    answer = asked.start().say(QUESTION)
    assert answer.missing == ()
    assert answer.reply.text
    assert "9.9" not in answer.reply.text
    assert "1234567" not in answer.reply.text
    assert answer.route.reply_with in ("passages", "clarify")
