"""The catalogue as a Markdown table; `docs/models.md` holds it."""

from collections.abc import Iterator

from models.catalogue.model import Model, Offer
from models.catalogue.price import Price
from models.catalogue.read import catalogue

HEAD = (
    "| model | scope | id | in | out | cache read | cache write | abilities | confirmed |",
    "| --- | --- | --- | ---: | ---: | ---: | ---: | --- | --- |",
)


def table() -> str:
    """Return a row for each offer. Prices are US dollars for a million tokens, or for one search of a reranker.

    A model's abilities stand in its first row. What is confirmed is an id with its price, and beside it, unless the
    column says otherwise, the model's limits and abilities.
    """
    return "\n".join((*HEAD, *(row for model in catalogue().values() for row in _rows(model))))


def _rows(model: Model) -> Iterator[str]:
    abilities = ", ".join(sorted(model.abilities)) or "–"
    for place, offer in enumerate(model.offers):
        cells = (model.name, _scope(offer), f"`{offer.id}`", *_prices(offer.price))
        yield "| " + " | ".join((*cells, "" if place else abilities, _confirmed(model, offer))) + " |"


def _scope(offer: Offer) -> str:
    return offer.scope if offer.scope != "region" else ", ".join(offer.regions)


def _prices(price: Price) -> tuple[str, ...]:
    if price.search_unit:
        return f"{price.search_unit:g} a search", "–", "–", "–"
    return tuple(_figure(rate) for rate in (price.input, price.output, price.cache_read, price.cache_write))


def _figure(rate: float | None) -> str:
    return f"{rate:g}" if rate else "–"


def _confirmed(model: Model, offer: Offer) -> str:
    if not offer.confirmed:
        return "**no**"
    return "yes" if model.confirmed else "yes, not its limits"
