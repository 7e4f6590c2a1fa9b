"""Whatever the pieces in which a text comes, and wherever it ends: what is shown is a beginning of what is stored."""

import os
import random
from typing import Any, Final

import pytest

from contracts.channel import CHANNELS
from models.errors import ModelFailed
from tests.unit.agents.response.writing import BEGINS, GOES_ON, GOOD, Told, asking, by_name
from tests.unit.models.streams import client_of, text, whole

TEXTS: Final = (
    GOOD,
    f"\n\n  {GOOD}\n",
    f"{BEGINS}\n\n1. Slow down. [1]\n2. Pull over. [1]",
    f"{BEGINS} It costs 99 euros. [1] {GOES_ON}",
    f"{BEGINS}   [1, 2]  [1]. {GOES_ON}...",
    f"Das Licht bedeutet einen Fehler. {BEGINS}\n{GOES_ON}",
    f"**{BEGINS}** <b>{GOES_ON}</b> \u200b\ufeff😀",
    f"{BEGINS} [" + "[1" * 30,
    "." * 50 + BEGINS + "?!…" * 20,
    "\ud83d " + BEGINS,
    "",
)
ENDINGS: Final = ("whole", "length", "unknown", "cut", "error", "refused")
CASES: Final = int(os.environ.get("CURBSIDE_CUTS", "2000"))
"""Streams that are tried: `CURBSIDE_CUTS=10000` takes a minute."""


def pieces_of(written: str, dice: random.Random) -> list[str]:
    """The text in pieces of up to a dozen characters, some of them empty."""
    pieces = list[str]()
    while written:
        size = dice.randint(0, 12)
        pieces.append(written[:size])
        written = written[size:]
    return pieces


def stream(written: str, ending: str, dice: random.Random) -> list[Any]:
    """Its events, as far as they come."""
    pieces = pieces_of(written, dice)
    kept = pieces[: dice.randint(0, len(pieces))] if ending in ("cut", "error", "length") else pieces
    match ending:
        case "whole":
            return whole(*text(*kept))
        case "length":
            return whole(*text(*kept), stop="max_tokens")
        case "unknown":
            return whole(*text(*kept), stop="tired")
        case "refused":
            return whole(*text(*kept), stop="guardrail_intervened")
        case "cut":
            return text(*kept)
    return [*text(*kept), ConnectionResetError()]


@pytest.mark.usefixtures("pauses")
@pytest.mark.parametrize("seed", range(8))
def test_what_is_shown_is_a_beginning_of_what_is_stored(seed: int) -> None:
    dice, paths = random.Random(seed), set[str]()  # noqa: S311 - the same at every run
    for _ in range(CASES // 8):
        written, ending = dice.choice(TEXTS), dice.choice(ENDINGS)
        given = dice.choice((asking(), by_name())).changed(channel=dice.choice(CHANNELS))
        told = Told(given, client_of(stream(written, ending, dice)))
        paths.add(told.reply.path)
        assert "99" not in told.reply.text
        assert "Licht" not in told.reply.text
        assert bool(told.shown) == (told.reply.path == "bedrock")
        assert given.channel == "chat" or "\n" not in told.reply.text
        told.reply.text.encode()
    assert paths == {"fast", "bedrock"}


def test_the_pieces_in_which_a_text_comes_change_nothing() -> None:
    dice = random.Random(0)  # noqa: S311 - the same at every run
    for written in TEXTS:
        replies = {Told(asking(), client_of(stream(written, "whole", dice))).reply.text for _ in range(6)}
        assert len(replies) == 1, written


@pytest.mark.parametrize("error", [RuntimeError("x"), ModelFailed("x"), ValueError("x"), StopIteration()])
def test_an_error_of_any_kind_in_a_stream_ends_it_and_nothing_else(error: Exception) -> None:
    told = Told(asking(), client_of([*text(f"{BEGINS} ", "If "), error]))
    assert told.shown == [BEGINS]
    assert told.reply.text == f"{BEGINS}\n\n{told.rest}"
