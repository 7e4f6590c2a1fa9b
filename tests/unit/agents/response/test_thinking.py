"""What a model thinks aloud is no part of its answer, in whatever pieces it comes."""

import pytest

from agents.response.thinking import WithoutThinking


def read(text: str, size: int) -> str:
    stream = WithoutThinking()
    return "".join(stream.feed(text[at : at + size]) for at in range(0, len(text), size)) + stream.end()


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("<thinking>The page says so. Stop.</thinking>Stop. [1]", "Stop. [1]"),
        ("Stop. <THINK>Why?</think>[1] <reasoning>So.</reasoning>Now.", "Stop. [1] Now."),
        ("<thinking>It never ends. Stop. [1]", ""),
        ("Less than < 2.3 bar, <b>now</b>. <thin", "Less than < 2.3 bar, <b>now</b>. <thin"),
        ("", ""),
    ],
)
def test_thoughts_are_left_out_and_nothing_else(text: str, answer: str) -> None:
    assert {read(text, size) for size in (1, 2, 7, 100)} == {answer}
