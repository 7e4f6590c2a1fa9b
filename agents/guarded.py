"""Whether a model may read the message of a turn, and whether what it writes about it may be shown."""

from functools import cached_property

from agents.told import message_told
from contracts.findings.attack import AttackFinding
from contracts.turn import AgentTask
from guards.attacks import judge_attack
from guards.lines import AttackJudge, Judging, judged, may
from observe.log import log
from observe.metrics import count
from observe.turns import ids


class Guarded:
    """The message of a turn, judged by the line that stands in this process and, behind it, by a second one.

    The second one takes as long as a network does, so a model reads and writes meanwhile; nobody sees what it writes
    before both have found no attack. A guard that fails lets reading pass.
    """

    def __init__(self, task: AgentTask, agent: str, second: AttackJudge | None = None) -> None:
        """Judge, and begin to ask the `second` line where there is one."""
        self._task, self._agent = task, agent
        first = judged(task.text, (judge_attack,))
        self.may_be_read = self._passes(first)
        self._judging = Judging(first, message_told(task), second) if second and self.may_be_read else None

    @cached_property
    def may_be_answered(self) -> bool:
        """Whether what a model writes about it may be shown. Waits for the second line."""
        return self.may_be_read and (self._judging is None or self._passes(self._judging.finding))

    def _passes(self, finding: AttackFinding) -> bool:
        passes = may("reading", finding)
        if finding.failed:
            count({"GuardFailures": 1})
            log("error", "guard failed", {"agent": self._agent, **ids(self._task)})
        if not passes:
            count({"GuardAttacks": 1})
            log("warning", "attack on the machine", {"agent": self._agent, **ids(self._task), "path": finding.path})
        return passes
