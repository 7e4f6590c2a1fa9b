"""Which models are asked, where, in which order."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from contracts.errors import ConfigurationError
from models.catalogue.chain import Served, chain, offers_for
from models.catalogue.model import Ability
from models.catalogue.read import catalogue
from models.catalogue.regions import REGIONS, home

ALIAS: Final = "fast"
"""What a turn waits for is answered by a small model: it has some seconds, and is asked about given passages."""
NEEDS: Final[frozenset[Ability]] = frozenset({"tools", "streaming"})
"""What agents ask of a model."""


class Place(NamedTuple):
    """A model and the region in which it is called."""

    region: str
    served: Served

    @property
    def key(self) -> str:
        """Its breaker's name."""
        return f"{self.region} {self.served.offer.id}"


def places_in(regions: Sequence[str], alias: str = ALIAS) -> tuple[Place, ...]:
    """Return the chain of an alias: each model in every region, before the next model is asked in the first.

    Several regions must be of the EU, or of the US, so that nothing leaves it. Raises `ConfigurationError` if they are
    not, if a model lacks what agents need, or if no model is offered in a region.
    """
    if len(regions) > 1 and (len({home(region) for region in regions}) > 1 or home(regions[0]) == "region"):
        raise ConfigurationError(f"MODEL_REGIONS: {', '.join(regions)} are not in one part of the world")
    found = [Place(region, one) for region in regions for one in chain(alias, region, NEEDS, allow_global=True)]
    order = {name: number for number, name in enumerate(dict.fromkeys(one.served.model.name for one in found))}
    return tuple(sorted(found, key=lambda one: order[one.served.model.name]))


def place_of_reranker(offer_id: str, region: str) -> Place:
    """Return where a reranker is called from a region: there, else in another region of the EU or of the US.

    What is asked in the EU stays in the EU, also where its own region has no reranker. Raises `ConfigurationError` if
    the catalogue has no reranker of this id for that part of the world.
    """
    rerankers = [model for model in catalogue().values() if model.kind == "rerank"]
    for called in (region, *sorted(REGIONS.get(home(region), ()))):
        for model in rerankers:
            for offer in offers_for(model, called):
                if offer.id == offer_id:
                    return Place(called, Served(model, offer))
    raise ConfigurationError(f"RERANK_MODEL: {offer_id} is offered neither in {region} nor near it (docs/models.md)")
