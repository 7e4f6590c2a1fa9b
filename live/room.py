"""One conversation as its followers see it, while a turn is answered and whenever something is stored."""

from collections.abc import Callable

from contracts.errors import CurbsideError
from contracts.public import PublicAnswer, TranscriptEntry, Waiting
from contracts.session import Session
from contracts.turn import TurnAnswer, TurnRequest
from live.frames import AcceptedFrame, MessageFrame, ProgressFrame, ReplyFrame, ServerFrame, StateFrame
from live.line import Line
from live.outbox import Outbox
from live.policy import FINISH_SECONDS
from observe.log import log, where


class Room:
    """Tells the followers of one conversation what happens in it. Raises nothing, and keeps nobody waiting."""

    def __init__(self, conversation_id: str, line: Line | None) -> None:
        """Without a `line` there is no live channel, and nobody follows."""
        self._conversation_id = conversation_id
        self._line = line
        self._outbox = Outbox(conversation_id, line) if line else None

    def accepted(self, turn_id: str, seq: int, request: TurnRequest) -> bool:
        """A message was stored, at the position `seq` (0: not known). Whether anybody follows the conversation."""
        if not self._is_followed():
            return False
        self._tell_stored(lambda line: self._accepted(line, turn_id, request, seq))
        return True

    def again(self, turn_id: str, request: TurnRequest, asker: str) -> None:
        """A message came again from the connection `asker`: it is told what is stored of its turn."""
        self._tell_stored(lambda line: self._accepted(line, turn_id, request), asker)
        self._tell_stored(lambda line: self._reply(line, turn_id), asker)

    def step(self, turn_id: str, step: str) -> None:
        """A step of a turn has begun."""
        self.tell(ProgressFrame(conversation_id=self._conversation_id, turn_id=turn_id, step=step))

    def replied(self, answer: TurnAnswer) -> None:
        """A reply was stored: followers get it, and are told who answers next."""
        if self._is_followed():
            self._tell_stored(lambda line: self._reply(line, answer.turn_id, answer))
            self._tell_stored(lambda line: state_frame(line.session(self._conversation_id)))

    def written(self, entry: TranscriptEntry) -> None:
        """A person wrote, or something happened: followers see the entry."""
        if self._is_followed():
            frame = MessageFrame(conversation_id=self._conversation_id, seq=entry.seq, entry=entry, at=entry.created_at)
            self.tell(frame)

    def changed(self, waiting: Waiting | None = None) -> None:
        """It changed who answers next, whether anybody does, or where the customer stands who waits."""
        if self._is_followed():
            self._tell_stored(lambda line: state_frame(line.session(self._conversation_id), waiting))

    def tell(self, frame: ServerFrame, *, only: str | None = None, but: str | None = None) -> None:
        """Let a frame be posted to all followers, or to `only` one, or to all `but` one."""
        if self._outbox:
            self._outbox.put(frame, only=only, but=but)

    def finish(self) -> None:
        """Wait until the frames are posted, `FINISH_SECONDS` at most: a Lambda stands still once it has answered."""
        if self._outbox:
            self._outbox.finish(FINISH_SECONDS)

    def _is_followed(self) -> bool:
        """Whether anybody follows the conversation by now: who came meanwhile gets what is told from here on."""
        return self._outbox is not None and bool(self._outbox.followers())

    def _accepted(self, line: Line, turn_id: str, request: TurnRequest, seq: int = 0) -> AcceptedFrame:
        return AcceptedFrame(
            conversation_id=self._conversation_id,
            seq=seq or line.position_of(self._conversation_id, turn_id),
            turn_id=turn_id,
            client_turn_id=request.client_turn_id,
            text=request.text,
        )

    def _reply(self, line: Line, turn_id: str, answer: TurnAnswer | None = None) -> ReplyFrame | None:
        stored = answer or line.answer(self._conversation_id, turn_id)
        return None if stored is None else reply_frame(stored, line.position_of_reply(self._conversation_id, turn_id))

    def _tell_stored(self, made: Callable[[Line], ServerFrame | None], only: str | None = None) -> None:
        """Tell what is read from the tables first. What cannot be read is left out: whoever resumes gets it."""
        if self._line is None:
            return
        try:
            if frame := made(self._line):
                self.tell(frame, only=only)
        except CurbsideError as error:
            log("warning", "frame left out", {"error": type(error).__name__, "where": where(error)})


def reply_frame(answer: TurnAnswer, seq: int) -> ReplyFrame:
    """A stored reply, as its customer may see it."""
    return ReplyFrame(conversation_id=answer.conversation_id, seq=seq, answer=PublicAnswer.of(answer))


def state_frame(session: Session, waiting: Waiting | None = None) -> StateFrame:
    """Who answers next in a conversation, and where its customer stands who waits."""
    return StateFrame(
        conversation_id=session.conversation_id,
        holder=session.dialogue.holder,
        queue=session.dialogue.queue,
        closed=session.closed_at is not None,
        person=session.person.name if session.person else None,
        waiting=waiting if session.dialogue.holder == "queue" else None,
    )
