"""The policy table: rules tried from the top. `rules.json` holds them; this file says what a rule may ask."""

import json
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Self

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from agents.routing.check import check
from contracts.base import Strict
from contracts.errors import ConfigurationError
from contracts.findings.intent import HandledBy
from contracts.findings.routing import ReplyWith, RouteKind
from languages.courtesies import Courtesy
from languages.numbers_asked import NumberAsked

RULES: Final = Path(__file__).with_name("rules.json")
OWNER: Final = "$owner"
"""As a queue: the queue that owns the intent."""
WAITING: Final = "$waiting"
"""As a queue: the one the conversation waits in already. Like `OWNER`, customer care where there is none."""
_REPLIES: Final[dict[RouteKind, tuple[ReplyWith, ...]]] = {
    "answer": ("passages", "record", "phrase", "clarify", "ask_light", "ask_topic", "confirm_release", "release"),
    "queue": ("hand_over",),
    "emergency": ("emergency",),
}
_FACT_OF: Final = {"intents": "intent"}
"""Conditions that are named otherwise than the fact they ask about."""


class Condition(Strict):
    """What a rule asks of a turn; every field that is given must hold. `agents.routing.facts` says what each means."""

    understood: bool | None = None
    mood_known: bool | None = None
    safe: bool | None = None
    safety_critical: bool | None = None
    danger_unsure: bool | None = None
    self_harm: bool | None = None
    intents: tuple[str, ...] = ()
    """Any of these is what the customer wants most."""
    handled_by: HandledBy | None = None
    confident: bool | None = None
    likely: bool | None = None
    certain: bool | None = None
    further_intents: tuple[str, ...] = ()
    """Any of these is among the further requests of the message."""
    several: bool | None = None
    angry: bool | None = None
    angry_now: bool | None = None
    angry_before: bool | None = None
    positive: bool | None = None
    thanks: bool | None = None
    courtesy: tuple[Courtesy, ...] = ()
    """The message is a courtesy of any of these kinds."""
    withdraws: bool | None = None
    needs_nobody: bool | None = None
    all_safe: bool | None = None
    number_asked: tuple[NumberAsked, ...] = ()
    """The message asks for any of these phone numbers."""
    question: bool | None = None
    what_holds: bool | None = None
    follow_up: bool | None = None
    requests: bool | None = None
    corrects: bool | None = None
    asked_of_another: bool | None = None
    on_record: bool | None = None
    stranger: bool | None = None
    booked: bool | None = None
    passages: bool | None = None
    strong_passages: bool | None = None
    own_model: bool | None = None
    other_make: bool | None = None
    which_light: bool | None = None
    which_topic: bool | None = None
    after: tuple[ReplyWith, ...] = ()
    """The turn before was answered in any of these ways."""
    same_passage: bool | None = None
    same_answer: bool | None = None
    waiting: bool | None = None
    rescue: bool | None = None
    stalled: bool | None = None

    @cached_property
    def allowed(self) -> dict[str, frozenset[Any]]:
        """For each fact that is asked about, the values that fit."""
        asked = {name: value for name in Condition.model_fields if (value := getattr(self, name)) not in (None, ())}
        return {
            _FACT_OF.get(name, name): frozenset(value if isinstance(value, tuple) else (value,))
            for name, value in asked.items()
        }


class Rule(Strict):
    """One row: when it applies, and where the turn then goes."""

    rule: str
    when: Condition
    kind: RouteKind
    queue: str | None = None
    priority: int | None = Field(default=None, ge=1, le=5)
    """None: from the urgency of the turn."""
    reply_with: ReplyWith
    reason: str

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        """Refuse what the response agent could not carry out."""
        if self.reply_with not in _REPLIES.get(self.kind, ()):
            raise ValueError(f"kind {self.kind} cannot reply with {self.reply_with}")
        if (self.kind == "answer") != (self.queue is None):
            raise ValueError("a queue is named exactly when the turn goes to one")
        if self.reply_with == "passages" and not (self.when.passages or self.when.strong_passages):
            raise ValueError("to reply with passages, the rule must ask for them")
        return self


_RULES = TypeAdapter(tuple[Rule, ...])


def read_rules(path: Path = RULES) -> tuple[Rule, ...]:
    """The rules of a file, in order. Raises `ConfigurationError` if it cannot be read, and as `parse_rules` does."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"routing policy {path}: {error.strerror}") from error
    return parse_rules(content, path.name)


def parse_rules(content: bytes, name: str) -> tuple[Rule, ...]:
    """The rules, in order. Raises `ConfigurationError` naming the row that is wrong, or that can never apply."""
    try:
        rules = _RULES.validate_json(content)
    except ValidationError as error:
        raise ConfigurationError(f"routing policy {name}: {_problems(content, error)}") from error
    check([(rule.rule, rule.when.allowed) for rule in rules], name)
    return rules


def _problems(content: bytes, error: ValidationError) -> str:
    """Each problem with its rule and the field."""
    try:
        rows = json.loads(content)
    except ValueError:
        rows = None
    if not isinstance(rows, list):
        return "is not a JSON list of rules"
    return "; ".join(_problem(rows, problem["loc"], problem["type"], problem["msg"]) for problem in error.errors())


def _problem(rows: list[Any], where: tuple[int | str, ...], kind: str, message: str) -> str:
    number, *rest = where
    row = rows[int(number)]
    name = row.get("rule") if isinstance(row, dict) else None
    field = "".join(f", {part}" for part in rest)
    if kind == "extra_forbidden" and rest[:1] == ["when"]:
        message = f"there is no such condition; a rule may ask about {', '.join(Condition.model_fields)}"
    return f"rule {name or f'number {int(number) + 1}'}{field}: {message}"
