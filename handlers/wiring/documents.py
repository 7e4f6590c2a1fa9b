"""Where this process reads published documents."""

from functools import cache

from handlers.environment import DocumentEnvironment
from knowledge.factory import documents_for
from knowledge.library import Documents


@cache
def documents(environment: DocumentEnvironment) -> Documents:
    """Return the documents as the engine that is chosen holds them. Needs no encoder."""
    return documents_for(
        environment.knowledge_engine, environment.knowledge_bucket, environment.knowledge_endpoint, environment.region
    )
