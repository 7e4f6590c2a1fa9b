"""What becomes of a turn whose process died, or whose danger nobody could judge: it is looked at again."""

from typing import Literal

from contracts.deadline import within
from contracts.errors import Unavailable
from contracts.ids import new_id
from contracts.turn import TurnAnswer
from contracts.watch import WatchedTurn
from conversations.dialogue import danger_is_open
from conversations.policy import STORING_SECONDS, TURN_SECONDS
from conversations.settle import settling
from conversations.stores import NOBODY, Desk, Followers, Sessions, Turns
from conversations.task import Turn, task_for
from conversations.turn import take_turn
from graph.supervisor import Supervisor
from languages.phrases import phrases_in

Outcome = Literal["nothing to do", "answered", "answered again"]


async def look_after(
    watched: WatchedTurn,
    supervisor: Supervisor,
    sessions: Sessions,
    turns: Turns,
    desk: Desk,
    followers: Followers = NOBODY,
) -> Outcome:
    """See to it that a turn has an answer and that danger in it is judged; returns what had to be done.

    A turn that was never stored needs nothing: its sender heard of no success, and tries again. Who follows the
    conversation is told what was answered. Raises `Unavailable`,
    `TurnInProgress` and whatever else means that the turn must be looked after once more, later.
    """
    request = turns.find_message(watched.conversation_id, watched.turn_id)
    if request is None:
        return "nothing to do"
    turn = Turn(watched.conversation_id, request, watched.trace_id)
    answer = turns.find_answer(watched.conversation_id, watched.turn_id)
    if answer is None:
        await take_turn(turn, supervisor, sessions, turns, desk, nobody_watches, followers)
        return "answered"
    if not danger_is_open(answer) or turns.was_answered_again(watched.conversation_id, watched.turn_id):
        return "nothing to do"
    return await _answer_again(turn, answer, supervisor, sessions, turns, desk, followers)


def nobody_watches(turn: WatchedTurn, seconds: int) -> None:
    """Stands for the queue where a turn is looked after already."""


async def _answer_again(
    turn: Turn,
    first: TurnAnswer,
    supervisor: Supervisor,
    sessions: Sessions,
    turns: Turns,
    desk: Desk,
    followers: Followers,
) -> Outcome:
    """Store what the agents say now as a further entry.

    Where the customer has gone on meanwhile, only a danger is worth interrupting them.
    """
    session = sessions.existing(turn.conversation_id)
    with within(TURN_SECONDS - STORING_SECONDS):
        found = await supervisor.answer(task_for(turn, session, first.turn_id))
    if danger_is_open(found):
        raise Unavailable("sentiment", "DangerStillOpen")
    went_on = session.closed_at is not None or session.dialogue.last_reply != first.reply.text
    if went_on and found.route.kind != "emergency":
        return "nothing to do"
    further = _introduced(found).changed(turn_id=new_id())
    turns.add_answer(session, first.turn_id, settling(further, session, desk))
    followers.answered(further)
    return "answered again"


def _introduced(answer: TurnAnswer) -> TurnAnswer:
    """The answer, beginning with why it comes unasked."""
    _, phrases = phrases_in(answer.reply.language)
    why = phrases.texts["looked_at_again"]
    text, speech = f"{why}\n\n{answer.reply.text}", f"{why} {answer.reply.speech}"
    return answer.changed(reply=answer.reply.changed(text=text, speech=speech))
