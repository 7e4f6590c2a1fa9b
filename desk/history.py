"""What a desk learns from the hand-overs that are over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from contracts.desk import EndedHandover, Handover
from desk.calibration import hit_rate, margin
from desk.policy import AT_ONCE_SECONDS, FEWEST_TIMES, RECENT_HANDOVERS, USUAL_TAKING_SECONDS


@dataclass(frozen=True)
class History:
    """What the last hand-overs were like: a value that is made anew from them, and may be kept for a while."""

    handled: Mapping[str, Sequence[float]]
    """By queue, where enough were measured: how long conversations were held, seconds, rising."""
    handled_anywhere: Sequence[float]
    taking: Sequence[float]
    """How long it took until whoever was asked at once had taken it, seconds."""
    leaving: float
    """How many left, a second and waiting customer."""
    came: Sequence[Handover]
    margin: float
    """By what factor the model of the line errs."""
    hit_rate: float | None
    """Share of the last estimates that held; None while too few are over."""

    def times(self, queue: str) -> Sequence[float]:
        """Return the handling times of a queue, or of all queues while it has too few of its own."""
        return self.handled.get(queue, self.handled_anywhere)


def history_of(ended: Sequence[EndedHandover]) -> History:
    """Learn from the last hand-overs that are over, the oldest first."""
    last = ended[-RECENT_HANDOVERS:]
    handled: dict[str, list[float]] = {}
    for one in last:
        if one.handled_seconds is not None:
            handled.setdefault(one.handover.queue, []).append(one.handled_seconds)
    waits = [(one.waited_seconds, one.handover.claimed_at is not None, one.ending) for one in last]
    waited = sum(seconds for seconds, _, _ in waits)
    left = sum(1 for _, taken, ending in waits if ending == "abandoned" and not taken)
    return History(
        handled={queue: sorted(times) for queue, times in handled.items() if len(times) >= FEWEST_TIMES},
        handled_anywhere=sorted(seconds for times in handled.values() for seconds in times),
        taking=[seconds for seconds, taken, _ in waits if taken and seconds <= AT_ONCE_SECONDS]
        or [USUAL_TAKING_SECONDS],
        leaving=left / waited if waited else 0.0,
        came=[one.handover for one in last],
        margin=margin(last),
        hit_rate=hit_rate(last),
    )
