"""Scripts and what their turns came to, as a test wants them."""

from typing import Any

from contracts.findings.response import Citation, Reply
from evaluation.scripted.play import Got
from evaluation.scripted.script import Script, ScriptedTurn
from tests.unit import builders

TEXT = "The Kite needs\u202f29\u00a0hours, and it\u2019s slow. [1]"


def script(*turns: str | ScriptedTurn, **changes: Any) -> Script:
    """A conversation that begins with these turns, and has four at least."""
    said = [turn if isinstance(turn, ScriptedTurn) else scripted(say=turn) for turn in turns]
    said += [scripted(say="hm")] * (4 - len(said))
    return Script.model_validate({"name": "en-plug", "turns": said} | changes)


def scripted(**wanted: Any) -> ScriptedTurn:
    """A turn of which so much is wanted."""
    return ScriptedTurn.model_validate({"say": "and on a normal plug?", "kind": "follow_up"} | wanted)


def got(
    reply_with: str = "passages",
    *,
    source: str | None = "charging/charging-times.md",
    buttons: tuple[str, ...] = (),
    waits_in: str | None = None,
    language: str = "en",
) -> Got:
    """An answer that cites a page, unless it is to be another."""
    cited = [Citation(marker=1, passage_id="p", title="T", section="S", source=source, quote="29")] if source else []
    reply = Reply(text=TEXT, language=language, speech=TEXT, citations=tuple(cited), suggestions=buttons)
    return Got(builders.answer(reply=reply, route=builders.routing(reply_with, "answer", None)), waits_in)
