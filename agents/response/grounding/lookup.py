"""Whether a text of the evidence holds a fact."""

from decimal import Decimal
from typing import Final, Literal

from agents.response.grounding.calendar import Named
from agents.response.grounding.facts import SECONDS, Facts
from agents.response.grounding.quantities import Quantity

Held = Literal["held", "other unit", "absent"]
_HOUR: Final = 60


def holds_quantity(said: Quantity, known: Facts) -> Held:
    """Return whether a text holds a number with its unit, or the number with another one.

    A bare number is held by the same number of any unit. A number with a unit is held by a bare one only where the
    text names the unit too, as the heading of a table does; `known` are the facts of one place.
    """
    held: Held = "absent"
    for one in known.quantities:
        if _same(said, one, known):
            return "held"
        if said.values & one.values:
            held = "other unit"
    return "held" if _is_hour(said, known) else held


def holds_day(said: Named, known: Facts) -> bool:
    """Return whether a text names a day that says all that this one says."""
    return any(day.within(other) for one in known.days for other in one.days for day in said.days)


def holds_time(said: Named, known: Facts) -> bool:
    """Return whether a text names a time, be it as hours ("14 h") or with a point ("14.30")."""
    if any(said.minutes & one.minutes for one in known.times):
        return True
    written = {value for minutes in said.minutes for value in _as_numbers(minutes)}
    return any(one.values & written for one in known.quantities if one.dimension in (None, SECONDS))


def _same(said: Quantity, one: Quantity, known: Facts) -> bool:
    if said.dimension == one.dimension:
        return bool(said.measured & one.measured)
    if not said.values & one.values:
        return False
    if said.unit is None:
        return True
    return one.unit is None and not one.in_name and (said.shared or said.dimension in known.units)


def _is_hour(said: Quantity, known: Facts) -> bool:
    if said.dimension not in (None, SECONDS):
        return False
    return any(value in said.values for one in known.times for minutes in one.minutes for value in _as_numbers(minutes))


def _as_numbers(minutes: int) -> set[Decimal]:
    hour, minute = divmod(minutes, _HOUR)
    return {Decimal(hour) + Decimal(minute) / 100}
