"""The model that a prompt is for: an alias or a name, as the catalogue has it."""

from typing import NamedTuple

from contracts.errors import InvalidInput
from models.catalogue.chain import offers_for
from models.catalogue.model import Model, Offer
from models.catalogue.read import aliases, catalogue

BEST = "best"


class Target(NamedTuple):
    """A model, the offer whose price counts, and how it was asked for."""

    model: Model
    offer: Offer
    alias: str | None
    """None where the model was asked for by its own name."""
    offered: bool
    """Whether it can be called from this Region; if not, the price is that of another."""

    @property
    def thinks(self) -> bool:
        """Whether it thinks by itself before it answers."""
        return "effort" in self.model.abilities

    @property
    def thorough(self) -> bool:
        """Whether quality was asked for whatever it costs."""
        return self.alias == BEST


def target_of(name: str, region: str) -> Target:
    """Return what a caller means by `model`. Raises `InvalidInput` for what is neither an alias nor a chat model."""
    chains, models = aliases(), catalogue()
    if name in chains:
        here = [(model, offer) for model in chains[name] for offer in offers_for(model, region)]
        model, offer = here[0] if here else (chains[name][0], chains[name][0].offers[0])
        return Target(model, offer, name, offered=bool(here))
    model_asked = models.get(name)
    if model_asked is None or model_asked.kind != "chat":
        known = ", ".join(sorted(chains))
        raise InvalidInput("model", f"is not known; the aliases are {known}, or name a chat model of docs/models.md")
    offer_here = next(iter(offers_for(model_asked, region)), None)
    return Target(model_asked, offer_here or model_asked.offers[0], None, offered=offer_here is not None)
