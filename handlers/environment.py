"""The environment of each function, typed, read once, failing at start with the variable's name."""

import os
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from contracts.errors import ConfigurationError
from contracts.turn import AgentName
from store.names import TableNames


class Environment(BaseModel):
    """What every function has."""

    model_config = ConfigDict(frozen=True)

    region: str = Field(alias="AWS_REGION")


class EncoderEnvironment(Environment):
    """A function that needs sentence vectors."""

    encoder: Literal["local", "bedrock"] = Field(default="local", alias="ENCODER")
    encoder_folder: Path | None = Field(default=None, alias="ENCODER_FOLDER")
    """Where the files of the local encoder lie, if not in its layer; the local stack has no layers."""


class KnowledgeEnvironment(EncoderEnvironment):
    """A function that searches the knowledge base."""

    knowledge_bucket: str = Field(alias="KNOWLEDGE_BUCKET")
    knowledge_engine: Literal["embedded", "opensearch"] = Field(default="embedded", alias="KNOWLEDGE_ENGINE")
    knowledge_endpoint: str = Field(default="", alias="KNOWLEDGE_ENDPOINT")
    """Address of the OpenSearch collection."""


class IngestEnvironment(KnowledgeEnvironment):
    """The function that makes the index."""

    ingest_queue: str = Field(alias="INGEST_QUEUE")
    """Address of the queue that wakes it, for work that one run cannot finish."""


class TablesEnvironment(Environment):
    """A function that reads or writes tables; it is given the names of those it may touch."""

    customers: str | None = Field(default=None, alias="CUSTOMERS_TABLE")
    conversations: str | None = Field(default=None, alias="CONVERSATIONS_TABLE")
    sessions: str | None = Field(default=None, alias="SESSIONS_TABLE")
    gateway: str | None = Field(default=None, alias="GATEWAY_TABLE")
    recalls: str | None = Field(default=None, alias="RECALLS_TABLE")

    def tables(self) -> TableNames:
        """The physical table names."""
        return TableNames(
            customers=self.customers,
            conversations=self.conversations,
            sessions=self.sessions,
            gateway=self.gateway,
            recalls=self.recalls,
        )


class HealthEnvironment(TablesEnvironment):
    """The health checks."""

    knowledge_bucket: str = Field(alias="KNOWLEDGE_BUCKET")


class SupervisorEnvironment(TablesEnvironment, EncoderEnvironment):
    """The supervisor. With `DISPATCH=in_process` it holds every agent itself."""

    dispatch: Literal["lambda", "in_process"] = Field(default="lambda", alias="DISPATCH")
    knowledge_bucket: str = Field(default="", alias="KNOWLEDGE_BUCKET")
    knowledge_engine: Literal["embedded", "opensearch"] = Field(default="embedded", alias="KNOWLEDGE_ENGINE")
    knowledge_endpoint: str = Field(default="", alias="KNOWLEDGE_ENDPOINT")
    intent: str = Field(default="", alias="INTENT_FUNCTION")
    sentiment: str = Field(default="", alias="SENTIMENT_FUNCTION")
    knowledge: str = Field(default="", alias="KNOWLEDGE_FUNCTION")
    personalization: str = Field(default="", alias="PERSONALIZATION_FUNCTION")
    routing: str = Field(default="", alias="ROUTING_FUNCTION")
    response: str = Field(default="", alias="RESPONSE_FUNCTION")
    routing_candidate: str = Field(default="", alias="ROUTING_CANDIDATE")
    """`s3://BUCKET/KEY` of a routing policy to compare with the one in use; empty: there is none."""

    def functions(self) -> dict[AgentName, str]:
        """The function of each agent."""
        return {agent: getattr(self, agent) for agent in AgentName}


EnvironmentT = TypeVar("EnvironmentT", bound=Environment)


def read_environment(model: type[EnvironmentT]) -> EnvironmentT:
    """Read the process environment into `model`. Raises `ConfigurationError` naming each variable that is wrong."""
    try:
        return model.model_validate(dict(os.environ))
    except ValidationError as error:
        wrong = ", ".join(f"{problem['loc'][0]} ({problem['msg']})" for problem in error.errors())
        raise ConfigurationError(f"environment: {wrong}") from error
