"""What a replay changed, and how it reads."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from evaluation.markdown import percentiles
from evaluation.replay.recorded import Conversation, Found

Aspect = Literal["intent", "route", "reply", "path", "new"]
ASPECTS: Final[dict[Aspect, str]] = {
    "intent": "intents",
    "route": "routes",
    "reply": "replies",
    "path": "paths",
    "new": "new turns",
}
_WIDTH: Final = 66


class Change(NamedTuple):
    """One thing that a turn finds otherwise than when it was recorded; `new` for a turn without a record."""

    conversation: str
    turn: int
    text: str
    aspect: Aspect
    before: str
    now: str


def changes(recorded: Sequence[Conversation], now: Sequence[Conversation]) -> Iterator[Change]:
    """Every difference, in order. Latency is no difference: it is never the same twice."""
    for old, new in zip(recorded, now, strict=True):
        for number, (before, after) in enumerate(zip(old.turns, new.turns, strict=True), start=1):
            for aspect, was, found in _differences(before.found, after.found):
                yield Change(old.name, number, before.text, aspect, was, found)


def _differences(before: Found | None, now: Found | None) -> Iterator[tuple[Aspect, str, str]]:
    if now is None:
        return
    if before is None:
        yield "new", "", now.route
        return
    pairs: tuple[tuple[Aspect, str | None, str | None], ...] = (
        ("intent", before.intent, now.intent),
        ("route", before.route, now.route),
        ("reply", before.reply, now.reply if before.reply is not None else None),
        ("path", before.path, now.path),
    )
    yield from ((aspect, was or "(none)", found or "(none)") for aspect, was, found in pairs if was != found)


def report(recorded: Sequence[Conversation], now: Sequence[Conversation]) -> str:
    """The changes turn by turn, then counts and times."""
    found = list(changes(recorded, now))
    counts, turns = Counter(change.aspect for change in found), sum(len(one.turns) for one in now)
    lines = [line for change in found for line in _shown(change)]
    lines += [f"{len(now)} conversations, {turns} turns"]
    lines += [f"  {counts[aspect]:>4} {name} changed" for aspect, name in ASPECTS.items() if aspect != "new"]
    lines += [f"  {counts['new']:>4} turns had no record"] if counts["new"] else []
    lines += [*_prompts("recorded", recorded), *_prompts("now", now)]
    lines += [f"latency, ms  {'p50':>6} {'p95':>6}", *_latency("recorded", recorded), *_latency("now", now)]
    return "\n".join(lines)


def _shown(change: Change) -> list[str]:
    before, now = _around_the_difference(change.before, change.now)
    head = f"{change.conversation}, turn {change.turn}, {change.aspect}: {_clipped(change.text)}"
    return [head, *([f"  - {before}"] if before else []), f"  + {now}", ""]


def _around_the_difference(before: str, now: str) -> tuple[str, str]:
    """Both texts, on one line each, from a little before the first character that differs."""
    one, other = " ".join(before.split()), " ".join(now.split())
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    near = max(0, same - _WIDTH // 3)
    start = one.find(" ", near, same) + 1 if near else 0
    return _clipped(one, start), _clipped(other, start)


def _clipped(text: str, start: int = 0) -> str:
    cut = " ".join(text.split())[start:]
    return f"{'…' if start and cut else ''}{cut[:_WIDTH]}{'…' if len(cut) > _WIDTH else ''}"


def _prompts(name: str, conversations: Sequence[Conversation]) -> Iterator[str]:
    """Which prompts models answered in how many turns, and what a thousand such turns cost."""
    found = [turn.found for one in conversations for turn in one.turns if turn.found]
    asked = Counter(prompt for one in found for prompt in one.prompts)
    if asked:
        cost = sum(one.cost_usd for one in found) / len(found) * 1_000
        said = ", ".join(f"{prompt} in {times}" for prompt, times in sorted(asked.items()))
        yield f"prompts, {name}: {said}; {cost:.2f} USD for 1,000 turns"


def _latency(name: str, conversations: Sequence[Conversation]) -> list[str]:
    times = [turn.found.latency_ms for one in conversations for turn in one.turns if turn.found]
    return [f"  {name:<11}{p50:>6} {p95:>6}" for p50, p95, _ in [percentiles(times)]] if times else []
