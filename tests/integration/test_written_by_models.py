"""Replies that a model writes, on the running stack: shown while they are written, and never lost to a model."""

from random import Random
from typing import Any, Final

import pytest

from tests.integration.chat import RECOVERY_SECONDS, Chat, Conversation
from tests.integration.double import Double
from tests.integration.live import Frame, Live, live
from tests.integration.run import wait_for

QUESTION: Final = "What does the red brake light mean?"
OF_A_PAGE: Final = "How do I pair my phone?"
WRITING: Final = {"tool": "passages_do_not_answer"}
"""What requests for a reply offer, and no other requests."""
BLOCKED: Final = {
    "action": "GUARDRAIL_INTERVENED",
    "outputs": [{"text": "I cannot answer that."}],
    "assessments": [
        {"contentPolicy": {"filters": [{"type": "PROMPT_ATTACK", "confidence": "HIGH", "action": "BLOCKED"}]}}
    ],
    "usage": {},
}
SLOWLY: Final = {"first_ms": 50, "each_ms": 40}
CUTS: Final = 50
LONGEST_BYTES: Final = 9_000
"""A little more than a whole stream has."""


@pytest.fixture
def conversation(chat_with_models: Chat, double: Double) -> Conversation:
    """A conversation whose replies a model writes."""
    wait_for(
        lambda: chat_with_models.start().say(QUESTION).path == "bedrock", RECOVERY_SECONDS, "a model writes a reply"
    )
    return chat_with_models.start()


def pieces(connection: Live) -> list[Frame]:
    """The frames with pieces of a reply, so far."""
    return [frame for frame in connection.frames if frame["type"] == "delta"]


def shown(connection: Live) -> str:
    """What somebody who reads along has seen of the reply."""
    return "".join(frame["text"] for frame in pieces(connection))


def test_the_first_sentence_is_shown_before_the_model_has_written_the_last(
    conversation: Conversation, double: Double
) -> None:
    double.script({"when": WRITING, "then": SLOWLY})
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
    conversation: Conversation, double: Double
) -> None:
    double.script({"when": WRITING, "then": {**SLOWLY, "each_ms": 150}})
    with live(conversation) as connection:
        connection.ask(QUESTION)
        connection.until("delta")
        double.kill()
        reply = connection.until("reply")["answer"]
    try:
        assert reply["reply"]["text"].startswith(shown(connection))
        assert len(reply["reply"]["text"]) > len(shown(connection)), "the passage itself says the rest"
        assert conversation.transcript().entries[-1].text == reply["reply"]["text"]
        without_any = conversation.say(QUESTION)
        assert without_any.path == "fast"
        assert without_any.reply.citations
    finally:
        double.revive()


def test_who_stops_a_reply_gets_no_more_of_it_than_what_was_shown(conversation: Conversation, double: Double) -> None:
    double.script({"when": WRITING, "then": {**SLOWLY, "each_ms": 150}})
    with live(conversation) as connection:
        connection.ask(QUESTION)
        turn = connection.until("accepted")["turn_id"]
        connection.send({"type": "stop", "turn_id": turn})
        reply = connection.until("reply")["answer"]["reply"]
        assert reply["text"] == shown(connection)
        assert len(pieces(connection)) == 1, "the sentence that was being written is the last"
    assert conversation.transcript().entries[-1].text == reply["text"]


def test_wherever_a_stream_is_cut_what_was_shown_is_the_beginning_of_what_is_stored(
    conversation: Conversation, double: Double
) -> None:
    random = Random(1)  # noqa: S311
    with live(conversation) as connection:
        for _ in range(CUTS):
            at = random.randrange(LONGEST_BYTES)
            double.script({"when": WRITING, "then": {"cut_at": at}})
            connection.frames.clear()
            connection.ask(QUESTION)
            reply = connection.until("reply")["answer"]["reply"]
            assert reply["text"].startswith(shown(connection)), at
            assert reply["citations"], at
            assert conversation.transcript().entries[-1].text == reply["text"]
    entries = conversation.transcript().entries
    assert [entry.seq for entry in entries] == list(range(1, 2 * CUTS + 1))


def test_a_reranker_orders_what_was_found_and_a_guardrail_looks_at_the_message(
    conversation: Conversation, double: Double
) -> None:
    double.forget()
    assert conversation.say(OF_A_PAGE).path == "bedrock"
    assert [OF_A_PAGE in str(request["body"]) for request in double.asked("InvokeModel")] == [True]
    assert [OF_A_PAGE in str(request["body"]) for request in double.asked("ApplyGuardrail")] == [True]
    double.script({"when": {"operation": "ApplyGuardrail"}, "then": {"body": BLOCKED}})
    stopped = conversation.say(OF_A_PAGE)
    assert stopped.path == "fast", "nothing is shown of what a model wrote meanwhile"
    assert stopped.reply.citations


@pytest.mark.parametrize("operation", ["InvokeModel", "ApplyGuardrail"])
@pytest.mark.parametrize(
    "then", [{"error": "ThrottlingException"}, {"status": 503}, {"silent_s": 5}, {"body": {"x": 1}}]
)
def test_without_the_reranker_or_the_guardrail_a_model_writes_as_well(
    conversation: Conversation, double: Double, operation: str, then: dict[str, Any]
) -> None:
    double.script({"when": {"operation": operation}, "then": then})
    answer = conversation.say(OF_A_PAGE)
    assert answer.path == "bedrock"
    assert answer.missing == ()
    assert answer.reply.citations


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
    conversation: Conversation, double: Double, then: dict[str, Any]
) -> None:
    double.script({"when": WRITING, "then": then})
    answer = conversation.say(QUESTION)
    assert answer.missing == ()
    assert answer.reply.text
    assert "9.9" not in answer.reply.text
    assert "1234567" not in answer.reply.text
    assert answer.route.reply_with in ("passages", "clarify")
