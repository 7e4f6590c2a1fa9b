"""The reranker that this process may ask."""

from functools import cache

from handlers.environment import RerankEnvironment
from knowledge.reranking import RerankerFor, without_reranker


@cache
def reranker(environment: RerankEnvironment) -> RerankerFor:
    """Return what gives each turn its reranker, the same at every call.

    Raises `ConfigurationError` if the one that is named is not offered in this part of the world.
    """
    if not environment.rerank_model:
        return without_reranker
    from agents.knowledge.rerank import reranker_on_bedrock
    from handlers.wiring.models import breakers
    from models.places import place_of_reranker
    from models.rerank import RerankClient, bedrock_invocations
    from privacy import detect, mask

    place = place_of_reranker(environment.rerank_model, environment.region)
    shared = breakers(environment.models_table, environment.region)
    client = RerankClient(place, bedrock_invocations(place.region), shared)
    return reranker_on_bedrock(client, lambda text: mask(text, detect(text)).text)
