"""Compare the catalogue's prices with AWS's price list."""

import math
from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from pydantic import ValidationError

from contracts.errors import Unavailable
from models.catalogue.model import Model, Offer
from models.catalogue.policy import PRICE_LIST, PRICE_LIST_SECONDS, SAME
from models.catalogue.price_list import Entry, OfferFile, What, bare, prices
from models.catalogue.read import catalogue

FILES: Final = ("AmazonBedrock", "AmazonBedrockFoundationModels")
COMPARED: Final[tuple[What, ...]] = ("input", "output", "cache_read", "cache_write", "search_unit")
Verdict = Literal["same", "differs", "not listed"]


class Comparison(NamedTuple):
    """What the price list says of one offer, called from one Region."""

    region: str
    offer: Offer
    verdict: Verdict
    differences: str = ""
    """Each figure that differs, ours and theirs."""

    def __str__(self) -> str:
        return f"{self.region:14} {self.offer.id:48} {self.verdict}{': ' if self.differences else ''}{self.differences}"


def listed_in(region: str, address: str = PRICE_LIST) -> dict[Entry, float]:
    """Fetch what Bedrock costs in a Region. `address` may be a copy, such as file:///home/me/offers.

    Raises `Unavailable` if a file cannot be had or is no offer file.
    """
    return {entry: price for name in FILES for entry, price in prices(_fetch(address, name, region)).items()}


def compare(region: str, listed: Mapping[Entry, float]) -> Iterator[Comparison]:
    """Yield a comparison for each offer that can be called from a Region, in the catalogue's order."""
    for model in catalogue().values():
        for offer in model.offers:
            if region in offer.regions:
                yield _compared(region, model, offer, listed)


def _compared(region: str, model: Model, offer: Offer, listed: Mapping[Entry, float]) -> Comparison:
    everywhere = offer.scope == "global"
    theirs = {what: listed.get(Entry(bare(model.listed_as), what, everywhere)) for what in COMPARED}
    ours = {what: getattr(offer.price, what) for what in COMPARED}
    both = [(what, ours[what], price) for what, price in theirs.items() if price is not None and ours[what]]
    differing = [
        f"{what} {mine:g} here, {price:g} listed"
        for what, mine, price in both
        if not math.isclose(mine, price, rel_tol=SAME)
    ]
    if not both:
        return Comparison(region, offer, "not listed")
    return Comparison(region, offer, "differs" if differing else "same", ", ".join(differing))


def _fetch(address: str, name: str, region: str) -> OfferFile:
    url = f"{address.rstrip('/')}/{name}/current/{region}/index.json"
    try:
        with urlopen(url, timeout=PRICE_LIST_SECONDS) as answer:  # noqa: S310  # an operator names a copy by any address
            return OfferFile.model_validate_json(answer.read())
    except URLError as error:
        raise Unavailable(f"AWS's price list ({url})", str(error.reason)) from error
    except OSError as error:
        raise Unavailable(f"AWS's price list ({url})", type(error).__name__) from error
    except ValidationError as error:
        raise Unavailable(f"AWS's price list ({url})", "not an offer file") from error
