"""Where this process finds what it searches."""

from functools import cache

from handlers.environment import KnowledgeEnvironment
from handlers.wiring.encoder import encoder
from knowledge.factory import library_for
from knowledge.library import Library


@cache
def library(environment: KnowledgeEnvironment) -> Library:
    """Return the library of the engine that is chosen, for the questions of this process's encoder."""
    return library_for(
        environment.knowledge_engine,
        encoder(environment).name,
        environment.knowledge_bucket,
        environment.knowledge_endpoint,
        environment.region,
    )
