"""The environment of each function: what the template gives it is what it needs."""

import os
from typing import Final

import pytest

from contracts.errors import ConfigurationError
from contracts.turn import AgentName
from handlers.environment import (
    ConversationEnvironment,
    EncoderEnvironment,
    Environment,
    HealthEnvironment,
    KnowledgeEnvironment,
    LambdasEnvironment,
    PersonalizationEnvironment,
    SupervisorEnvironment,
    TablesEnvironment,
    read_environment,
)
from handlers.wiring.supervisor import supervisor_environment
from store.names import TableNames
from tests.unit.aws import TABLES, physical
from tests.unit.deployed import variables
from tests.unit.handlers.conftest import BUCKET, Load
from tests.unit.infra.stacks.test_rights import FUNCTIONS, OF_LIBRARIES, OF_VERSIONS

CHOICES: Final = {"ENCODER", "KNOWLEDGE_ENGINE", "DISPATCH", "MODEL_REGIONS"}
"""Variables that choose; one of them is chosen where they are not given."""
OPTIONAL: Final = {*CHOICES, "KNOWLEDGE_ENDPOINT", "ROUTING_CANDIDATE", "MODELS_TABLE", "LIVE_URL"}


def given(function: str, dispatch: str = "lambda", engine: str = "embedded") -> dict[str, str]:
    """The variables that the template gives a function, but those of libraries."""
    found = variables(function, Dispatch=dispatch, KnowledgeEngine=engine)
    return {
        name: value if name in CHOICES else value_of(name)
        for name, value in sorted(found.items())
        if name not in OF_LIBRARIES | OF_VERSIONS
    }


def value_of(name: str) -> str:
    """A value that fits: the tables and the bucket of these tests."""
    tables = {f"{logical.upper()}_TABLE": physical(logical) for logical in TABLES}
    named = {"KNOWLEDGE_BUCKET": BUCKET, "LIVE_URL": "wss://live.example.com/v1"}
    return (tables | named).get(name, "given")


def set_only(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> None:
    """Let the process have these variables and the region, and none that another function has."""
    ours = {*OPTIONAL, "KNOWLEDGE_BUCKET", "INGEST_QUEUE"}
    for name in [name for name in os.environ if name in ours or name.endswith(("_TABLE", "_FUNCTION"))]:
        monkeypatch.delenv(name)
    for name, value in ({"AWS_REGION": "us-east-1"} | variables).items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("tables", "knowledge_base")
@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_starts_with_what_the_template_gives_it(
    function: str, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_only(monkeypatch, given(function))
    assert callable(load(function.lower()).handler)


@pytest.mark.usefixtures("tables", "knowledge_base")
def test_a_supervisor_that_holds_its_agents_starts_with_what_the_template_gives_it(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_only(monkeypatch, given("Supervisor", dispatch="in_process"))
    assert callable(load("supervisor").handler)


NEEDED: Final = [
    (function, dispatch, name)
    for function in FUNCTIONS
    for dispatch in (("lambda", "in_process") if function == "Supervisor" else ("lambda",))
    for name in ["AWS_REGION", *given(function, dispatch)]
    if name not in OPTIONAL and not (dispatch == "in_process" and name.endswith("_FUNCTION"))
    if function not in ("Routing", "Response")  # they read nothing of their own
]


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize(("function", "dispatch", "name"), NEEDED)
@pytest.mark.parametrize("empty", [True, False])
def test_a_function_without_a_name_that_it_needs_does_not_start_and_says_which(
    function: str, dispatch: str, name: str, load: Load, monkeypatch: pytest.MonkeyPatch, *, empty: bool
) -> None:
    set_only(monkeypatch, given(function, dispatch))
    if empty:
        monkeypatch.setenv(name, "")
    else:
        monkeypatch.delenv(name)
    with pytest.raises(ConfigurationError, match=rf"environment: {name} "):
        load(function.lower())


@pytest.mark.parametrize("function", ["Knowledge", "Ingest", "Supervisor"])
def test_who_searches_in_opensearch_needs_its_address(
    function: str, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    variables = given(function, "in_process", "opensearch")
    assert "KNOWLEDGE_ENDPOINT" in variables
    set_only(monkeypatch, variables)
    monkeypatch.delenv("KNOWLEDGE_ENDPOINT")
    with pytest.raises(ConfigurationError, match=r"KNOWLEDGE_ENDPOINT .*opensearch"):
        load(function.lower())


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    set_only(monkeypatch, {})


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("model", [Environment, EncoderEnvironment, TablesEnvironment, SupervisorEnvironment])
def test_a_missing_region_is_named(model: type[Environment], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_REGION")
    with pytest.raises(ConfigurationError, match="AWS_REGION"):
        read_environment(model)


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("model", [KnowledgeEnvironment, HealthEnvironment])
def test_a_missing_bucket_is_named(model: type[Environment]) -> None:
    with pytest.raises(ConfigurationError, match="KNOWLEDGE_BUCKET"):
        read_environment(model)


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(("name", "value"), [("ENCODER", "openai"), ("DISPATCH", "threads"), ("ENCODER", "")])
def test_a_wrong_choice_is_named_with_the_right_ones(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=rf"{name} .*'(local|lambda)'"):
        supervisor_environment()


@pytest.mark.usefixtures("bare")
def test_every_variable_that_is_wrong_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_REGION")
    monkeypatch.setenv("ENCODER", "openai")
    with pytest.raises(ConfigurationError, match=r"(?=.*AWS_REGION)(?=.*ENCODER)(?=.*KNOWLEDGE_BUCKET)"):
        read_environment(KnowledgeEnvironment)


def test_a_function_is_told_the_tables_it_names_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    set_only(monkeypatch, {f"{logical.upper()}_TABLE": f"stack-{logical}" for logical in TABLES})
    assert read_environment(ConversationEnvironment).tables() == TableNames(
        gateway="stack-Gateway",
        sessions="stack-Sessions",
        conversations="stack-Conversations",
        customers="stack-Customers",
        connections="stack-Connections",
        desk="stack-Desk",
    )
    assert read_environment(PersonalizationEnvironment).tables() == TableNames(
        customers="stack-Customers", recalls="stack-Recalls"
    )
    assert read_environment(TablesEnvironment).tables() == TableNames()


def test_every_agent_has_its_function(monkeypatch: pytest.MonkeyPatch) -> None:
    functions = {agent: f"fn-{agent}" for agent in AgentName}
    set_only(
        monkeypatch, given("Supervisor") | {f"{agent.upper()}_FUNCTION": name for agent, name in functions.items()}
    )
    environment = supervisor_environment()
    assert isinstance(environment, LambdasEnvironment)
    assert environment.functions() == functions
