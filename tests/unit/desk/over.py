"""Hand-overs that are over, to learn from."""

from datetime import timedelta

from contracts.desk import EndedHandover, WaitEstimate
from tests.unit.desk.floor import NOON, waiting


def ended(
    number: int,
    *,
    waited: float,
    handled: float | None = 300.0,
    told: tuple[float, float] | None = None,
    margin: float = 1.0,
    queue: str = "service_desk",
) -> EndedHandover:
    """One that came some minutes before noon; without `handled` its customer left."""
    entered = NOON - timedelta(seconds=10_000 - 20 * number)
    claimed = entered + timedelta(seconds=waited)
    estimate = None if told is None else WaitEstimate(low=told[0], high=told[1], at=entered, margin=margin)
    handover = waiting(str(number), at=entered, queue=queue, estimate=estimate)
    return EndedHandover(
        handover=handover.changed(claimed_at=None if handled is None else claimed),
        ending="abandoned" if handled is None else "wrapped_up",
        ended_at=claimed + timedelta(seconds=handled or 0),
        handled_seconds=handled,
    )
