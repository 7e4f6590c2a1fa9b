"""From an alias to the ids that a request may use, in order: the fallback chain."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from contracts.errors import ConfigurationError
from models.catalogue.model import Ability, Model, Offer
from models.catalogue.read import aliases
from models.catalogue.regions import Scope, may_leave_home

NOTHING: Final[frozenset[Ability]] = frozenset()
PREFERENCE: Final[tuple[Scope, ...]] = ("eu", "us", "region", "global")
"""Of the same model: the profile of home first, since it has the most room; what may leave home last."""


class Served(NamedTuple):
    """A model, and the offer of it that a request may use."""

    model: Model
    offer: Offer


def chain(
    alias: str, region: str, needs: frozenset[Ability] = NOTHING, *, allow_global: bool = False
) -> tuple[Served, ...]:
    """Return what a request from this Region may use, the first choice first.

    A request from the EU or the US is worked on there: it gets ids of `eu.` or `us.` profiles and of its own Region.
    From elsewhere it gets ids of its own Region alone. `allow_global` adds global profiles, which take it anywhere.

    Call it when a process starts. Raises `ConfigurationError` for an alias that is not known, for a model of the chain
    that lacks an ability, and where the Region has none of the chain's models.
    """
    members = _chain_named(alias)
    for model in members:
        if lacking := needs - model.abilities:
            raise ConfigurationError(f"models of {alias}: {model.name} lacks {', '.join(sorted(lacking))}")
    served = tuple(
        Served(model, offer) for model in members for offer in offers_for(model, region, allow_global=allow_global)
    )
    if not served:
        names = ", ".join(model.name for model in members)
        raise ConfigurationError(f"models of {alias}: none of {names} is offered in {region}")
    return served


def _chain_named(alias: str) -> tuple[Model, ...]:
    known = aliases()
    if alias not in known:
        raise ConfigurationError(f"{alias} is no alias of models; there are {', '.join(sorted(known))}")
    return known[alias]


def offers_for(model: Model, region: str, *, allow_global: bool = False) -> Iterator[Offer]:
    """Yield the offers of a model that a request from this Region may use, the preferred first; see `chain`."""
    for offer in sorted(model.offers, key=lambda offer: PREFERENCE.index(offer.scope)):
        allowed = allow_global and offer.scope == "global"
        if region in offer.regions and (allowed or not may_leave_home(offer.scope, region)):
            yield offer
