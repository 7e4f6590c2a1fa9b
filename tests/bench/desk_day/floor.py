"""Everything that is open at the desk in a simulated day, and that nothing of it is lost or held twice."""

from collections import Counter

from contracts.desk import Change, EndedHandover, Handover, Presence


class Floor:
    """Who is there, what is open, what is over. Every change is checked."""

    def __init__(self, presences: list[Presence]) -> None:
        self.presences = {one.staff_id: one for one in presences}
        self.opened: dict[str, Handover] = {}
        self.ended: list[EndedHandover] = []
        self.entered = 0
        self.busy_seconds = 0.0
        self.place_seconds = 0.0

    def enter(self, handover: Handover) -> None:
        """Take somebody into the line who has nothing open."""
        if handover.conversation_id in self.opened:
            raise AssertionError("a conversation has one hand-over at most")
        self.opened[handover.conversation_id] = handover
        self.entered += 1

    def apply(self, change: Change) -> None:
        """Keep what a step changed."""
        self.presences.update((one.staff_id, one) for one in change.presences)
        if change.handover:
            self.opened[change.handover.conversation_id] = change.handover
        if change.ended:
            del self.opened[change.ended.handover.conversation_id]
            self.ended.append(change.ended)
        self._check()

    def pass_time(self, seconds: float) -> None:
        """Count how long places are taken, of those of who takes work and those that are still in use."""
        for one in self.presences.values():
            taken = len(one.holds)
            places = one.capacity["chat"] if one.status == "available" else 0
            self.busy_seconds += seconds * taken
            self.place_seconds += seconds * max(places, taken)

    def waiting(self) -> int:
        """Return how many stand in line."""
        return sum(1 for one in self.opened.values() if one.state == "waiting")

    def _check(self) -> None:
        """Two people never hold one conversation, each says the same of it, and nobody is lost."""
        holding = Counter((name, one.staff_id) for one in self.presences.values() for name in one.holds)
        held = Counter((name, one.staff_id) for name, one in self.opened.items() if one.staff_id)
        if holding != held or len(holding) != len({name for name, _ in holding}):
            raise AssertionError(f"held twice, or by nobody: {holding - held} {held - holding}")
        if len(self.opened) + len(self.ended) != self.entered:
            raise AssertionError("somebody was lost")
