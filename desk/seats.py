"""Who sits at the desk, and after how long in line they fit whom."""

from collections.abc import Iterable, Mapping

from contracts.desk import Handover, Presence
from contracts.desk_rules import DeskRules
from contracts.policy import EMERGENCY_PRIORITY
from desk.match import fits


class Seats:
    """Everybody who takes work now, by number: once for each channel of `channels`."""

    def __init__(self, presences: Iterable[Presence], channels: Iterable[str], rules: DeskRules) -> None:
        there = [person for person in presences if person.status == "available"]
        self._seats = [(person, channel) for channel in sorted(set(channels)) for person in there]
        self._numbers = {(person.staff_id, channel): seat for seat, (person, channel) in enumerate(self._seats)}
        self._rules = rules
        self._after: dict[tuple[str, str, str | None, str, bool], Mapping[int, float]] = {}

    def __len__(self) -> int:
        return len(self._seats)

    def free(self) -> list[int]:
        """Return the seats, each once for every conversation more that it can take."""
        return [seat for seat, (person, channel) in enumerate(self._seats) for _ in range(person.free_places(channel))]

    def of(self, handover: Handover) -> int | None:
        """Return the seat at which a hand-over is held or offered."""
        return self._numbers.get((handover.staff_id or "", handover.channel))

    def after(self, handover: Handover) -> Mapping[int, float]:
        """Return by seat after how long in line whoever sits there fits, seconds; who never does is left out."""
        urgent = handover.priority == EMERGENCY_PRIORITY
        alike = (handover.queue, handover.needs.language, handover.needs.brand, handover.channel, urgent)
        if alike not in self._after:
            found = ((seat, self._first(handover, seat, urgent=urgent)) for seat in range(len(self)))
            self._after[alike] = {seat: seconds for seat, seconds in found if seconds is not None}
        return self._after[alike]

    def _first(self, handover: Handover, seat: int, *, urgent: bool) -> float | None:
        person, channel = self._seats[seat]
        if channel != handover.channel:
            return None
        steps = self._rules.of_queue(handover.queue).steps
        if urgent:
            return 0.0 if fits(person, handover, steps[-1]) else None
        return next((float(step.after_seconds) for step in steps if fits(person, handover, step)), None)
