"""Two lines of guards, and what holds when one fails.

A guard that cannot look says `unsure` and that it failed, which gives the one rule there is: what is only read goes on
with a flag, and nothing is done. A customer who asks when the garage opens is answered during an outage of a guard; who
cancels an order is asked to wait for a person.
"""

import time
from collections.abc import Sequence
from concurrent.futures import Future
from functools import cached_property
from threading import Thread
from typing import Final, Literal, Protocol

from contracts.deadline import time_left
from contracts.errors import ConfigurationError, OutOfTime, Unavailable
from contracts.findings.attack import AttackFinding, AttackLevel
from guards.policy import GUARDRAIL_SECONDS

Purpose = Literal["reading", "action"]
"""What a message would be used for: to answer from pages and facts, or to change something."""
_WORSE: Final[tuple[AttackLevel, ...]] = ("harmless", "unsure", "attack")
_FAILED: Final = AttackFinding(level="unsure", failed=True)


class AttackJudge(Protocol):
    """`guards.attacks.judge_attack`, or `guards.bedrock.BedrockGuardrail`."""

    def __call__(self, text: str, /) -> AttackFinding:
        """Return what is found. May raise `Unavailable`, `OutOfTime` or `ConfigurationError`."""
        ...


def judged(text: str, lines: Sequence[AttackJudge]) -> AttackFinding:
    """Return the worst that any line finds; those behind one that found an attack are not asked.

    Never raises for a line that fails: that one's finding is `unsure` and `failed`.
    """
    worst = AttackFinding(level="harmless")
    for line in lines:
        worst = _worse(worst, _found(text, line))
        if worst.level == "attack":
            break
    return worst


class Judging:
    """A second line at work on a message in which the first found no attack, while others go on.

    Whoever must know asks for `finding` and waits until the line has answered, no longer than `GUARDRAIL_SECONDS` after
    it began. What they are told then stands: an answer that comes later changes nothing.
    """

    def __init__(self, first: AttackFinding, text: str, line: AttackJudge) -> None:
        """Begin. `first` is what the first line found."""
        self._first = first
        self._until = time.monotonic() + GUARDRAIL_SECONDS
        self._answer: Future[AttackFinding] = Future()
        Thread(target=lambda: self._answer.set_result(_found(text, line)), name="guard", daemon=True).start()

    @cached_property
    def finding(self) -> AttackFinding:
        """What both lines find. Never raises for one that fails or is late, which is `unsure` and `failed`."""
        try:
            found = self._answer.result(max(0.0, min(self._until - time.monotonic(), time_left())))
        except TimeoutError:
            found = _FAILED
        return _worse(self._first, found)


def may(purpose: Purpose, finding: AttackFinding) -> bool:
    """Whether a message may be used so: anything but an attack to read, only what is harmless to act on."""
    return finding.level == "harmless" if purpose == "action" else finding.level != "attack"


def _found(text: str, line: AttackJudge) -> AttackFinding:
    try:
        return line(text)
    except (Unavailable, OutOfTime, ConfigurationError):
        return _FAILED


def _worse(one: AttackFinding, other: AttackFinding) -> AttackFinding:
    worst = max(one, other, key=lambda finding: _WORSE.index(finding.level))
    return worst.changed(failed=one.failed or other.failed)
