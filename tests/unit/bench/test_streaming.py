"""How much of the time to the first words is the model's, and how much ours."""

from typing import Any
from xml.etree import ElementTree

import pytest

from infra.bedrock.asked import Asked
from tests.bench.live_turns import ACCEPTED, DELTA, REPLY, LiveTurn
from tests.bench.streaming import CLIENTS, EACH_MS, HEAD, SURE, Cell, Pace, chart, meaning, pace_of

PASSAGE = '<passage id="1">The red brake light means stop. Do not drive on.</passage> What is the red brake light?'
TURNS = [
    LiveTurn("?", {ACCEPTED: 20.0, DELTA: 400.0, REPLY: 600.0}, {}),
    LiveTurn("?", {ACCEPTED: 20.0, REPLY: 700.0}, {}),
]
CELLS = [Cell(200, SURE, clients, TURNS, [300.0, 300.0]) for clients in CLIENTS]


def writes(text: str = PASSAGE) -> Asked:
    return Asked("ConverseStream", "a-model", {"messages": [{"role": "user", "content": [{"text": text}]}]})


def understands() -> Asked:
    schema = {"type": "object", "properties": {"mood": {"type": "string"}}, "required": ["mood"]}
    spec = {"toolSpec": {"name": "tell", "inputSchema": {"json": schema}}}
    choice: dict[str, Any] = {"tools": [spec], "toolChoice": {"tool": {"name": "tell"}}}
    return Asked("ConverseStream", "a-model", {**writes().body, "toolConfig": choice})


@pytest.mark.parametrize(
    ("asked", "reply", "pace"),
    [
        ([writes()], "(scripted answer) The red brake light means stop. [1] Do not drive on. [1]", Pace(0, 9)),
        ([understands(), writes()], "(scripted answer) The red brake light means stop. [1]", Pace(2, 9)),
        ([writes()], "Do not drive on. [1]", None),
        ([writes("hello")], "The fast path says something.", None),
        ([], "The fast path says something.", None),
        ([writes(), writes()], "(scripted answer) The red brake light means stop. [1]", None),
    ],
)
def test_a_models_share_ends_with_the_first_sentence_that_is_shown(
    asked: list[Asked], reply: str, pace: Pace | None
) -> None:
    assert pace_of(asked, reply) == pace


def test_each_call_waits_for_its_first_word_and_then_writes_at_its_pace() -> None:
    assert Pace(0, 5).ms(200) == 200 + 4 * EACH_MS
    assert Pace(3, 5).ms(200) == 400 + 6 * EACH_MS


def test_words_that_come_with_the_reply_alone_are_first_seen_then() -> None:
    assert CELLS[0].words_ms == [400, 700]
    assert CELLS[0].ours == [100, 400]
    assert CELLS[0].row[-1] == "1"
    assert len(CELLS[0].row) == len(HEAD)
    assert f"385 ms with {CLIENTS[0]} at once" in meaning(CELLS)


def test_the_chart_has_a_line_a_pace() -> None:
    drawn = ElementTree.fromstring(chart(CELLS))  # noqa: S314  # our own
    assert [f"{clients} at once" in "".join(drawn.itertext()) for clients in CLIENTS] == [True] * len(CLIENTS)
    assert "500 ms" in "".join(drawn.itertext())
