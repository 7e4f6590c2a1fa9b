"""The facts of a sentence as claims: each is held by a text of the evidence, or not."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache, partial
from typing import Final, NamedTuple

from agents.response.grounding.addresses import Address
from agents.response.grounding.evidence import Evidence, Text
from agents.response.grounding.facts import TIME, Facts
from agents.response.grounding.lookup import holds_day, holds_quantity, holds_time
from agents.response.grounding.places import Place
from agents.response.grounding.policy import ASSERTED_WITHIN
from agents.response.grounding.quantities import Quantity
from agents.response.grounding.verdict import Reason
from languages.normalise import same_length
from languages.topic import words_of
from languages.topics.measures import Measures

_WORD: Final = re.compile(r"[^\W\d_]+")
_ONE: Final = frozenset({Decimal(1)})
"""Spelled out it may be an article: "in an hour" is "in einer Stunde"."""
_FROM_CUSTOMER: Final[frozenset[Reason]] = frozenset({"number", "number_word", "date", "time"})
"""What a customer may have named; phone numbers and addresses are told from our texts alone."""


class Claim(NamedTuple):
    """One fact that a sentence names."""

    reason: Reason
    """Why the sentence falls if nothing holds it."""
    start: int
    place: Place
    """The part of the sentence that names it."""
    held_by: Callable[[Facts], bool]
    quantity: Quantity | None = None

    @property
    def measures(self) -> str | None:
        """What it is a value of; None where it is none."""
        return TIME if self.reason == "time" else self.quantity.dimension if self.quantity else None

    @property
    def is_value(self) -> bool:
        """Whether it is said of something and perhaps of a day, as numbers and times are."""
        return self.quantity is not None or self.reason == "time"

    def held_in(self, text: Text) -> list[Place]:
        """Return the places of a text that hold it."""
        return [place for place in text.places if self.held_by(place.facts)]


def claims(said: Text) -> Iterator[Claim]:
    """Yield the facts of a sentence."""
    for place in said.statements:
        yield from _claims(place, place.facts)


def _claims(place: Place, facts: Facts) -> Iterator[Claim]:
    for quantity in facts.quantities:
        bare_word = quantity.in_words and (quantity.unit is None or quantity.values == _ONE)
        held = partial(_holds_quantity, quantity)
        yield Claim("number_word" if bare_word else "number", quantity.start, place, held, quantity)
    yield from (Claim("date", one.start, place, partial(holds_day, one)) for one in facts.days)
    yield from (Claim("time", one.start, place, partial(holds_time, one)) for one in facts.times)
    yield from (Claim("phone", one.start, place, partial(_holds_phone, one)) for one in facts.phones)
    yield from (Claim("url", one.start, place, partial(_holds_web, one)) for one in facts.web)


def absent(said: Text, evidence: Evidence) -> Iterator[Reason]:
    """Yield why facts of a sentence do not hold: no text of ours has them.

    What only the customer named may be repeated ("at 30,000 km"), and is doubtful as a statement of the reply's own.
    """
    for claim in claims(said):
        if any(claim.held_in(text) for text in evidence.ours):
            continue
        if claim.reason in _FROM_CUSTOMER and claim.held_in(evidence.message):
            if is_stated(said, claim.start):
                yield "number_of_customer"
        else:
            yield _why_not(claim, evidence)


def needing_a_passage(said: Text, evidence: Evidence) -> list[Claim]:
    """Return the facts that neither records nor fixed texts nor the customer's message hold."""
    others = (*evidence.records, *evidence.phrases, evidence.message)
    return [one for one in claims(said) if not any(one.held_in(text) for text in others)]


def passages_that_hold(wanted: Sequence[Claim], evidence: Evidence) -> list[int]:
    """Return the passages that hold all of the facts."""
    return [number for number, text in evidence.passages.items() if all(one.held_in(text) for one in wanted)]


def _why_not(claim: Claim, evidence: Evidence) -> Reason:
    if claim.quantity and claim.quantity.unit:
        quantity = claim.quantity
        places = (place for text in evidence.ours for place in text.places)
        if any(holds_quantity(quantity, place.facts) == "other unit" for place in places):
            return "unit"
    return claim.reason


def _holds_quantity(said: Quantity, known: Facts) -> bool:
    return holds_quantity(said, known) == "held"


def _holds_phone(said: Address, known: Facts) -> bool:
    return any(said.value == one.value for one in known.phones)


def _holds_web(said: Address, known: Facts) -> bool:
    return any(said.value == one.value for one in known.web)


def is_stated(said: Text, start: int) -> bool:
    """Return whether a fact is stated ("is at 3 bar") and not the condition of what is ("with 3 bar")."""
    before = _WORD.findall(same_length(said.text[:start]))[-ASSERTED_WITHIN:]
    words = words_of(Measures, said.words_of)
    return bool(set(before) & _plain(words.asserting)) or not set(before[-1:]) & _plain(words.conditions)


@cache
def _plain(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(same_length, words))
