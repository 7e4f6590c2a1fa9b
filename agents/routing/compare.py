"""Turns under two policies."""

from collections.abc import Iterable

from agents.routing.facts import Facts
from agents.routing.route import in_line, route
from agents.routing.rules import Rule
from agents.routing.stored import StoredTurn
from contracts.base import Strict
from contracts.findings.routing import RoutingFinding


def place(found: RoutingFinding) -> str:
    """A route in two words: what a customer notices of it."""
    return f"{found.kind} {found.queue or found.reply_with}"


def danger_lost(seen: Facts, old: RoutingFinding, new: RoutingFinding) -> bool:
    """Whether a turn was an emergency, or speaks of danger, and the new policy sends it elsewhere."""
    return (old.kind == "emergency" or seen.safety_critical) and new.kind != "emergency"


class Judged(Strict):
    """Where one policy sends a turn."""

    route: RoutingFinding
    enters: str | None
    """The queue that has one conversation more because of it."""

    @property
    def place(self) -> str:
        """The route in two words."""
        return place(self.route)


class Compared(Strict):
    """A turn under the policy in use and under the new one."""

    turn: StoredTurn
    old: Judged
    new: Judged

    @property
    def differs(self) -> bool:
        """Whether the turn goes elsewhere."""
        return self.old.place != self.new.place

    @property
    def danger_lost(self) -> bool:
        """Whether the new policy misses a danger."""
        return danger_lost(self.turn.facts, self.old.route, self.new.route)


def compare(turns: Iterable[StoredTurn], old: tuple[Rule, ...], new: tuple[Rule, ...]) -> list[Compared]:
    """Every turn under both policies, in order."""
    return [Compared(turn=turn, old=judge(turn, old), new=judge(turn, new)) for turn in turns]


def judge(turn: StoredTurn, rules: tuple[Rule, ...]) -> Judged:
    """Where a policy sends a turn, in the state its conversation was in."""
    found, dialogue = route(turn.facts, rules), turn.dialogue()
    placed = in_line(found, dialogue)
    return Judged(route=placed, enters=placed.queue if placed.queue != dialogue.queue else None)
