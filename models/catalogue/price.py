"""What tokens cost, and what a request cost by the tokens that it used."""

from typing import Annotated, Final

from pydantic import Field

from contracts.base import Strict, Tolerant

Usd = Annotated[float, Field(ge=0)]
Count = Annotated[int, Field(ge=0)]
PER_PRICE: Final = 1_000_000
"""Tokens that a price is for."""


class Rates(Strict):
    """US dollars for a million tokens, on demand, standard tier. None: they cost as much as other input."""

    input: Usd = 0.0
    output: Usd = 0.0
    cache_read: Usd | None = None
    cache_write: Usd | None = None
    """For a cache that lasts five minutes. One that lasts an hour costs 1.6 times as much with Claude."""


class LongPrompt(Rates):
    """Rates of a whole request, output too, whose prompt is longer than so many tokens; cached ones count."""

    over_tokens: Annotated[int, Field(gt=0)]


class Price(Rates):
    """What an offer costs."""

    search_unit: Usd = 0.0
    """US dollars for one search of a reranker: a query with up to 100 documents."""
    long_prompt: LongPrompt | None = None


class Usage(Tolerant):
    """What a request used. As Bedrock counts, `input_tokens` are without those read from a cache or written to one."""

    input_tokens: Count = 0
    output_tokens: Count = 0
    cache_read_tokens: Count = 0
    cache_write_tokens: Count = 0
    search_units: Count = 0

    @property
    def prompt_tokens(self) -> int:
        """Every token that the model was given, cached or not."""
        return self.input_tokens + self.cache_read_tokens + self.cache_write_tokens


def cost_usd(price: Price, usage: Usage) -> float:
    """Return what a request cost, in US dollars."""
    rates = _rates(price, usage.prompt_tokens)
    tokens = (
        usage.input_tokens * rates.input
        + usage.output_tokens * rates.output
        + usage.cache_read_tokens * _or(rates.cache_read, rates.input)
        + usage.cache_write_tokens * _or(rates.cache_write, rates.input)
    )
    return tokens / PER_PRICE + usage.search_units * price.search_unit


def _rates(price: Price, prompt_tokens: int) -> Rates:
    long = price.long_prompt
    return long if long is not None and prompt_tokens > long.over_tokens else price


def _or(rate: float | None, otherwise: float) -> float:
    return otherwise if rate is None else rate
