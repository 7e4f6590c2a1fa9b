"""The supervisor as a Lambda: one customer turn over HTTP."""

import asyncio
from typing import Any, Final

from aws_lambda_powertools.event_handler import Response
from graph.supervisor import Supervisor, Turn

from contracts.turn import TurnRequest
from encoder.factory import encoder_for
from graph.dispatch import Dispatch
from graph.lambdas import LambdaDispatch
from handlers.api import Api, answer
from handlers.environment import SupervisorEnvironment, read_environment
from observe.log import log
from store.tables import connect

_environment: Final = read_environment(SupervisorEnvironment)
connect(_environment.tables(), _environment.region)
_encoder: Final = encoder_for(_environment.encoder, _environment.region, _environment.encoder_folder)
_runner: Final = asyncio.Runner()
api = Api()


def _dispatch() -> Dispatch:
    if _environment.dispatch == "lambda":
        return LambdaDispatch(_environment.functions(), _environment.region)
    from agents.personalization.records import plans_in, recalls_in
    from graph.in_process import InProcessDispatch, load_agents
    from knowledge.factory import library_for
    from store.customers import find_customer
    from store.recalls import find_recalls, find_service_plan

    library = library_for(
        _environment.knowledge_engine,
        _encoder.name,
        _environment.knowledge_bucket,
        _environment.knowledge_endpoint,
        _environment.region,
    )
    agents = load_agents(_encoder, library, find_customer, recalls_in(find_recalls), plans_in(find_service_plan))
    return InProcessDispatch(agents)


def _shadowed(dispatch: Dispatch) -> Dispatch:
    if not _environment.routing_candidate:
        return dispatch
    from handlers.shadow import ShadowedDispatch
    from store.candidate import CandidateObject

    return ShadowedDispatch(dispatch, CandidateObject(_environment.routing_candidate, _environment.region).read)


_supervisor: Final = Supervisor(_shadowed(_dispatch()), _encoder)


@api.post("/conversations/<conversation_id>/turns")
def take_turn(conversation_id: str) -> Response[str]:
    """Answer one customer turn."""
    api.caller_in(conversation_id)
    turn = Turn(conversation_id, api.body(TurnRequest), api.trace_id)
    answered = _runner.run(_supervisor.answer(turn))
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
            "timing_ms": {"total": answered.timing_ms.total, **answered.timing_ms.agents},
        },
    )
    return answer(answered)


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Lambda entry point."""
    return api.handle(event, context)
