"""The supervisor as a Lambda: one customer turn, over HTTP or from a live connection."""

import asyncio
from http import HTTPStatus
from typing import Any, Final

from aws_lambda_powertools.event_handler import Response

from contracts.errors import TurnInProgress
from contracts.live import LiveTurn
from contracts.turn import TurnAnswer, TurnRequest
from conversations.answers import answer_for
from conversations.task import Turn
from conversations.turn import take_turn
from handlers.api import Api, answer
from handlers.environment import WatchedEnvironment, read_environment
from handlers.problems import as_json, problem_of
from handlers.wiring.conversations import SESSIONS, TURNS
from handlers.wiring.desk import desk
from handlers.wiring.live import followers, line
from handlers.wiring.supervisor import supervisor, supervisor_environment
from handlers.wiring.tables import connect_tables
from live.frames import ErrorFrame
from live.hand_on import LIVE_TURN
from live.room import Room
from observe.log import Fields, log, where
from store.delays import DelayQueue

_environment: Final = supervisor_environment()
connect_tables(_environment)
_supervisor: Final = supervisor(_environment)
_watch: Final = DelayQueue(read_environment(WatchedEnvironment).watch_queue, _environment.region)
_runner: Final = asyncio.Runner()
_line: Final = line(_environment)
_desk: Final = desk(_environment.region)
api = Api()


@api.post("/conversations/<conversation_id>/turns")
def post_turn(conversation_id: str) -> Response[str]:
    """Answer one customer turn."""
    caller = api.caller_in(conversation_id, "turn.take")
    turn, room = Turn(conversation_id, api.body(TurnRequest), api.trace_id), Room(conversation_id, _line)
    answered = _answered(turn, room)
    room.finish()
    return answer(answer_for(caller.scopes, answered))


def take_live(sent: LiveTurn) -> None:
    """Answer a turn that came over a live connection: in frames, and if it is refused to who sent it alone."""
    room = Room(sent.conversation_id, _line)
    try:
        request = TurnRequest(text=sent.text, client_turn_id=sent.client_turn_id, channel=sent.channel)
        _answered(Turn(sent.conversation_id, request, sent.trace_id), room, sent.connection_id)
    except TurnInProgress:
        pass  # the try that is running tells everybody
    except Exception as error:
        room.tell(_refusal(error, sent), only=sent.connection_id)
    room.finish()


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Lambda entry point."""
    if LIVE_TURN in event:
        take_live(LiveTurn.model_validate(event[LIVE_TURN]))
        return {}
    return api.handle(event, context)


def _answered(turn: Turn, room: Room, asker: str | None = None) -> TurnAnswer:
    told = followers(room, turn.request, asker)
    # `Runner.run` minds Ctrl-C, for which Python writes out what the last run returned: 0.3 ms a turn, for nothing
    answered = _runner.get_loop().run_until_complete(
        take_turn(turn, _supervisor, SESSIONS, TURNS, _desk, _watch.send, told)
    )
    log(
        "info",
        "turn answered",
        {
            "conversation_id": turn.conversation_id,
            "turn_id": answered.turn_id,
            "trace_id": answered.trace_id,
            "route": answered.route.kind,
            "path": answered.path,
            "missing": [entry.agent for entry in answered.missing],
            "reason": ", ".join(f"{entry.agent}: {entry.reason}" for entry in answered.missing),
            "timing_ms": {"total": answered.timing_ms.total, **answered.timing_ms.agents},
        },
    )
    return answered


def _refusal(error: Exception, sent: LiveTurn) -> ErrorFrame:
    problem = problem_of(error, sent.trace_id)
    if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        fields: Fields = {"error": type(error).__name__, "where": where(error), "trace_id": sent.trace_id}
        log("error", "request failed", fields)
    return ErrorFrame(
        conversation_id=sent.conversation_id, problem=as_json(problem), client_turn_id=sent.client_turn_id
    )
