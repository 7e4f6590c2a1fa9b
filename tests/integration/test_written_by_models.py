"""Replies that a model writes, on the running stack: shown while they are written, and never lost to a model."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any, Final

import httpx
import pytest

from contracts.public import FullAnswer
from infra.local.bedrock import Bedrock
from infra.local.deploy import client_for, stack_outputs
from infra.local.emulator import CREDENTIALS
from tests.integration.chat import SECONDS, Chat, Conversation
from tests.integration.live import Frame, Live, live
from tests.integration.run import LocalRun

QUESTION: Final = "What does the red brake light mean?"
WRITING: Final = {"tool": "passages_do_not_answer"}
"""What requests for a reply offer, and no other requests."""
SLOWLY: Final = {"first_ms": 50, "each_ms": 40}
SAID: Final = {
    "en": ("My name is Anna Weber, plate AB12 CDE. What does the red brake light mean?", ("Weber", "AB12 CDE")),
    "de": ("Hier ist Anna Weber, Kennzeichen B-AB 1234. Was heißt die rote Bremsleuchte?", ("Weber", "B-AB 1234")),
    "es": ("Me llamo Lucía Ruiz, matrícula 1234 BCD. ¿Qué significa la luz roja del freno?", ("Lucía", "1234 BCD")),
    "fr": ("Je m'appelle Zoé Dupont, plaque AB-123-CD. Que veut dire le voyant rouge ?", ("Dupont", "AB-123-CD")),
    "it": ("Sono Giulia Rossi, targa AB123CD. Cosa significa la spia rossa dei freni?", ("Rossi", "AB123CD")),
}
"""By language, a message, and what of it is personal data."""
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


def requests(run: LocalRun) -> list[dict[str, Any]]:
    """The latest requests that the double got."""
    found: list[dict[str, Any]] = httpx.get(f"{double_of(run)}/requests", timeout=SECONDS, trust_env=False).json()
    return found


def forget_requests(run: LocalRun) -> None:
    """Let the double forget the requests that it got."""
    httpx.delete(f"{double_of(run)}/requests", timeout=SECONDS, trust_env=False).raise_for_status()


def say_of_the_tenant(run: LocalRun, file: Path, **models: Any) -> None:
    """Set what models may do for the demo tenant, as its operator does."""
    file.write_text(json.dumps({"models": models}), encoding="utf-8")
    table = stack_outputs(client_for(run.settings))["GatewayTable"]
    subprocess.run(
        [sys.executable, "-m", "infra.tenant", str(file), "--table", table, "--tenant", "demo"],
        env={**os.environ, **CREDENTIALS, "AWS_ENDPOINT_URL": run.settings.endpoint},
        check=True,
        timeout=SECONDS,
    )


@pytest.fixture
def policy(doubled: LocalRun, tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Sets what models may do for the tenant, until the test ends."""
    file = tmp_path / "tenant.json"
    yield lambda **models: say_of_the_tenant(doubled, file, **models)
    say_of_the_tenant(doubled, file)


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


@pytest.mark.parametrize("language", SAID)
def test_no_model_reads_personal_data_of_a_tenant_that_masks_it(
    asked: Chat, conversation: Conversation, doubled: LocalRun, policy: Callable[..., None], language: str
) -> None:
    policy(intent="always", sentiment="always", response="always", mask_personal_data=True)
    forget_requests(doubled)
    said, values = SAID[language]
    masked = asked.start(language=language)
    answers = [masked.say(said), masked.say(said)]  # with what was said before
    sent = requests(doubled)
    assert {"tell_wanted", "tell_mood"} <= {name for entry in sent for name in tools_of(entry)}
    assert "[PERSON_1]" in str(sent)
    assert not [value for value in values if value in str(sent)]
    assert [answer.missing for answer in answers] == [(), ()]


def test_a_tenant_says_what_a_turn_may_cost(
    asked: Chat, conversation: Conversation, doubled: LocalRun, policy: Callable[..., None]
) -> None:
    paid = asked.start().say(QUESTION)
    assert isinstance(paid, FullAnswer)
    assert paid.cost_usd_by_agent == {"response": paid.cost_usd}
    assert paid.budget_usd is not None
    assert 0 < paid.cost_usd < paid.budget_usd
    policy(usd_a_turn=0)
    forget_requests(doubled)
    free = asked.start().say(QUESTION)
    assert isinstance(free, FullAnswer)
    assert (free.path, free.cost_usd, free.budget_usd, requests(doubled)) == ("fast", 0.0, 0.0, [])
    assert free.reply.citations


def tools_of(entry: dict[str, Any]) -> list[str]:
    """Names of the tools that a request offers."""
    return [tool["toolSpec"]["name"] for tool in entry["body"].get("toolConfig", {}).get("tools", [])]
