"""Scripted conversations through the real graph and agents in this process, over the demo brand, nothing stored."""

import asyncio
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, NamedTuple

from agents import intent, knowledge, personalization, response, sentiment
from agents.__main__ import ROOT, agent_named, demo_customer, demo_index, demo_plan, demo_recalls
from agents.response.emit import NOBODY_FOLLOWS, Emit
from contracts.models import NO_MODELS, ModelPolicy
from contracts.session import Dialogue, Session
from contracts.turn import AgentName, TurnAnswer, TurnRequest
from conversations.dialogue import dialogue_after
from conversations.task import Turn, task_for
from encoder import Encoder
from evaluation.replay.run import whole_answer
from evaluation.scripted.script import Script
from graph.in_process import InProcessDispatch
from graph.supervisor import Supervisor
from graph.understand import Understanding
from infra.tenant import read_tenant
from knowledge.library import FixedLibrary
from knowledge.reranking import RerankerFor, without_reranker
from models.client import ModelClient

TODAY: Final = date(2026, 11, 27)
"""The day on which they are held, a Friday: what is due or booked depends on it."""
TENANT: Final[Path] = ROOT / "infra" / "demo" / "tenant.json"
_NEVER: Final = datetime.min.replace(tzinfo=UTC)


class Got(NamedTuple):
    """What a turn came to."""

    answer: TurnAnswer
    waits_in: str | None
    """The queue in which the conversation waits after it."""


def demo_supervisor(
    encoder: Encoder,
    models: ModelClient | None = None,
    emit: Emit = NOBODY_FOLLOWS,
    reranker_for: RerankerFor = without_reranker,
) -> Supervisor:
    """Return a supervisor with every agent, over the demo's customers and documents, on the day of the scripts.

    With `models` agents ask them as the session says, and `emit` is told of replies while one writes them.
    """
    agents = {name: agent_named(name, encoder) for name in AgentName}
    agents[AgentName.PERSONALIZATION] = personalization.load(demo_customer, demo_recalls, demo_plan, lambda: TODAY)
    if reranker_for is not without_reranker:
        agents[AgentName.KNOWLEDGE] = knowledge.load(encoder, FixedLibrary(demo_index(encoder)), reranker_for)
    if models is None:
        return Supervisor(InProcessDispatch(agents), encoder)
    agents[AgentName.INTENT] = intent.load(encoder, models)
    agents[AgentName.SENTIMENT] = sentiment.load(encoder, models)
    write = response.load_writer(models)
    agents[AgentName.RESPONSE] = lambda task: write(task, emit)
    return Supervisor(InProcessDispatch(agents), encoder, Understanding(models))


def play(
    scripts: Iterable[Script], supervisor: Supervisor, *, alone: bool = False, models: ModelPolicy = NO_MODELS
) -> Iterator[list[Got]]:
    """Yield what the turns of each conversation come to; `alone`, as if each were the first of its conversation.

    `models` says which agents ask one, where the supervisor has any.

    Raises `ConfigurationError` if an agent stays missing.
    """
    with asyncio.Runner() as runner:
        for script in scripts:
            yield runner.run(_played(script, supervisor, session_of(script).changed(models=models), alone=alone))


async def _played(script: Script, supervisor: Supervisor, session: Session, *, alone: bool) -> list[Got]:
    got = list[Got]()
    for number, turn in enumerate(script.turns, start=1):
        request = TurnRequest(text=turn.say, client_turn_id=str(number))
        task = task_for(Turn(script.name, request, trace_id=script.name), session, str(number))
        answer = await whole_answer(supervisor, task)
        dialogue = dialogue_after(session.dialogue, answer)
        got.append(Got(answer, dialogue.queue if dialogue.holder == "queue" else None))
        session = session.changed(dialogue=Dialogue() if alone else dialogue)
    return got


def session_of(script: Script) -> Session:
    """Return the session in which a conversation begins."""
    customer = demo_customer(script.customer) if script.customer else None
    return Session(
        conversation_id=script.name,
        tenant="demo",
        customer_id=script.customer,
        country=customer.country if customer else None,
        language=script.language,
        contacts=read_tenant(TENANT).contacts,
        token_sha256="",
        token_expires_at=_NEVER,
        created_at=_NEVER,
    )
