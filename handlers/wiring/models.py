"""The models that this process may ask."""

from functools import cache

from handlers.environment import ModelsEnvironment
from models.client import ModelClient


@cache
def models(environment: ModelsEnvironment) -> ModelClient | None:
    """Return what asks models, the same at every call; None where the deployment has none.

    Raises `ConfigurationError` if a model of the chain lacks what agents need, or none is offered in the region.
    """
    if not environment.model_regions:
        return None
    from models.breaker import Breakers, BreakersHere
    from models.places import places_in
    from models.stream import bedrock_streams
    from store.breakers import BreakerTable

    regions = [region.strip() for region in environment.model_regions.split(",")]
    table = environment.models_table
    return ModelClient(
        places_in(regions),
        {region: bedrock_streams(region) for region in regions},
        Breakers(BreakerTable(table, environment.region) if table else BreakersHere()),
    )
