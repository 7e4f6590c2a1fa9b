"""One customer turn, from the request to the stored answer."""

import asyncio
import time
from dataclasses import dataclass

from graph.answer import answer_of, dialogue_after

from contracts.errors import ConversationClosed, NotFound, TurnInProgress
from contracts.policy import RETRY_POLL_SECONDS, RETRY_WAIT_SECONDS
from contracts.session import Session
from contracts.turn import AgentTask, TurnAnswer, TurnRequest
from encoder import Encoder
from graph.dispatch import Dispatch
from graph.graph import TurnGraph, build_graph
from graph.nodes import Step
from graph.state import TurnState
from languages.detect import detect_language
from languages.served import SERVED_LANGUAGES
from store.sessions import find_session
from store.turns import claim_turn, find_answer, store_answer, was_claimed


@dataclass(frozen=True)
class Turn:
    """A request in the conversation it belongs to."""

    conversation_id: str
    request: TurnRequest
    trace_id: str


class Supervisor:
    """Answers turns. Built once a process; keeps nothing between turns."""

    def __init__(self, dispatch: Dispatch, encoder: Encoder | None) -> None:
        self._graph: TurnGraph = build_graph(dispatch, encoder, store_step())

    async def answer(self, turn: Turn) -> TurnAnswer:
        """Store the message, run the graph, give the stored answer.

        A repeated `client_turn_id` gets the answer of its first try, also while that is still running. Raises
        `NotFound`, `ConversationClosed`, `TurnConflict`, `TurnInProgress` and `Unavailable`.
        """
        started = time.monotonic()
        session = await asyncio.to_thread(session_for, turn)
        claim = await asyncio.to_thread(claim_turn, turn.conversation_id, session.tenant, turn.request)
        if not claim.mine:
            return await wait_for_answer(turn.conversation_id, claim.turn_id)
        language, foreign = languages(turn.request.text, session.dialogue.language or session.language)
        task = AgentTask(
            text=turn.request.text,
            language=language,
            foreign_language=foreign,
            tenant=session.tenant,
            conversation_id=turn.conversation_id,
            turn_id=claim.turn_id,
            trace_id=turn.trace_id,
            customer_id=session.customer_id,
            country=session.country,
            dialogue=session.dialogue,
        )
        final = await self._graph.ainvoke({"task": task, "started": started, "session": session})
        answer: TurnAnswer = final["answer"]
        return answer


def languages(text: str, so_far: str) -> tuple[str, str | None]:
    """The language to answer in, and that of the message if it is one that nobody answers in."""
    heard = detect_language(text, so_far).language
    if heard is None or heard in SERVED_LANGUAGES:
        return heard or so_far, None
    return so_far, heard


def session_for(turn: Turn) -> Session:
    """The session a turn belongs to. A closed one takes no new turns, but still answers those it took.

    Raises `NotFound` and `ConversationClosed`.
    """
    session = find_session(turn.conversation_id)
    if session is None:
        raise NotFound("conversation_id", "there is no such conversation")
    if session.closed_at is not None and not was_claimed(turn.conversation_id, turn.request.client_turn_id):
        raise ConversationClosed("the conversation has ended; start a new one")
    return session


async def wait_for_answer(conversation_id: str, turn_id: str) -> TurnAnswer:
    """The answer another try is making. Raises `TurnInProgress` if it takes longer than `RETRY_WAIT_SECONDS`."""
    deadline = time.monotonic() + RETRY_WAIT_SECONDS
    while (answer := await asyncio.to_thread(find_answer, conversation_id, turn_id)) is None:
        if time.monotonic() > deadline:
            raise TurnInProgress("the first try of this turn is still running; send it again in a moment")
        await asyncio.sleep(RETRY_POLL_SECONDS)
    return answer


def store_step() -> Step:
    """Write the answer, and with it what the dialogue remembers."""

    async def store(state: TurnState) -> TurnState:
        answer = answer_of(state)

        def remember(session: Session) -> Session:
            return session.changed(dialogue=dialogue_after(session.dialogue, answer))

        return {"answer": await asyncio.to_thread(store_answer, state["session"], answer, remember)}

    return store
