"""The template: what is deployed, and with which rights."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from handlers import environment
from handlers.environment import Environment
from tests.unit.aws import TABLES, template

RESOURCES: dict[str, dict[str, Any]] = template()["Resources"]
FUNCTIONS = sorted(name for name, r in RESOURCES.items() if r["Type"] == "AWS::Serverless::Function")
GLOBAL: dict[str, Any] = template()["Globals"]["Function"]["Environment"]["Variables"]
OF_LIBRARIES = {"POWERTOOLS_SERVICE_NAME", "POWERTOOLS_LOG_LEVEL", "OMP_WAIT_POLICY", "OMP_NUM_THREADS"}
READS: dict[str, type[Environment]] = {
    "Authorizer": environment.AuthorizerEnvironment,
    "Conversation": environment.ConversationEnvironment,
    "Supervisor": environment.LambdasEnvironment,
    "Health": environment.HealthEnvironment,
    "Intent": environment.EncoderEnvironment,
    "Sentiment": environment.EncoderEnvironment,
    "Knowledge": environment.KnowledgeEnvironment,
    "Personalization": environment.PersonalizationEnvironment,
    "Ingest": environment.IngestEnvironment,
}
NO_VALUE = {"Ref": "AWS::NoValue"}


def chosen(value: Any, **conditions: bool) -> Any:
    """The template's value under these conditions, with `!If` decided and `AWS::NoValue` left out."""
    if isinstance(value, dict) and "Fn::If" in value:
        name, yes, no = value["Fn::If"]
        return chosen(yes if conditions[name] else no, **conditions)
    if isinstance(value, dict):
        decided = {key: chosen(entry, **conditions) for key, entry in value.items()}
        return {key: entry for key, entry in decided.items() if entry != NO_VALUE}
    if isinstance(value, list):
        return [entry for entry in (chosen(one, **conditions) for one in value) if entry != NO_VALUE]
    return value


def variables(function: str, **conditions: bool) -> dict[str, Any]:
    own = RESOURCES[function]["Properties"].get("Environment", {}).get("Variables", {})
    found: dict[str, Any] = chosen(GLOBAL | own, UseOpenSearch=True, ShadowsRouting=True, **conditions)
    return found


