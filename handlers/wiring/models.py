"""The models that this process may ask."""

from functools import cache

from handlers.environment import ModelsEnvironment
from models.breaker import Breakers, BreakersHere
from models.client import ModelClient


@cache
def models(environment: ModelsEnvironment) -> ModelClient | None:
    """Return what asks models, the same at every call; None where the deployment has none.

    Raises `ConfigurationError` if a model of the chain lacks what agents need, or none is offered in the region.
    """
    if not environment.model_regions:
        return None
    from models.places import places_in
    from models.stream import bedrock_streams

    regions = [region.strip() for region in environment.model_regions.split(",")]
    return ModelClient(
        places_in(regions),
        {region: bedrock_streams(region) for region in regions},
        breakers(environment.models_table, environment.region),
    )


@cache
def breakers(table: str, region: str) -> Breakers:
    """Return the breakers in a table, or without one those of this process alone."""
    from store.breakers import BreakerTable

    return Breakers(BreakerTable(table, region) if table else BreakersHere())
