"""Conversations through the real graph and the real agents, in this process, with nothing stored."""

import asyncio
import time
from collections.abc import Iterable, Iterator

from graph.answer import answer_of, dialogue_after

from contracts.errors import ConfigurationError
from contracts.session import Dialogue
from contracts.turn import AgentTask, TurnAnswer
from encoder import Encoder
from evaluation.replay.recorded import Conversation, RecordedTurn, found_in
from graph.dispatch import Dispatch
from graph.graph import TurnGraph, build_graph
from graph.state import TurnState

TRIES = 3
"""Tries to run a turn with every agent: a busy machine may make one late."""


async def keep(state: TurnState) -> TurnState:
    """The last step of the graph, in the place of the one that writes to the tables."""
    return {"answer": answer_of(state)}


def replay(
    conversations: Iterable[Conversation], dispatch: Dispatch, encoder: Encoder | None
) -> Iterator[Conversation]:
    """Each conversation with what its turns come to now. Raises `ConfigurationError` if an agent stays missing."""
    graph = build_graph(dispatch, encoder, keep)
    with asyncio.Runner() as runner:
        for conversation in conversations:
            yield runner.run(_again(conversation, graph))


async def _again(conversation: Conversation, graph: TurnGraph) -> Conversation:
    dialogue, turns = Dialogue(), list[RecordedTurn]()
    for number, turn in enumerate(conversation.turns, start=1):
        task = AgentTask(
            text=turn.text,
            language=conversation.language,
            customer_id=conversation.customer_id,
            conversation_id=conversation.name,
            turn_id=str(number),
            dialogue=dialogue,
        )
        answer = await _answer(graph, task)
        dialogue = dialogue_after(dialogue, answer)
        turns.append(RecordedTurn(text=turn.text, found=found_in(answer)))
    return conversation.changed(turns=tuple(turns))


async def _answer(graph: TurnGraph, task: AgentTask) -> TurnAnswer:
    """The answer of all agents: one without an agent would be taken for a change of what the agents find."""
    for _ in range(TRIES):
        answer: TurnAnswer = (await graph.ainvoke({"task": task, "started": time.monotonic()}))["answer"]
        if not answer.missing:
            return answer
    gone = ", ".join(f"{missing.agent} ({missing.reason})" for missing in answer.missing)
    raise ConfigurationError(f"{task.conversation_id}, turn {task.turn_id}: without {gone} there is nothing to compare")
