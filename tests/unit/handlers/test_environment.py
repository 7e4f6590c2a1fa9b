"""The environment of each function."""

import pytest

from contracts.errors import ConfigurationError
from contracts.turn import AgentName
from handlers.environment import (
    EncoderEnvironment,
    Environment,
    HealthEnvironment,
    KnowledgeEnvironment,
    SupervisorEnvironment,
    TablesEnvironment,
    read_environment,
)
from store.names import TableNames

NEEDED = {"AWS_REGION", "KNOWLEDGE_BUCKET", "ENCODER", "DISPATCH"}


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NEEDED:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_REGION", "eu-west-1")


@pytest.mark.parametrize("model", [Environment, EncoderEnvironment, TablesEnvironment, SupervisorEnvironment])
def test_a_missing_region_is_named(model: type[Environment], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_REGION")
    with pytest.raises(ConfigurationError, match="AWS_REGION"):
        read_environment(model)


@pytest.mark.parametrize("model", [KnowledgeEnvironment, HealthEnvironment])
def test_a_missing_bucket_is_named(model: type[Environment]) -> None:
    with pytest.raises(ConfigurationError, match="KNOWLEDGE_BUCKET"):
        read_environment(model)


@pytest.mark.parametrize(("name", "value"), [("ENCODER", "openai"), ("DISPATCH", "threads"), ("ENCODER", "")])
def test_a_wrong_choice_is_named_with_the_right_ones(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=rf"{name} .*'(local|lambda)'"):
        read_environment(SupervisorEnvironment)


def test_every_variable_that_is_wrong_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_REGION")
    monkeypatch.setenv("ENCODER", "openai")
    with pytest.raises(ConfigurationError, match=r"(?=.*AWS_REGION)(?=.*ENCODER)(?=.*KNOWLEDGE_BUCKET)"):
        read_environment(KnowledgeEnvironment)


def test_tables_are_named_by_their_variables_and_the_others_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CUSTOMERS", "CONVERSATIONS", "SESSIONS", "GATEWAY", "RECALLS"):
        monkeypatch.delenv(f"{name}_TABLE", raising=False)
    monkeypatch.setenv("SESSIONS_TABLE", "stack-Sessions-1A")
    assert read_environment(TablesEnvironment).tables() == TableNames(sessions="stack-Sessions-1A")


def test_every_agent_has_its_function(monkeypatch: pytest.MonkeyPatch) -> None:
    for agent in AgentName:
        monkeypatch.setenv(f"{agent.upper()}_FUNCTION", f"fn-{agent}")
    assert read_environment(SupervisorEnvironment).functions() == {agent: f"fn-{agent}" for agent in AgentName}
