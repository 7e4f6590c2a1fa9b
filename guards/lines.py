"""Two lines of guards, and what holds when one fails.

A guard that cannot look says `unsure` and that it failed, which gives the one rule there is: what is only read goes on
with a flag, and nothing is done. A customer who asks when the garage opens is answered during an outage of a guard; who
cancels an order is asked to wait for a person.
"""

from collections.abc import Sequence
from typing import Final, Literal, Protocol

from contracts.errors import ConfigurationError, OutOfTime, Unavailable
from contracts.findings.attack import AttackFinding, AttackLevel

Purpose = Literal["reading", "action"]
"""What a message would be used for: to answer from pages and facts, or to change something."""
_WORSE: Final[tuple[AttackLevel, ...]] = ("harmless", "unsure", "attack")


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
        found = _found(text, line)
        failed = worst.failed or found.failed
        worst = max(worst, found, key=lambda finding: _WORSE.index(finding.level)).changed(failed=failed)
        if worst.level == "attack":
            break
    return worst


def may(purpose: Purpose, finding: AttackFinding) -> bool:
    """Whether a message may be used so: anything but an attack to read, only what is harmless to act on."""
    return finding.level == "harmless" if purpose == "action" else finding.level != "attack"


def _found(text: str, line: AttackJudge) -> AttackFinding:
    try:
        return line(text)
    except (Unavailable, OutOfTime, ConfigurationError):
        return AttackFinding(level="unsure", failed=True)
