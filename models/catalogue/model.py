"""A model, what it can do, and the ids under which Bedrock offers it."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from contracts.base import Strict
from models.catalogue.price import Price
from models.catalogue.regions import REGIONS, Scope

Kind = Literal["chat", "embedding", "rerank"]
Ability = Literal[
    "temperature",
    "prefill",
    "tools",
    "strict_tools",
    "structured_output",
    "effort",
    "streaming",
    "images",
    "caching",
]
"""What a request may ask of a model through Bedrock's Converse; what is not listed is refused or not known to work.

- temperature: it may be set.
- prefill: the conversation may end with the beginning of the answer.
- tools: calls of tools, also while streaming. strict_tools: arguments hold to their schema.
- structured_output: the answer holds to a JSON schema (`outputConfig.textFormat`).
- effort: Claude's `output_config.effort`. Other vendors' ways of saying how much to think do not count.
- images: in the prompt. caching: explicit cache points.
"""
Tokens = Annotated[int, Field(gt=0)]


class Checked(Strict):
    """Where something was read and when, and whether that can be relied on."""

    source: Annotated[str, Field(pattern=r"^https://")]
    checked: date
    confirmed: bool
    """True if the source is AWS's or the vendor's own, or if another agrees with it. Else `note` says what is open."""
    note: str = ""

    @model_validator(mode="after")
    def _says_what_is_open(self) -> Self:
        if not self.confirmed and not self.note:
            raise ValueError("what is not confirmed needs a note that says what is open")
        return self


class Offer(Checked):
    """One id under which a model can be called: its own, in one Region, or that of an inference profile."""

    id: Annotated[str, Field(min_length=1)]
    scope: Scope
    regions: tuple[str, ...] = Field(min_length=1)
    """Regions that it can be called from. The list is of ours: it may be callable from more."""
    price: Price

    @model_validator(mode="after")
    def _scope_fits(self) -> Self:
        """Refuse an id of another scope, and a profile listed for a Region whose requests would leave home by it."""
        prefix, _, _ = self.id.partition(".")
        if (prefix if prefix in (*REGIONS, "global") else "region") != self.scope:
            raise ValueError(f"{self.id} is no id of scope {self.scope}")
        if strangers := set(self.regions) - REGIONS.get(self.scope, frozenset(self.regions)):
            raise ValueError(f"{self.id} would take requests from {', '.join(sorted(strangers))} out of their home")
        return self


class Model(Checked):
    """A model. `source` is where its ids, Regions, limits and abilities stand; each offer says where its price does."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")]
    vendor: str
    kind: Kind
    context_tokens: Tokens
    max_output_tokens: Tokens | None = None
    """None for what writes no text."""
    abilities: frozenset[Ability]
    least_cached_tokens: Tokens | None = None
    """A cache point before so many tokens does nothing. None: no explicit caching."""
    listed_as: str
    """What AWS's price list calls it; see `models.catalogue.price_list`."""
    offers: tuple[Offer, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if ("caching" in self.abilities) != (self.least_cached_tokens is not None):
            raise ValueError("least_cached_tokens belongs to models that can cache, and to no others")
        if (self.kind == "chat") != (self.max_output_tokens is not None):
            raise ValueError("max_output_tokens belongs to models that write, and to no others")
        places = [(offer.id, region) for offer in self.offers for region in offer.regions]
        if len(places) != len(set(places)):
            raise ValueError("one id is offered twice in one Region")
        return self
