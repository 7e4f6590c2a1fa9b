"""Whether a policy makes sense: every rule can apply, and the last one takes the rest.

A condition is a box in the space of facts: for each fact it asks about, the values that fit. A rule can apply if its
box, less the boxes of the rules before it and of what never happens, leaves a point. That is decided exactly.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, get_args

from contracts.errors import ConfigurationError
from contracts.findings.intent import HandledBy
from contracts.findings.routing import ReplyWith
from languages.courtesies import COURTESIES
from languages.numbers_asked import NumberAsked

Box = Mapping[str, frozenset[Any]]
Named = tuple[str, Box]
"""A rule: its name and its box."""

_OTHER: Final = "(another)"
_YES, _NO, _NONE = frozenset({True}), frozenset({False}), frozenset({None})
_BOTH: Final = _YES | _NO
_HANDLED: Final = frozenset(get_args(HandledBy))
_REPLIES: Final = frozenset(get_args(ReplyWith))


def check(rules: Sequence[Named], policy: str) -> None:
    """Raises `ConfigurationError` for a name used twice, a rule that can never apply, or a last rule that asks."""
    names = [name for name, _ in rules]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ConfigurationError(f"routing policy {policy}: two rules are called {twice[0]}")
    if not rules or rules[-1][1]:
        raise ConfigurationError(f"routing policy {policy}: end it with a rule that has no conditions")
    domain = _domain(rules)
    never = [_within(domain, box) for box in _never(domain)]
    for at, (name, box) in enumerate(rules):
        whole = {**domain, **{fact: domain[fact] & values for fact, values in box.items()}}
        earlier = [(other, _within(domain, taken)) for other, taken in rules[:at]]
        if not leaves(whole, never):
            raise ConfigurationError(f"routing policy {policy}: rule {name} asks for what never holds together")
        if not leaves(whole, [*never, *(taken for _, taken in earlier)]):
            covering = ", ".join(_covering(whole, never, earlier))
            raise ConfigurationError(
                f"routing policy {policy}: rule {name} can never apply: its turns go to {covering}"
            )


def leaves(box: Box, covers: Sequence[Box]) -> bool:
    """Whether any point of the box lies outside all covers. Every fact that a cover names must be one of the box.

    The covers that cut the box into the fewest parts come first, which halves the time that a start spends here.
    """
    touching = [cover for cover in covers if _touches(cover, box)]
    return _leaves(box, sorted(touching, key=lambda cover: sum(not box[fact] <= cover[fact] for fact in cover)))


def _leaves(box: Box, covers: Sequence[Box]) -> bool:
    at = next((number for number, cover in enumerate(covers) if _touches(cover, box)), None)
    if at is None:
        return True
    inside = dict(box)
    for fact, values in covers[at].items():
        outside = inside[fact] - values
        if outside and _leaves({**inside, fact: outside}, covers[at + 1 :]):
            return True
        inside[fact] &= values
    return False


def _touches(cover: Box, box: Box) -> bool:
    """Whether any point of the box lies in the cover."""
    return not any(box[fact].isdisjoint(values) for fact, values in cover.items())


def _covering(box: Box, never: Sequence[Box], earlier: Sequence[Named]) -> list[str]:
    """The earlier rules without which the box would not be covered: as few as possible, the broadest kept."""
    kept = sorted(earlier, key=lambda rule: len(rule[1]))
    for rule in reversed(kept.copy()):
        others = [other for other in kept if other is not rule]
        if not leaves(box, [*never, *(taken for _, taken in others)]):
            kept = others
    return [name for name, _ in kept]


def _domain(rules: Sequence[Named]) -> dict[str, frozenset[Any]]:
    """The values each fact may have, as far as the rules tell them apart."""
    asked = [(fact, values) for _, box in rules for fact, values in box.items()]
    domain: dict[str, frozenset[Any]] = dict.fromkeys([*(fact for fact, _ in asked), *_FACTS], _BOTH)
    for fact in ("intent", "further_intents"):
        named = frozenset[Any]().union(*(values for name, values in asked if name == fact))
        domain[fact] = named | {_OTHER} | _NONE
    return domain | {
        "handled_by": _HANDLED | _NONE,
        "after": _REPLIES | _NONE,
        "courtesy": frozenset(COURTESIES) | _NONE,
        "number_asked": frozenset(get_args(NumberAsked)) | _NONE,
    }


def _within(domain: Box, box: Box) -> Box:
    return {fact: domain[fact] & values for fact, values in box.items()}


_FACTS: Final = (
    *("understood", "mood_known", "safety_critical", "confident", "certain", "several", "angry_now", "positive"),
    *("passages", "strong_passages", "same_passage", "same_answer", "which_light"),
    *("waiting", "rescue", "follow_up", "withdraws", "needs_nobody"),
)
"""Facts that hang together, as `_never` says. Every other one is free."""


def _never(domain: Box) -> list[Box]:
    """What `agents.routing.facts` never gives, since one fact is part of another.

    `further_intents` stands for one of them: where a rule can apply to several, it can apply to one of them alone.
    """
    known, some = domain["intent"] - _NONE, domain["further_intents"] - _NONE
    return [
        {"intent": known, "handled_by": _NONE},
        {"intent": _NONE, "handled_by": _HANDLED},
        {"handled_by": _NONE, "confident": _YES},
        {"handled_by": _NONE, "several": _YES},
        {"confident": _NO, "certain": _YES},
        {"several": _NO, "further_intents": some},
        {"several": _YES, "further_intents": _NONE},
        {"understood": _NO, "handled_by": _HANDLED},
        {"understood": _NO, "mood_known": _YES},
        {"understood": _YES, "mood_known": _NO, "handled_by": _NONE},
        {"mood_known": _NO, "safety_critical": _YES},
        {"mood_known": _NO, "positive": _YES},
        {"mood_known": _NO, "angry_now": _YES},
        {"angry_now": _YES, "positive": _YES},
        {"passages": _NO, "strong_passages": _YES},
        {"passages": _NO, "same_passage": _YES},
        {"passages": _NO, "which_light": _YES},
        {"same_passage": _NO, "same_answer": _YES},
        {"waiting": _NO, "rescue": _YES},
        {"withdraws": _NO, "needs_nobody": _YES},
        {"handled_by": _NONE, "follow_up": _YES},
    ]
