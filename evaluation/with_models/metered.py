"""The calls of a run, as they were metered, and what they would cost with another model."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from models.catalogue.chain import chain
from models.catalogue.price import Usage, cost_usd
from models.metering import Call, estimated_usage
from models.request import ModelRequest


class Metered(NamedTuple):
    """One call."""

    purpose: str
    usage: Usage
    """Estimated from the characters of prompt and answer, the same for every model; nothing of it cached."""
    cost_usd: float
    """What was charged, by what the model told."""
    first_piece_ms: float | None
    duration_ms: float


class Meter:
    """Collects the calls of a run."""

    def __init__(self) -> None:
        self.calls = list[Metered]()

    def __call__(self, request: ModelRequest, call: Call) -> None:
        """Take one call."""
        usage = estimated_usage(request, "").changed(output_tokens=call.usage.output_tokens)
        self.calls.append(Metered(request.purpose, usage, call.cost_usd, call.first_piece_ms, call.duration_ms))


USUAL_TOKENS: Final[Mapping[str, int]] = {"understand": 170, "intent": 120, "sentiment": 50, "response": 150}
"""What a model's answer usually has, by who asks: a reply of 400 characters, and the fields that a tool takes.

It counts for the answers of the stand-in, which writes less than a model would."""


def usual(call: Metered) -> Metered:
    """Return the call as if a model had written its answer."""
    least = USUAL_TOKENS[call.purpose]
    return call._replace(usage=call.usage.changed(output_tokens=max(least, call.usage.output_tokens)))


def priced(calls: Sequence[Metered], alias: str, region: str) -> float:
    """Return what these calls would cost with the first model of an alias, USD."""
    price = chain(alias, region)[0].offer.price
    return sum(cost_usd(price, one.usage) for one in calls)
