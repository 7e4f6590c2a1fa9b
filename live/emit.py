"""A reply while it is being written, to everybody who follows its conversation."""

from live.frames import DeltaFrame
from live.line import Line
from live.outbox import Outbox
from live.policy import FINISH_SECONDS


class Emitter:
    """Shows the pieces of a reply. Made once a turn, by whatever function writes the reply; raises nothing."""

    def __init__(self, conversation_id: str, line: Line) -> None:
        self._conversation_id = conversation_id
        self._outbox = Outbox(conversation_id, line)

    def delta(self, turn_id: str, index: int, text: str) -> None:
        """Show a piece of a turn's reply, and return at once. `index` grows from piece to piece; 0 begins anew."""
        self._outbox.put(DeltaFrame(conversation_id=self._conversation_id, turn_id=turn_id, index=index, text=text))

    def finish(self, seconds: float = FINISH_SECONDS) -> bool:
        """Wait until all pieces are posted, so many seconds at most: a Lambda stands still once it has answered."""
        return self._outbox.finish(seconds)
