"""The supervisor as a Lambda: one customer turn over HTTP."""

import asyncio
from typing import Any, Final

from aws_lambda_powertools.event_handler import Response

from contracts.turn import TurnRequest
from conversations.answers import answer_for
from conversations.task import Turn
from conversations.turn import take_turn
from handlers.api import Api, answer
from handlers.environment import WatchedEnvironment, read_environment
from handlers.wiring.conversations import SESSIONS, TURNS
from handlers.wiring.supervisor import supervisor, supervisor_environment
from handlers.wiring.tables import connect_tables
from observe.log import log
from store.watch import WatchQueue

_environment: Final = supervisor_environment()
connect_tables(_environment)
_supervisor: Final = supervisor(_environment)
_watch: Final = WatchQueue(read_environment(WatchedEnvironment).watch_queue, _environment.region)
_runner: Final = asyncio.Runner()
api = Api()


@api.post("/conversations/<conversation_id>/turns")
def post_turn(conversation_id: str) -> Response[str]:
    """Answer one customer turn."""
    caller = api.caller_in(conversation_id)
    turn = Turn(conversation_id, api.body(TurnRequest), api.trace_id)
    answered = _runner.run(take_turn(turn, _supervisor, SESSIONS, TURNS, _watch.send))
    log(
        "info",
        "turn answered",
        {
            "conversation_id": conversation_id,
            "turn_id": answered.turn_id,
            "trace_id": answered.trace_id,
            "route": answered.route.kind,
            "path": answered.path,
            "missing": [entry.agent for entry in answered.missing],
            "reason": ", ".join(f"{entry.agent}: {entry.reason}" for entry in answered.missing),
            "timing_ms": {"total": answered.timing_ms.total, **answered.timing_ms.agents},
        },
    )
    return answer(answer_for(caller.scopes, answered))


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Lambda entry point."""
    return api.handle(event, context)
