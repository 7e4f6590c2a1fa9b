"""Whether estimates of waits come true, and by what factor the next ones are corrected.

Split conformal prediction (Vovk et al. 2005; for intervals Romano, Patterson & Candès 2019, arXiv 1905.03222): of each
estimate that is over it is known by what factor it had to be wider to just hold the wait, and a quantile of these
factors is right for the next one whatever is wrong with the model. Only the last ones count, so that it follows a desk
that changes, which is what adaptive conformal inference is for (Gibbs & Candès 2021, arXiv 2106.00170); a window needs
no state beside the hand-overs themselves.
"""

import math
from collections.abc import Sequence

from contracts.desk import EndedHandover, WaitEstimate
from desk.policy import AIM, AT_ONCE_SECONDS, CALIBRATION_WAITS, FEWEST_WAITS, SLACK_SECONDS


def margin(ended: Sequence[EndedHandover]) -> float:
    """Return the factor by which the next estimates are made wider, or narrower below 1; 1 while too few are over."""
    factors = sorted(_factor(estimate, one) for estimate, one in _known(ended)[-CALIBRATION_WAITS:])
    if len(factors) < FEWEST_WAITS:
        return 1.0
    return factors[min(math.ceil((len(factors) + 1) * AIM), len(factors)) - 1]


def hit_rate(ended: Sequence[EndedHandover]) -> float | None:
    """Return the share of estimates that held the wait, or None while too few are over."""
    known = _known(ended)
    if len(known) < FEWEST_WAITS:
        return None
    return sum(_held(estimate, one) for estimate, one in known) / len(known)


def widened(low: float, high: float, factor: float) -> tuple[float, float]:
    """Return an interval of seconds made wider by a factor, at both ends."""
    return max((low + SLACK_SECONDS) / factor - SLACK_SECONDS, 0), max(
        (high + SLACK_SECONDS) * factor - SLACK_SECONDS, 0
    )


def _known(ended: Sequence[EndedHandover]) -> list[tuple[WaitEstimate, EndedHandover]]:
    """The estimates of which is known whether they held, and that say something of a line.

    Of whoever left before their time was up it is not known: they are left out, which flatters where the impatient are
    many. Who could be asked for at once is left out too: there are more of them, and they would make up for the rest.
    """
    estimates = ((one.handover.estimate, one) for one in ended)
    return [
        (estimate, one)
        for estimate, one in estimates
        if estimate
        and estimate.high > AT_ONCE_SECONDS
        and (one.handover.claimed_at or _waited(estimate, one) > estimate.high)
    ]


def _waited(estimate: WaitEstimate, one: EndedHandover) -> float:
    """How long its customer waited from the moment that the estimate is of, seconds."""
    return max(one.waited_seconds - (estimate.at - one.handover.entered_at).total_seconds(), 0)


def _held(estimate: WaitEstimate, one: EndedHandover) -> bool:
    return one.handover.claimed_at is not None and estimate.low <= _waited(estimate, one) <= estimate.high


def _factor(estimate: WaitEstimate, one: EndedHandover) -> float:
    """By what factor the model's own interval would have had to be wider to just hold the wait."""
    waited, low, high = (seconds + SLACK_SECONDS for seconds in (_waited(estimate, one), estimate.low, estimate.high))
    return estimate.margin * max(low / waited, waited / high)