def statements(
    function: str, *, bedrock: bool = True, in_process: bool = True, shadows: bool = True
) -> Iterator[dict[str, Any]]:
    policies = RESOURCES[function]["Properties"].get("Policies", [])
    for policy in chosen(policies, EncodesOnBedrock=bedrock, InProcess=in_process, ShadowsRouting=shadows):
        yield from policy["Statement"]


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def ifs(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "Fn::If" in value:
            yield value["Fn::If"][0]
        for entry in value.values():
            yield from ifs(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from ifs(entry)


def test_there_are_eleven_functions_and_five_tables() -> None:
    assert len(FUNCTIONS) == 11
    assert sorted(n for n, r in RESOURCES.items() if "DynamoDB" in r["Type"]) == sorted(TABLES)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_function_may_do_everything_or_reach_everything(function: str) -> None:
    for statement in statements(function):
        actions, resources = listed(statement["Action"]), listed(statement["Resource"])
        assert not [action for action in actions if "*" in action], statement
        for resource in resources:
            text = resource.get("Fn::Sub", "") if isinstance(resource, dict) else resource
            assert text != "*", statement
            assert "*" not in text.removesuffix("/index/*").removesuffix("/documents/*"), statement


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_is_told_the_name_of_every_table_it_may_touch_and_no_other(function: str) -> None:
    touched = {
        resource["Fn::GetAtt"][0]
        for statement in statements(function)
        if "dynamodb:" in str(statement["Action"])
        for resource in listed(statement["Resource"])
    }
    named = variables(function, InProcess=True, EncodesOnBedrock=True)
    assert {n.removesuffix("_TABLE").capitalize() for n in named if n.endswith("_TABLE")} == touched


def test_only_who_writes_may_write() -> None:
    writers = {f for f in FUNCTIONS if any(w in str(list(statements(f))) for w in ("PutItem", "UpdateItem", "Delete"))}
    assert writers == {"Conversation", "Supervisor", "Ingest"}


def test_recalls_are_read_where_personalization_runs_and_written_by_no_function() -> None:
    for in_process, readers in ((False, {"Personalization"}), (True, {"Personalization", "Supervisor"})):
        assert {f for f in FUNCTIONS if "'Recalls'" in str(list(statements(f, in_process=in_process)))} == readers
    for function in ("Personalization", "Supervisor"):
        [allowed] = [s["Action"] for s in statements(function) if "'Recalls'" in str(s)]
        assert set(allowed) == {"dynamodb:GetItem", "dynamodb:Query"}


def test_ingestion_writes_the_index_and_no_document() -> None:
    for statement in statements("Ingest"):
        if any(word in str(statement["Action"]) for word in ("Put", "Delete", "Abort")) and "s3:" in str(statement):
            assert statement["Resource"] == {"Fn::Sub": "${KnowledgeBucket.Arn}/index/*"}


def test_documents_wake_ingestion_and_what_fails_three_times_is_kept() -> None:
    bucket, queue = RESOURCES["KnowledgeBucket"]["Properties"], RESOURCES["IngestQueue"]["Properties"]
    told = bucket["NotificationConfiguration"]["QueueConfigurations"]
    assert {wanted["Event"] for wanted in told} == {"s3:ObjectCreated:*", "s3:ObjectRemoved:*"}
    assert all("documents/" in str(wanted["Filter"]) for wanted in told)
    assert queue["VisibilityTimeout"] > RESOURCES["Ingest"]["Properties"]["Timeout"]
    assert queue["RedrivePolicy"]["maxReceiveCount"] == 3
    assert RESOURCES["IngestMessages"]["Properties"]["FunctionName"] == {"Ref": "Ingest"}


def test_the_supervisor_reads_customers_and_the_index_only_when_it_holds_the_agents() -> None:
    alone = str(list(statements("Supervisor", in_process=False, shadows=False)))
    assert ("Customers" in alone, "s3:GetObject" in alone) == (False, False)
    together = str(list(statements("Supervisor", in_process=True)))
    assert ("Customers" in together, "s3:GetObject" in together) == (True, True)


def test_the_supervisor_alone_reads_the_candidate_of_the_routing_policy_and_only_if_there_is_one() -> None:
    candidate = {"Fn::Sub": "${KnowledgeBucket.Arn}/${RoutingCandidate}"}
    for function in FUNCTIONS:
        allowed = [s["Action"] for s in statements(function) if s["Resource"] == candidate]
        assert allowed == (["s3:GetObject"] if function == "Supervisor" else [])
        assert "RoutingCandidate" not in str(list(statements(function, shadows=False)))


@pytest.mark.parametrize("key", ["", "routing/candidate.json", "routing/2026-11_queues.json"])
def test_a_candidate_lies_below_its_own_folder(key: str) -> None:
    assert re.fullmatch(template()["Parameters"]["RoutingCandidate"]["AllowedPattern"], key)


@pytest.mark.parametrize("key", ["*", "routing/*", "routing/*.json", "index/current", "routing/a/b.json", "candidate"])
def test_a_candidate_that_would_open_more_than_itself_is_refused(key: str) -> None:
    assert not re.fullmatch(template()["Parameters"]["RoutingCandidate"]["AllowedPattern"], key)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_bedrock_may_be_called_only_when_it_encodes(function: str) -> None:
    assert "bedrock:" not in str(list(statements(function, bedrock=False)))


def test_every_function_but_two_reads_an_environment() -> None:
    assert set(FUNCTIONS) - set(READS) == {"Routing", "Response"}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_variable_of_the_template_is_read_by_someone(function: str) -> None:
    known = {
        str(field.alias)
        for model in vars(environment).values()
        if isinstance(model, type) and issubclass(model, Environment)
        for field in model.model_fields.values()
    }
    given = set(variables(function, InProcess=True, EncodesOnBedrock=True))
    assert given <= known | OF_LIBRARIES
    models = [READS[function]] if function in READS else []
    models += [environment.InProcessEnvironment] if function == "Supervisor" else []
    read = {str(field.alias) for model in models for field in model.model_fields.values()}
    assert given - set(GLOBAL) <= read


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_global_encrypted_streamed_and_can_be_recovered(table: str) -> None:
    assert RESOURCES[table]["Type"] == "AWS::DynamoDB::GlobalTable"
    assert RESOURCES[table]["DeletionPolicy"] == RESOURCES[table]["UpdateReplacePolicy"] == "Retain"
    properties = chosen(RESOURCES[table]["Properties"], HasReplica=True)
    assert properties["SSESpecification"] == {"SSEEnabled": True, "SSEType": "KMS"}
    assert properties["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert len(properties["Replicas"]) == 2
    for replica in properties["Replicas"]:
        assert replica["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
        assert replica["DeletionProtectionEnabled"] is True
        assert replica["SSESpecification"]["KMSMasterKeyId"]
    assert len(chosen(RESOURCES[table]["Properties"], HasReplica=False)["Replicas"]) == 1


@pytest.mark.parametrize("table", ["Conversations", "Sessions"])
def test_conversations_expire(table: str) -> None:
    wanted = {"AttributeName": "expires_at", "Enabled": True}
    assert RESOURCES[table]["Properties"]["TimeToLiveSpecification"] == wanted


def test_logs_are_encrypted_and_kept_for_a_time_that_is_chosen() -> None:
    group = RESOURCES["FunctionLogs"]["Properties"]
    assert group["RetentionInDays"] == {"Ref": "LogRetentionDays"}
    assert template()["Parameters"]["LogRetentionDays"]["Default"] in range(1, 366)
    assert group["KmsKeyId"]
    assert template()["Globals"]["Function"]["LoggingConfig"] == {"LogGroup": {"Ref": "FunctionLogs"}}


def test_every_condition_that_is_asked_is_declared_and_every_declared_one_is_asked() -> None:
    assert set(ifs(RESOURCES)) == set(template()["Conditions"])


def test_no_api_without_an_authorizer_but_health() -> None:
    assert RESOURCES["Api"]["Properties"]["Auth"]["DefaultAuthorizer"] == "CallerAuthorizer"
    events = [event["Properties"] for f in FUNCTIONS for event in RESOURCES[f]["Properties"].get("Events", {}).values()]
    open_paths = {e["Path"] for e in events if e.get("Auth", {}).get("Authorizer") == "NONE"}
    assert open_paths == {"/health/liveliness", "/health/readiness"}
    assert len(events) == 6


def test_the_supervisor_may_run_longer_than_its_agents_and_shorter_than_a_lease() -> None:
    from contracts.policy import ATTEMPT_LEASE_SECONDS
    from conversations.policy import RETRY_WAIT_SECONDS, STORING_SECONDS, TURN_SECONDS
    from graph.policy import AGENT_BUDGET_SECONDS

    budgets = dict(AGENT_BUDGET_SECONDS)
    analysts = max(budgets[name] for name in ("intent", "sentiment", "knowledge", "personalization"))
    longest_turn = budgets["encode"] + analysts + budgets["routing"] + budgets["response"]
    timeout = RESOURCES["Supervisor"]["Properties"]["Timeout"]
    assert longest_turn < TURN_SECONDS - STORING_SECONDS
    assert max(TURN_SECONDS, RETRY_WAIT_SECONDS) < timeout < ATTEMPT_LEASE_SECONDS
