"""One customer turn, from the request to the stored answer."""

import asyncio
import time
from collections.abc import Callable

from contracts.deadline import time_left, within
from contracts.errors import ConversationBusy, ConversationClosed, TurnInProgress, Unavailable
from contracts.ids import new_id
from contracts.session import Session
from contracts.turn import AgentTask, Timing, TurnAnswer
from contracts.watch import WatchedTurn
from conversations.denied import denied_turn, task_denying
from conversations.dialogue import danger_is_open
from conversations.policy import (
    LOOK_AGAIN_SECONDS,
    RETRY_POLL_SECONDS,
    RETRY_WAIT_SECONDS,
    STORING_SECONDS,
    TURN_SECONDS,
    WATCH_SECONDS,
)
from conversations.settle import settling
from conversations.stores import NOBODY, Desk, Followers, Sessions, Turns
from conversations.task import Turn, task_for
from danger.normalise import readable
from danger.numbers import number_in
from danger.words import judge_words
from graph.progress import telling
from graph.supervisor import Supervisor
from languages.phrases import phrases_in
from languages.policy import DEFAULT_LANGUAGE
from observe.log import Fields, log

Watch = Callable[[WatchedTurn, int], None]
"""Has a turn looked after, so many seconds later. May raise `Unavailable`."""


async def take_turn(
    turn: Turn,
    supervisor: Supervisor,
    sessions: Sessions,
    turns: Turns,
    desk: Desk,
    watch: Watch,
    followers: Followers = NOBODY,
) -> TurnAnswer:
    """Store the message, let the supervisor answer it, store and return the answer.

    Before the message is stored `watch` is told of the turn: should this process die, another looks after it. Who
    follows the conversation is told once it is stored, of each step, and of the stored answer. A repeated
    `client_turn_id` gets the answer of its first try, also while that is still running. Raises `NotFound`,
    `ConversationClosed`, `TurnConflict`, `TurnInProgress`, `ConversationBusy` and `Unavailable`.
    """
    started = time.perf_counter()
    with within(TURN_SECONDS):
        watched = WatchedTurn(conversation_id=turn.conversation_id, turn_id=new_id(), trace_id=turn.trace_id)
        session, _ = await asyncio.gather(
            asyncio.to_thread(session_for, turn, sessions, turns),
            asyncio.to_thread(tell, watch, watched, WATCH_SECONDS),
        )
        claim = await asyncio.to_thread(
            turns.claim, turn.conversation_id, session.tenant, turn.request, watched.turn_id
        )
        followed = await asyncio.to_thread(followers.accepted, claim)
        if not claim.mine:
            return await wait_for_answer(session, claim.turn_id, turns)
        task = task_for(turn, session, claim.turn_id)
        if denied := denied_turn(task):
            task = await asyncio.to_thread(task_denying, denied, turn, session, claim.turn_id, turns)
        with within(time_left() - STORING_SECONDS):
            shown = followed and session.dialogue.holder != "person"  # a person answers: the bot suggests, unseen
            answer = await (_shown(supervisor, task, followers) if shown else supervisor.answer(task))
        timing = Timing(total=_since(started), agents=answer.timing_ms.agents)
        try:
            settle = settling(answer.changed(timing_ms=timing), session, desk)
            stored = await asyncio.to_thread(turns.store_answer, session, settle)
        except ConversationBusy:  # the next try need not wait until this one counts as dead
            await asyncio.to_thread(turns.release, turn.conversation_id, turn.request.client_turn_id)
            raise
        await asyncio.to_thread(followers.answered, stored)
        if danger_is_open(stored):
            await asyncio.to_thread(tell, watch, watched.changed(turn_id=claim.turn_id), LOOK_AGAIN_SECONDS)
        return stored


async def _shown(supervisor: Supervisor, task: AgentTask, followers: Followers) -> TurnAnswer:
    """Answer a task while somebody looks on."""
    with telling(lambda step: followers.step(task.turn_id, step)):
        return await supervisor.answer(task.changed(live=True))


def tell(watch: Watch, turn: WatchedTurn, seconds: int) -> None:
    """Have a turn looked after. Without the queue it is answered all the same: only a second failure would be one."""
    try:
        watch(turn, seconds)
    except Unavailable as error:
        fields: Fields = {"conversation_id": turn.conversation_id, "turn_id": turn.turn_id, "error": error.code}
        log("error", "nobody looks after this turn", fields | {"trace_id": turn.trace_id})


def session_for(turn: Turn, sessions: Sessions, turns: Turns) -> Session:
    """Return the session of a turn. A closed one takes no new turns, but still answers those it took.

    A message whose words do not rule out a danger opens it again: nobody who calls for help is sent away, and their
    next message is taken too. Raises `NotFound`, `ConversationClosed`, `ConversationBusy` and `Unavailable`.
    """
    session = sessions.existing(turn.conversation_id)
    if session.closed_at is None or turns.was_claimed(turn.conversation_id, turn.request.client_turn_id):
        return session
    if judge_words(readable(turn.request.text)).level != "harmless":
        return sessions.change(session, lambda current: current.changed(closed_at=None))
    raise ConversationClosed(f"the conversation has ended; start a new one. {in_danger(session)}")


def in_danger(session: Session) -> str:
    """Whom to call, for the refusal of a message that may have called for help."""
    _, phrases = phrases_in(DEFAULT_LANGUAGE)
    return f"If anyone is in danger, call {number_in(session.country, phrases)}"


async def wait_for_answer(session: Session, turn_id: str, turns: Turns) -> TurnAnswer:
    """Return the answer another try is making. Raises `TurnInProgress` if it takes longer than `RETRY_WAIT_SECONDS`."""
    with within(RETRY_WAIT_SECONDS):
        while (answer := await asyncio.to_thread(turns.find_answer, session.conversation_id, turn_id)) is None:
            if not time_left():
                still = "the first try of this turn is still running; send it again in a moment"
                raise TurnInProgress(f"{still}. {in_danger(session)}")
            await asyncio.sleep(RETRY_POLL_SECONDS)
    return answer


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 2)
