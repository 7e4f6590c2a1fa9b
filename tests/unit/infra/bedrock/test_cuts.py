"""A connection that is cut at any byte is an error or an answer for boto3, and never makes it wait."""

from typing import Any

import pytest

from infra.bedrock import frames
from infra.bedrock.asked import Asked
from infra.bedrock.reply import Reply, events, words
from infra.bedrock.server import BedrockServer
from infra.bedrock.usage import PromptCache
from tests.unit.infra.bedrock.clients import CUT, asking, client_of, say, streamed

TEXT = "Cold. [1]"


def size_of_the_stream() -> int:
    asked = Asked("ConverseStream", asking()["modelId"], {"messages": asking()["messages"]})
    return sum(len(frames.event(*event)) for event in events(asked, Reply(words(TEXT)), PromptCache()))


def listen(client: Any) -> list[str]:
    return [name for name, _ in streamed(client.converse_stream(**asking()))]


@pytest.mark.parametrize("clean", [False, True])
def test_a_stream_that_is_cut_at_any_byte_never_hangs(double: BedrockServer, *, clean: bool) -> None:
    size = size_of_the_stream()
    client = client_of(double, read_seconds=10)
    whole = 0
    for position in range(size):
        say(double, {"text": TEXT, "cut_at": position, "clean_end": clean})
        try:
            names = listen(client)
        except CUT:
            continue
        assert clean, f"a cut at byte {position} went unnoticed"
        assert "metadata" not in names
        whole += 1
    assert size > 600
    assert not clean or whole, "a clean end between two frames looks like a whole answer"
    client.close()


def test_a_cut_after_the_last_byte_changes_nothing(double: BedrockServer, client: Any) -> None:
    say(double, {"text": TEXT, "cut_at": 100_000})
    assert listen(client)[-1] == "metadata"


@pytest.mark.parametrize("position", [0, 1, 50, 200])
def test_a_whole_answer_that_is_cut_is_an_error(double: BedrockServer, client: Any, position: int) -> None:
    say(double, {"text": TEXT, "cut_at": position})
    with pytest.raises(CUT):
        client.converse(**asking())


def test_the_connection_after_a_cut_is_a_new_one(double: BedrockServer, client: Any) -> None:
    say(double, {"text": TEXT, "cut_at": 10}, {"text": TEXT})
    with pytest.raises(CUT):
        listen(client)
    assert listen(client)[-1] == "metadata"
