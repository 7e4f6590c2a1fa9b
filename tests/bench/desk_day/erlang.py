"""What queueing formulas say of one pool of equal people: Erlang C, where nobody leaves, and Erlang A, where some do.

Erlang A as the queue M/M/n+G with exponential patience: Zeltyn & Mandelbaum 2005, "Call centers with impatient
customers: many-server asymptotics of the M/M/n+G queue", Queueing Systems 51, doi 10.1007/s11134-005-3699-8. Times are
seconds, rates a second.
"""

import math

import numpy as np
from numpy.typing import NDArray

_STEPS = 20_000


def erlang_b(load: float, servers: int) -> float:
    """Return the share of calls that find all of so many servers busy, where none may wait. `load` in erlangs."""
    inverse = 1.0
    for server in range(1, servers + 1):
        inverse = 1 + inverse * server / load
    return 1 / inverse


def erlang_c(load: float, servers: int) -> float:
    """Return the share that must wait where nobody leaves; 1 where the load is more than the servers can take."""
    if load >= servers:
        return 1.0
    blocked = erlang_b(load, servers)
    return servers * blocked / (servers - load * (1 - blocked))


def erlang_c_within(load: float, servers: int, handling: float, seconds: float) -> float:
    """Return the share that waits no longer than so many seconds where nobody leaves."""
    if load >= servers:
        return 0.0
    return 1 - erlang_c(load, servers) * math.exp(-(servers - load) * seconds / handling)


class ErlangA:
    """A queue that customers leave: each after a patience that is exponential."""

    def __init__(self, arriving: float, handling: float, servers: int, leaving: float) -> None:
        """`leaving` is how many leave, a second and waiting customer; above 0."""
        self._leaving = leaving
        horizon = 30 / leaving
        self.seconds: NDArray[np.float64] = np.linspace(0, horizon, _STEPS)
        patient = (1 - np.exp(-leaving * self.seconds)) / leaving
        density = np.exp(arriving * patient - servers / handling * self.seconds)
        idle = 1 / erlang_b(arriving * handling, servers - 1) if servers > 1 else 1.0
        whole = float(np.trapezoid(density, self.seconds))
        self._density = arriving * density / (idle + arriving * whole)
        self.leave = (1 + (arriving - servers / handling) * whole) / (idle + arriving * whole)
        """Share of all that leave."""

    def within(self, seconds: float) -> float:
        """Return the share of all that is served after so many seconds at most."""
        late = self.seconds > seconds
        staying = self._density * np.exp(-self._leaving * self.seconds)
        return float(1 - self.leave - np.trapezoid(np.where(late, staying, 0.0), self.seconds))
