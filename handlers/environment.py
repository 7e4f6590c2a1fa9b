"""The environment of each function, typed, read once, failing at start with the variable's name."""

import os
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

from contracts.errors import ConfigurationError
from contracts.turn import AgentName
from guards.policy import GUARDRAIL
from store.names import TableNames

Name = Annotated[str, Field(min_length=1)]
"""A name that must be given: an empty one would fail at the first request only."""


class Environment(BaseModel):
    """What every function has."""

    model_config = ConfigDict(frozen=True)

    region: Name = Field(alias="AWS_REGION")


class EncoderEnvironment(Environment):
    """A function that needs sentence vectors."""

    encoder: Literal["local", "bedrock", "cohere"] = Field(default="local", alias="ENCODER")
    encoder_folder: Path | None = Field(default=None, alias="ENCODER_FOLDER")
    """Where the files of the local encoder lie, if not in its layer; the local stack has no layers."""


class DocumentEnvironment(Environment):
    """A function that reads published documents."""

    knowledge_bucket: Name = Field(alias="KNOWLEDGE_BUCKET")
    knowledge_engine: Literal["embedded", "opensearch"] = Field(default="embedded", alias="KNOWLEDGE_ENGINE")
    knowledge_endpoint: str = Field(default="", alias="KNOWLEDGE_ENDPOINT", validate_default=True)
    """Address of the OpenSearch collection."""

    @field_validator("knowledge_endpoint")
    @classmethod
    def _given_for_opensearch(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("knowledge_engine") == "opensearch" and not value:
            raise ValueError("KNOWLEDGE_ENGINE=opensearch needs it")
        return value


class KnowledgeEnvironment(DocumentEnvironment, EncoderEnvironment):
    """A function that searches the knowledge base."""


class RerankEnvironment(Environment):
    """A function that may ask a reranker."""

    rerank_model: str = Field(default="", alias="RERANK_MODEL")
    """Bedrock's id of the reranker; empty: passages stay as the search ranks them."""
    models_table: str = Field(default="", alias="MODELS_TABLE")
    """Where breakers are shared; empty: each process has its own."""


class SearchEnvironment(KnowledgeEnvironment, RerankEnvironment):
    """The knowledge agent."""


class IngestEnvironment(KnowledgeEnvironment):
    """The function that makes the index."""

    ingest_queue: Name = Field(alias="INGEST_QUEUE")
    """Address of the queue that wakes it, for work that one run cannot finish."""


class TablesEnvironment(Environment):
    """A function that reads or writes tables. Each names those it may touch, by the fields of `TableNames`."""

    def tables(self) -> TableNames:
        """The physical table names."""
        return TableNames.model_validate(self.model_dump(include=set(TableNames.model_fields)))


class StaffTokensEnvironment(TablesEnvironment):
    """A function that checks tokens of staff."""

    gateway: Name = Field(alias="GATEWAY_TABLE")
    staff_issuer: Name = Field(alias="STAFF_ISSUER")
    """What tokens of the user pool name as their issuer."""
    staff_client: Name = Field(alias="STAFF_CLIENT")
    """Id of the one client whose tokens are taken."""
    jwks_url: Name = Field(alias="JWKS_URL")
    """Address of the pool's public keys. Not made of the issuer: on a developer's machine it is the emulator's."""


class AuthorizerEnvironment(StaffTokensEnvironment):
    """The authorizer."""

    sessions: Name = Field(alias="SESSIONS_TABLE")


class StaffEnvironment(StaffTokensEnvironment):
    """Signing in and out of staff."""

    staff_pool: Name = Field(alias="STAFF_POOL")
    """Id of the user pool."""
    connections: Name = Field(alias="CONNECTIONS_TABLE")
    live_url: str = Field(default="", alias="LIVE_URL")
    """Address of the live connections: whose person signs out are closed. Empty where there is no live channel."""


class ModelsEnvironment(Environment):
    """A function that may ask models."""

    model_regions: str = Field(default="", alias="MODEL_REGIONS")
    """Where models are called, by commas, the first choice first; empty: no model is."""
    models_table: str = Field(default="", alias="MODELS_TABLE")
    """Where breakers are shared; empty: each process has its own."""


class WritingEnvironment(ModelsEnvironment):
    """A function that may have a model write replies."""

    guardrail: str = Field(default="", alias="GUARDRAIL", pattern=GUARDRAIL)
    """The guardrail that looks at messages behind the guard of this process, as `ID:VERSION`; empty: none does."""


class LiveEnvironment(TablesEnvironment):
    """A function that tells those who follow a conversation live."""

    connections: Name = Field(alias="CONNECTIONS_TABLE")
    sessions: Name = Field(alias="SESSIONS_TABLE")
    conversations: Name = Field(alias="CONVERSATIONS_TABLE")
    live_url: str = Field(default="", alias="LIVE_URL")
    """Address at which clients open live connections, `wss://` and so on; empty where there is no live channel."""


class ResponseEnvironment(LiveEnvironment, WritingEnvironment):
    """The function that writes replies. Without models it is told of no table and of no live channel."""

    connections: str = Field(default="", alias="CONNECTIONS_TABLE")
    sessions: str = Field(default="", alias="SESSIONS_TABLE")
    conversations: str = Field(default="", alias="CONVERSATIONS_TABLE")


class ConnectionEnvironment(LiveEnvironment):
    """The function that answers live connections."""

    live_url: Name = Field(alias="LIVE_URL")
    supervisor: Name = Field(alias="SUPERVISOR_FUNCTION")
    gateway: Name = Field(alias="GATEWAY_TABLE")
    desk: Name = Field(alias="DESK_TABLE")


class ConversationEnvironment(LiveEnvironment):
    """Starting, reading and ending conversations."""

    gateway: Name = Field(alias="GATEWAY_TABLE")
    customers: Name = Field(alias="CUSTOMERS_TABLE")
    desk: Name = Field(alias="DESK_TABLE")


class DeskEnvironment(LiveEnvironment):
    """The desk: who is there, what waits, and what people do with it."""

    gateway: Name = Field(alias="GATEWAY_TABLE")
    desk: Name = Field(alias="DESK_TABLE")


class StaffedEnvironment(DeskEnvironment):
    """What people at the desk call: customers too are read for them."""

    customers: Name = Field(alias="CUSTOMERS_TABLE")


class AttendEnvironment(DeskEnvironment):
    """The function that attends to desks."""

    moment_queue: Name = Field(alias="MOMENT_QUEUE")
    """Address of the queue of messages to the future."""
    alert_topic: Name = Field(alias="ALERT_TOPIC")
    """ARN of the topic through which people are told."""


class PersonalizationEnvironment(TablesEnvironment):
    """A function that knows customers."""

    customers: Name = Field(alias="CUSTOMERS_TABLE")
    recalls: Name = Field(alias="RECALLS_TABLE")


class HealthEnvironment(TablesEnvironment):
    """The health checks."""

    sessions: Name = Field(alias="SESSIONS_TABLE")
    knowledge_bucket: Name = Field(alias="KNOWLEDGE_BUCKET")


class SupervisorEnvironment(LiveEnvironment, EncoderEnvironment, WritingEnvironment):
    """The supervisor, however it reaches its agents."""

    desk: Name = Field(alias="DESK_TABLE")
    dispatch: Literal["lambda", "in_process"] = Field(default="lambda", alias="DISPATCH")
    routing_candidate: str = Field(default="", alias="ROUTING_CANDIDATE")
    """`s3://BUCKET/KEY` of a routing policy to compare with the one in use; empty: there is none."""


class WatchedEnvironment(Environment):
    """A function whose turns are looked after."""

    watch_queue: Name = Field(alias="WATCH_QUEUE")
    """Address of the queue by which that is done."""


class LambdasEnvironment(SupervisorEnvironment):
    """The supervisor with `DISPATCH=lambda`: it is told the function of each agent."""

    intent: Name = Field(alias="INTENT_FUNCTION")
    sentiment: Name = Field(alias="SENTIMENT_FUNCTION")
    knowledge: Name = Field(alias="KNOWLEDGE_FUNCTION")
    personalization: Name = Field(alias="PERSONALIZATION_FUNCTION")
    routing: Name = Field(alias="ROUTING_FUNCTION")
    response: Name = Field(alias="RESPONSE_FUNCTION")

    def functions(self) -> dict[AgentName, str]:
        """The function of each agent."""
        return {agent: getattr(self, agent) for agent in AgentName}


class InProcessEnvironment(SupervisorEnvironment, PersonalizationEnvironment, SearchEnvironment):
    """The supervisor with `DISPATCH=in_process`: it holds every agent itself, and needs what they need."""


EnvironmentT = TypeVar("EnvironmentT", bound=Environment)


def read_environment(model: type[EnvironmentT]) -> EnvironmentT:
    """Read the process environment into `model`. Raises `ConfigurationError` naming each variable that is wrong."""
    try:
        return model.model_validate(dict(os.environ))
    except ValidationError as error:
        wrong = ", ".join(f"{_variable(model, problem['loc'][0])} ({problem['msg']})" for problem in error.errors())
        raise ConfigurationError(f"environment: {wrong}") from error


def _variable(model: type[Environment], named: int | str) -> str:
    """Pydantic names a variable that is there by its alias, and a default by its field."""
    field = model.model_fields.get(str(named))
    return field.alias if field and field.alias else str(named)
