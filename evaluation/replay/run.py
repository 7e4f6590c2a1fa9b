"""Conversations through the real graph and the real agents, in this process, with nothing stored."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence

from contracts.errors import ConfigurationError
from contracts.models import NO_MODELS, ModelPolicy
from contracts.session import Dialogue
from contracts.turn import AgentTask, TurnAnswer
from conversations.dialogue import dialogue_after
from evaluation.replay.recorded import Conversation, RecordedTurn, found_in
from graph.supervisor import Supervisor

TRIES = 3
"""Tries to run a turn with every agent: a busy machine may make one late."""


def replay(
    conversations: Sequence[Conversation], supervisor: Supervisor, models: ModelPolicy = NO_MODELS
) -> Iterator[Conversation]:
    """Each conversation with what its turns come to now. Raises `ConfigurationError` if an agent stays missing.

    `models` says which agents ask one, where the supervisor has any.
    """
    for conversation, got in zip(conversations, answers(conversations, supervisor, models), strict=True):
        turns = zip(conversation.turns, got, strict=True)
        yield conversation.changed(
            turns=tuple(RecordedTurn(text=turn.text, found=found_in(answer)) for turn, answer in turns)
        )


def answers(
    conversations: Iterable[Conversation], supervisor: Supervisor, models: ModelPolicy = NO_MODELS
) -> Iterator[list[TurnAnswer]]:
    """The answers to the turns of each conversation, as `replay` runs them."""
    with asyncio.Runner() as runner:
        for conversation in conversations:
            yield runner.run(_held(conversation, supervisor, models))


async def _held(conversation: Conversation, supervisor: Supervisor, models: ModelPolicy) -> list[TurnAnswer]:
    dialogue, got = Dialogue(), list[TurnAnswer]()
    for number, turn in enumerate(conversation.turns, start=1):
        task = AgentTask(
            text=turn.text,
            language=conversation.language,
            customer_id=conversation.customer_id,
            conversation_id=conversation.name,
            turn_id=str(number),
            dialogue=dialogue,
            models=models,
        )
        got.append(await whole_answer(supervisor, task))
        dialogue = dialogue_after(dialogue, got[-1])
    return got


async def whole_answer(supervisor: Supervisor, task: AgentTask) -> TurnAnswer:
    """The answer of all agents: one without an agent would be taken for a change of what the agents find.

    Raises `ConfigurationError` if one stays missing.
    """
    for _ in range(TRIES):
        answer = await supervisor.answer(task)
        if not answer.missing:
            return answer
    gone = ", ".join(f"{missing.agent} ({missing.reason})" for missing in answer.missing)
    raise ConfigurationError(f"{task.conversation_id}, turn {task.turn_id}: without {gone} there is nothing to compare")
