"""Read AWS's machine-readable price list: two offer files for each Region, open to everybody.

`AmazonBedrock` has the prices of Amazon's and of open models, `AmazonBedrockFoundationModels` those of models that are
sold through AWS Marketplace, such as Claude. Each product's `usagetype` says what is paid for:

    USE1-NovaPro-input-tokens                          a thousand tokens, in-Region and by us. and eu. profiles
    USE1-Nova2.0Lite-input-tokens-cross-region-global  the same by the global profile
    USE1-MP:USE1_InputTokenCount_Global-Units          a million tokens by it, Claude up to 4.6
    USE1-MP:USE1_input_tokens_standard-Units           a million tokens in-Region and by us. and eu., Claude from 4.7 on

Other tiers (batch, flex, priority), long prompts and caches that last an hour have endings of their own, and are passed
over. AWS describes the files in general, not these names: they were learned from public programs that read the files
(read 2026-12-01), so a model may be in the list and not be found here.
"""

import re
from typing import Final, Literal, NamedTuple

from pydantic import Field

from contracts.base import Tolerant

What = Literal["input", "output", "cache_read", "cache_write", "search_unit"]
EDITION: Final = " (Amazon Bedrock Edition)"
MARKETPLACE: Final = re.compile(r"(?:[A-Z0-9]+-MP:)?[A-Z0-9]+_(?P<what>\w+)-Units")
OWN: Final = re.compile(
    r"[A-Z0-9]+-(?P<name>.+?)(?:-mantle)?-"
    r"(?P<what>input-tokens|output-tokens|cache-read-input-token-count|cache-write-input-token-count|searchunits)"
    r"(?P<tier>-standard|-cross-region-global)?"
)
WORDS: Final[dict[str, What]] = {
    "input-tokens": "input",
    "output-tokens": "output",
    "cache-read-input-token-count": "cache_read",
    "cache-write-input-token-count": "cache_write",
    "searchunits": "search_unit",
    "input_tokens": "input",
    "output_tokens": "output",
    "cache_read_tokens": "cache_read",
    "cache_write_tokens": "cache_write",
    "search_units": "search_unit",
    "inputtokencount": "input",
    "outputtokencount": "output",
    "cachereadinputtokencount": "cache_read",
    "cachewriteinputtokencount": "cache_write",
}
UNITS: Final = {"1K tokens": 1_000.0}
"""By how much a price is multiplied to be one for a million tokens. Prices for a million ("1M tokens", or "Units" with
the Marketplace) and for one search stay as they are."""


class _Attributes(Tolerant):
    usagetype: str = ""
    model: str = ""
    servicename: str = ""


class _Product(Tolerant):
    attributes: _Attributes = _Attributes()


class _Dimension(Tolerant):
    unit: str = ""
    price_per_unit: dict[str, float] = Field(default={}, validation_alias="pricePerUnit")


class _Term(Tolerant):
    dimensions: dict[str, _Dimension] = Field(default={}, validation_alias="priceDimensions")


class _Terms(Tolerant):
    on_demand: dict[str, dict[str, _Term]] = Field(default={}, validation_alias="OnDemand")


class OfferFile(Tolerant):
    """As much of an offer file as is read here."""

    products: dict[str, _Product]
    terms: _Terms


class Entry(NamedTuple):
    """What a price is for: a model by its name in the list, letters and digits only; by the global profile or not."""

    name: str
    what: What
    everywhere: bool


def prices(file: OfferFile) -> dict[Entry, float]:
    """Return the on-demand prices in a file, standard tier: US dollars for a million tokens, or for one search.

    Of several prices for the same the first counts: models stand there once for each of Bedrock's two endpoints.
    """
    found: dict[Entry, float] = {}
    for sku, product in file.products.items():
        entry, price = _entry(product.attributes), _price(file, sku)
        if entry is not None and price is not None:
            found.setdefault(entry, price)
    return found


def bare(name: str) -> str:
    """Return a name's letters and digits alone, in lower case: the list writes one name in several ways."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _entry(product: _Attributes) -> Entry | None:
    if sold := MARKETPLACE.fullmatch(product.usagetype):
        word = sold["what"].lower().removesuffix("_standard")
        what = WORDS.get(word.removesuffix("_global"))
        name = product.servicename.removesuffix(EDITION)
        return Entry(bare(name), what, word.endswith("_global")) if what else None
    if own := OWN.fullmatch(product.usagetype):
        return Entry(bare(product.model or own["name"]), WORDS[own["what"]], own["tier"] == "-cross-region-global")
    return None


def _price(file: OfferFile, sku: str) -> float | None:
    """The price of a product in US dollars, or None if it has none on demand."""
    for term in file.terms.on_demand.get(sku, {}).values():
        for dimension in term.dimensions.values():
            if "USD" in dimension.price_per_unit:
                return dimension.price_per_unit["USD"] * UNITS.get(dimension.unit, 1.0)
    return None
