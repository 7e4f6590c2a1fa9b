"""The response agent of this process."""

from agents.agent import Agent
from agents.response import load, load_writer
from agents.response.emit import NOBODY_FOLLOWS, Emit
from contracts.errors import Unavailable
from contracts.findings.finding import Finding
from contracts.turn import AgentTask
from handlers.environment import ResponseEnvironment, SupervisorEnvironment
from handlers.wiring.models import models
from models.client import ModelClient


def response_agent(environment: ResponseEnvironment | SupervisorEnvironment) -> Agent:
    """Return the agent. Where models write, those who follow a conversation live see a reply while it is written."""
    client = models(environment)
    return load() if client is None else _writing(client, environment)


def _is_wanted(task: AgentTask) -> bool:
    """Whether the customer wants more of a reply; where that cannot be known they get it whole."""
    from live.stop import is_stopped

    try:
        return not is_stopped(task.turn_id)
    except Unavailable:
        return True


def _writing(client: ModelClient, environment: ResponseEnvironment | SupervisorEnvironment) -> Agent:
    from handlers.wiring.guardrail import guardrail
    from handlers.wiring.live import line
    from handlers.wiring.tables import connect_tables
    from live.emit import Emitter

    way, second = line(environment), guardrail(environment)
    if way is None:
        return load(client, second)
    write = load_writer(client, second)
    connect_tables(environment)

    def respond(task: AgentTask) -> Finding:
        if not task.live:
            return write(task, NOBODY_FOLLOWS)
        emitter = Emitter(task.conversation_id, way)

        def show(shown: AgentTask, place: int, text: str) -> None:
            emitter.delta(shown.turn_id, place, text)

        try:
            return write(task, Emit(show, _is_wanted))
        finally:
            emitter.finish()  # the function stands still once it has answered

    return respond
