"""Shadow routing: a candidate policy judges the turns of today beside the one in use, and decides none of them.

No turn waits for it: the comparison begins when routing has answered and runs beside the making of the reply. What goes
wrong in it is logged and counted, and ends there.
"""

import asyncio
import math
import time
from collections.abc import Callable
from typing import NamedTuple

from agents.routing.compare import danger_lost, place
from agents.routing.read_facts import facts
from agents.routing.route import in_line, route
from agents.routing.rules import Rule, parse_rules
from contracts.errors import CurbsideError
from contracts.findings.finding import Finding
from contracts.findings.routing import RoutingFinding
from contracts.turn import AgentName, AgentTask
from graph.dispatch import Dispatch
from graph.policy import CANDIDATE_REFRESH_SECONDS
from observe.log import log, where
from observe.metrics import count
from observe.turns import ids
from store.candidate import version_of


class CandidatePolicy(NamedTuple):
    """A policy that may one day be in use."""

    version: str
    rules: tuple[Rule, ...]


class ShadowedDispatch:
    """Dispatches as `dispatch` does, and compares each route with that of the candidate, read anew now and then."""

    def __init__(self, dispatch: Dispatch, read: Callable[[], bytes]) -> None:
        """`read` gives the candidate as it is published."""
        self._dispatch = dispatch
        self._read = read
        self._candidate: CandidatePolicy | None = None
        self._looked = -math.inf
        self._running = set[asyncio.Task[None]]()

    async def __call__(self, agent: AgentName, task: AgentTask) -> Finding:
        """The agent's finding. Raises `AgentFailed` when there is none; then nothing is compared either."""
        finding = await self._dispatch(agent, task)
        if isinstance(finding, RoutingFinding):
            comparison = asyncio.create_task(self._compare(task, finding))
            self._running.add(comparison)  # the loop itself would let it be collected
            comparison.add_done_callback(self._running.discard)
        return finding

    async def _compare(self, task: AgentTask, live: RoutingFinding) -> None:
        # after a failure nothing is compared until the next look, so that one fault gives one line and not thousands
        try:
            if time.monotonic() - self._looked >= CANDIDATE_REFRESH_SECONDS:
                self._looked = time.monotonic()
                self._candidate = await asyncio.to_thread(self._look)
            if self._candidate:
                report(task, live, self._candidate)
        except Exception as error:
            self._candidate = None
            count({"RoutingShadowFailed": 1})
            reason = str(error) if isinstance(error, CurbsideError) else type(error).__name__
            log("warning", "routing candidate failed", {**ids(task), "reason": reason, "where": where(error)})

    def _look(self) -> CandidatePolicy:
        content = self._read()
        return CandidatePolicy(version_of(content), parse_rules(content, "candidate"))


def report(task: AgentTask, live: RoutingFinding, candidate: CandidatePolicy) -> None:
    """Count a turn as compared, and count and log it if the candidate sends it elsewhere, or sooner or later."""
    seen = facts(task)
    other = in_line(route(seen, candidate.rules), task.dialogue)
    differs = _noticed(live) != _noticed(other)
    lost = differs and danger_lost(seen, live, other)
    count({"RoutingShadowCompared": 1, "RoutingShadowDiffered": differs, "RoutingShadowDangerLost": lost})
    if not differs:
        return
    log(
        "warning" if lost else "info",
        "routing candidate differs",
        {
            **ids(task),
            "route": place(live),
            "rule": live.rule,
            "priority": live.priority,
            "candidate": candidate.version,
            "candidate_route": place(other),
            "candidate_rule": other.rule,
            "candidate_priority": other.priority,
            "danger_lost": lost,
        },
    )


def _noticed(found: RoutingFinding) -> tuple[str, int | None]:
    """The priority of a turn that enters no queue means nothing."""
    return place(found), found.priority if found.queue else None
