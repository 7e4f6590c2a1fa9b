"""A desk in memory: what the steps change is kept, and the clock stands until it is moved."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from contracts.desk import Change, EndedHandover, Handover, Needs, Presence
from contracts.desk_rules import DeskRules, QueueRules, Step
from contracts.staff import Skills
from desk.due import due, escalate
from desk.match import matches
from desk.steps import pass_on

NOON: Final = datetime(2026, 11, 30, 12, tzinfo=UTC)
RULES: Final = DeskRules(
    queues={
        "others": QueueRules(
            steps=(
                Step(after_seconds=0, language=4, topic=3),
                Step(after_seconds=45, language=3, topic=2),
                Step(after_seconds=120, language=2, topic=1),
            ),
            offer_seconds=20,
            escalate_after=(120, 300),
        )
    }
)


def waiting(name: str = "one", *, at: datetime = NOON, language: str = "en", **fields: Any) -> Handover:
    """A hand-over that stands in line since `at`."""
    given: dict[str, Any] = {"queue": "service_desk", "priority": 3, "needs": Needs(language=language)}
    return Handover(
        handover_id=f"turn-{name}",
        conversation_id=f"conversation-{name}",
        tenant="harbour",
        region="us-east-1",
        entered_at=at,
        since=at,
        **(given | fields),
    )


def person(
    name: str = "ada", *, languages: dict[str, int] | None = None, topic: int = 5, places: int = 1, **fields: Any
) -> Presence:
    """Somebody at the desk who masters the service desk's topic."""
    given: dict[str, Any] = {"status": "available", "idle_since": NOON, "seen_at": NOON}
    return Presence(
        staff_id=name,
        name=name.title(),
        tenant="harbour",
        region="us-east-1",
        skills=Skills(languages=languages or {"en": 5}, topics={"service_desk": topic}),
        capacity={"chat": places},
        **(given | fields),
    )


class Floor:
    """Everybody at the desk, and everything that waits or is held."""

    def __init__(self, *people: Presence, rules: DeskRules = RULES) -> None:
        self.rules = rules
        self.now = NOON
        self.presences = {one.staff_id: one for one in people}
        self.handovers: dict[str, Handover] = {}
        self.ended: list[EndedHandover] = []
        self.reported: list[tuple[str, datetime]] = []
        self.lapsed: list[tuple[str, datetime]] = []

    def enter(self, handover: Handover) -> None:
        """Let somebody come into the line."""
        self.handovers[handover.conversation_id] = handover

    def apply(self, change: Change) -> None:
        """Keep what a step changed."""
        self.presences.update((one.staff_id, one) for one in change.presences)
        if change.handover:
            self.handovers[change.handover.conversation_id] = change.handover
        if change.ended:
            del self.handovers[change.ended.handover.conversation_id]
            self.ended.append(change.ended)

    def move(self, seconds: float) -> None:
        """Move the clock on."""
        self.now += timedelta(seconds=seconds)

    def offer(self) -> list[Change]:
        """Make the offers that can be made, and return them."""
        made = matches(self.handovers.values(), self.presences.values(), self.rules, self.now)
        for change in made:
            self.apply(change)
        return made

    def do_what_is_due(self, name: str) -> None:
        """Until nothing is due any more for one conversation."""
        while what := due(self.handovers[name], self.rules, self.now):
            handover = self.handovers[name]
            if what == "lapse":
                self.lapsed.append((name, self.now))
                self.apply(pass_on(handover, str(handover.staff_id), self.presences, self.now))
            else:
                self.reported.append((name, self.now))
                self.apply(escalate(handover, self.rules, self.now))

    def one(self, name: str = "one") -> Handover:
        """Return the hand-over of that name as it is now."""
        return self.handovers[f"conversation-{name}"]
