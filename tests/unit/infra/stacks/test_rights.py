"""What is deployed, and with which rights."""

import re
from typing import Any, Final

import pytest

from encoder.bedrock import COHERE
from guards.bedrock import regions
from handlers import environment
from handlers.environment import Environment
from infra.templates import read_template
from models.catalogue.read import aliases, catalogue, model_named
from models.places import ALIAS
from tests.unit import deployed
from tests.unit.aws import TABLES
from tests.unit.deployed import functions, listed, of_type, resource, statements, variables

FUNCTIONS = functions()
EVERYTHING = {"Dispatch": "in_process", "Encoder": "bedrock", "KnowledgeEngine": "opensearch"}
EVERYTHING |= {"RoutingCandidate": "routing/candidate.json", "ModelRegions": "us-east-1,us-west-2"}
EVERYTHING |= {"Guardrail": "7oc32gvnd6eo:3"}
EVERYTHING |= {"RerankModel": "cohere.rerank-v3-5:0"}
"""Parameters under which functions may do the most."""
SCOPES = {"eu", "us", "global"}
ENCODE = {"Intent", "Sentiment", "Knowledge", "Supervisor", "Watch", "Ingest"}
ASK_MODELS = {"Intent", "Sentiment", "Response", "Supervisor", "Watch"}
OF_LIBRARIES = {"POWERTOOLS_SERVICE_NAME", "POWERTOOLS_LOG_LEVEL", "OMP_WAIT_POLICY", "OMP_NUM_THREADS"}
OPEN_ENDED = r"/(index|documents|@connections)/\*$"
"""Places of which a function may reach whatever lies below them."""
OF_VERSIONS = {"CONFIGURATION"}
"""Tells published versions apart; no code reads it."""
ANY_REGION = ":bedrock:*:"
"""A profile calls its model in whatever region has room: the names of both are exact, the region cannot be."""
SHARED = {"ENCODER", "KNOWLEDGE_ENGINE"} | OF_LIBRARIES | OF_VERSIONS
RERANKERS: list[str] = read_template()["Parameters"]["RerankModel"]["AllowedValues"]
READS: dict[str, type[Environment]] = {
    "Authorizer": environment.AuthorizerEnvironment,
    "Conversation": environment.ConversationEnvironment,
    "Supervisor": environment.LambdasEnvironment,
    "Watch": environment.LambdasEnvironment,
    "Document": environment.DocumentEnvironment,
    "Health": environment.HealthEnvironment,
    "Prompts": environment.Environment,
    "Intent": environment.EncoderEnvironment,
    "Sentiment": environment.EncoderEnvironment,
    "Knowledge": environment.SearchEnvironment,
    "Personalization": environment.PersonalizationEnvironment,
    "Ingest": environment.IngestEnvironment,
    "Live": environment.ConnectionEnvironment,
    "Staff": environment.StaffEnvironment,
    "Desk": environment.StaffedEnvironment,
    "Attend": environment.AttendEnvironment,
}
TELL: Final = {"Conversation", "Supervisor", "Watch", "Live", "Response", "Desk", "Attend", "Staff"}
"""Who posts to live connections, or closes them."""


def test_there_are_eighteen_functions_and_eight_tables() -> None:
    assert (len(FUNCTIONS), len(TABLES)) == (18, 8)
    assert len(of_type("AWS::DynamoDB::GlobalTable")) == 1, "tables have one logical id, each in its own stack"
    assert {f"{name}_TABLE" for name in map(str.upper, TABLES)} == {
        name for function in FUNCTIONS for name in variables(function, **EVERYTHING) if name.endswith("_TABLE")
    }


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_function_may_do_everything_or_reach_everything(function: str) -> None:
    for statement in statements(function, **EVERYTHING):
        assert not [action for action in listed(statement["Action"]) if "*" in action], statement
        for place in listed(statement["Resource"]):
            assert place != "*", statement
            assert "*" not in re.sub(OPEN_ENDED, "", place.replace(ANY_REGION, ":bedrock:here:")), statement


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_is_told_the_name_of_every_table_it_may_touch_and_no_other(function: str) -> None:
    touched = {
        place.removeprefix("arn:aws:dynamodb:us-east-1:123456789012:table/")
        for statement in statements(function, **EVERYTHING)
        if "dynamodb:" in str(statement["Action"])
        for place in listed(statement["Resource"])
        if not place.endswith(".StreamArn")
    }
    named = variables(function, **EVERYTHING)
    assert {value for name, value in named.items() if name.endswith("_TABLE")} == touched


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_table_that_a_function_is_told_of_is_the_one_of_that_name(function: str) -> None:
    for name, value in variables(function, **EVERYTHING).items():
        if name.endswith("_TABLE"):
            assert value == f"Data.{name.removesuffix('_TABLE').capitalize()}.Table"
        if name == "KNOWLEDGE_BUCKET":
            assert value == "Knowledge.KnowledgeBucket"


def of_ours(function: str) -> list[dict[str, Any]]:
    """What a function may do, but for the breakers, which everybody may write who asks models."""
    return [one for one in statements(function, **EVERYTHING) if "/Data.Models.Table" not in str(one)]


def test_only_who_writes_may_write() -> None:
    writers = {
        function
        for function in FUNCTIONS
        if any(word in str(of_ours(function)) for word in ("PutItem", "UpdateItem", "Delete"))
    }
    assert writers == {"Conversation", "Supervisor", "Watch", "Ingest", "Live", "Response", "Staff", "Desk", "Attend"}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_live_connections_are_posted_to_by_who_tells_what_happens_in_a_conversation_and_by_nobody_else(
    function: str,
) -> None:
    allowed = [s for s in statements(function, **EVERYTHING) if "execute-api:" in str(s["Action"])]
    place = "arn:aws:execute-api:us-east-1:123456789012:Runtime.LiveApi/v1/POST/@connections/*"
    wanted = [{"Effect": "Allow", "Action": "execute-api:ManageConnections", "Resource": place}]
    assert allowed == (wanted if function in TELL else [])


def test_who_answers_live_connections_has_turns_answered_and_writes_no_conversation() -> None:
    called = [s["Resource"] for s in statements("Live") if s["Action"] == "lambda:InvokeFunction"]
    assert called == [variables("Live")["SUPERVISOR_FUNCTION"]] == ["Agents.SupervisorAliaslive"]
    [conversations] = [s["Action"] for s in statements("Live") if "/Data.Conversations" in str(s["Resource"])]
    assert set(conversations) == {"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"}


def test_every_frame_goes_to_the_one_function_and_only_this_api_may_call_it() -> None:
    routes = {one["Properties"]["RouteKey"]: one["Properties"] for one in of_type("AWS::ApiGatewayV2::Route").values()}
    assert set(routes) == {"$connect", "$disconnect", "$default"}
    assert {route["Target"] for route in routes.values()} == {"integrations/Live.LiveIntegration"}
    assert resource("LivePermission")["Properties"]["SourceArn"].endswith(":Runtime.LiveApi/*")


def test_the_prompt_service_may_do_nothing() -> None:
    assert statements("Prompts", **EVERYTHING) == []


def test_recalls_are_read_where_personalization_runs_and_written_by_no_function() -> None:
    for dispatch, readers in (
        ("lambda", {"Personalization"}),
        ("in_process", {"Personalization", "Supervisor", "Watch"}),
    ):
        assert {f for f in FUNCTIONS if "/Data.Recalls" in str(statements(f, Dispatch=dispatch))} == readers
    for function in ("Personalization", "Supervisor"):
        [allowed] = [s["Action"] for s in statements(function, **EVERYTHING) if "/Data.Recalls" in str(s)]
        assert set(allowed) == {"dynamodb:GetItem", "dynamodb:Query"}


def test_ingestion_writes_the_index_and_no_document() -> None:
    for statement in statements("Ingest"):
        if any(word in str(statement["Action"]) for word in ("Put", "Delete", "Abort")) and "s3:" in str(statement):
            assert statement["Resource"] == "Knowledge.KnowledgeBucket.Arn/index/*"


def test_documents_wake_ingestion_and_what_fails_three_times_is_kept() -> None:
    bucket, queue = resource("KnowledgeBucket")["Properties"], resource("IngestQueue")["Properties"]
    told = bucket["NotificationConfiguration"]["QueueConfigurations"]
    assert {wanted["Event"] for wanted in told} == {"s3:ObjectCreated:*", "s3:ObjectRemoved:*"}
    assert all("documents/" in str(wanted["Filter"]) for wanted in told)
    assert queue["VisibilityTimeout"] > resource("Ingest")["Properties"]["Timeout"]
    assert queue["RedrivePolicy"]["maxReceiveCount"] == 3
    assert resource("IngestMessages")["Properties"]["FunctionName"] == "Knowledge.Ingest"


def test_a_turn_is_looked_after_when_another_process_may_take_it_over_and_what_fails_is_kept() -> None:
    from conversations.policy import WATCH_SECONDS
    from handlers.policy import WATCH_TRIES
    from store.policy import ATTEMPT_LEASE_SECONDS

    queue = resource("WatchQueue")["Properties"]
    assert ATTEMPT_LEASE_SECONDS < WATCH_SECONDS < 900
    assert queue["VisibilityTimeout"] > resource("Watch")["Properties"]["Timeout"]
    assert queue["RedrivePolicy"]["maxReceiveCount"] > WATCH_TRIES
    assert resource("WatchMessages")["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert [s for s in statements("Supervisor") if s["Action"] == "sqs:SendMessage"]
    assert "sqs:SendMessage" not in str(statements("Watch"))


def test_the_supervisor_reads_customers_and_the_index_only_when_it_holds_the_agents() -> None:
    alone = str(statements("Supervisor", Dispatch="lambda"))
    assert ("Customers" in alone, "s3:GetObject" in alone) == (False, False)
    together = str(statements("Supervisor", Dispatch="in_process"))
    assert ("Customers" in together, "s3:GetObject" in together) == (True, True)


def test_the_supervisor_alone_reads_the_candidate_of_the_routing_policy_and_only_if_there_is_one() -> None:
    candidate = "arn:aws:s3:::Knowledge.KnowledgeBucket/routing/candidate.json"
    for function in FUNCTIONS:
        allowed = [s["Action"] for s in statements(function, **EVERYTHING) if s["Resource"] == candidate]
        assert allowed == (["s3:GetObject"] if function == "Supervisor" else [])
        assert "routing/" not in str(statements(function, **EVERYTHING | {"RoutingCandidate": ""}))
    assert variables("Supervisor", **EVERYTHING)["ROUTING_CANDIDATE"] == candidate.replace("arn:aws:s3:::", "s3://")


@pytest.mark.parametrize("function", FUNCTIONS)
def test_bedrock_may_be_called_only_when_it_encodes_and_only_by_who_encodes(function: str) -> None:
    allowed = [s["Resource"] for s in statements(function, Encoder="bedrock") if "bedrock:" in str(s["Action"])]
    titan = ["arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0"]
    assert allowed == ([titan] if function in ENCODE else [])
    assert "bedrock:" not in str(statements(function, Encoder="local"))


@pytest.mark.parametrize("function", FUNCTIONS)
def test_cohere_may_be_called_by_who_encodes_and_by_no_profile_that_leaves_home(function: str) -> None:
    allowed = [s for s in statements(function, Encoder="cohere") if "bedrock:" in str(s["Action"])]
    if function not in ENCODE:
        assert allowed == []
        return
    [statement] = allowed
    assert statement["Action"] == "bedrock:InvokeModel"
    offers = [offer for offer in model_named("cohere-embed-4").offers if offer.scope in ("eu", "us")]
    profiles = {f"arn:aws:bedrock:us-east-1:123456789012:inference-profile/{offer.id}" for offer in offers}
    assert {*statement["Resource"]} == profiles | {f"arn:aws:bedrock:*::foundation-model/{COHERE.name}"}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_models_may_be_asked_by_who_asks_them_and_only_those_of_the_chain(function: str) -> None:
    allowed = [s for s in statements(function, ModelRegions="us-east-1") if "bedrock:" in str(s["Action"])]
    if function not in ASK_MODELS:
        assert allowed == []
        return
    [statement] = allowed
    assert statement["Action"] == "bedrock:InvokeModelWithResponseStream"
    names = {place.rpartition("/")[2] for place in statement["Resource"]}
    offered = {offer.id for model in aliases()[ALIAS] for offer in model.offers}
    assert names == offered | {name.partition(".")[2] for name in offered if name.partition(".")[0] in SCOPES}


@pytest.mark.parametrize("region", regions())
@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_guardrail_may_be_asked_by_who_writes_replies_and_only_where_its_profile_leads(
    monkeypatch: pytest.MonkeyPatch, function: str, region: str
) -> None:
    monkeypatch.setitem(deployed.PSEUDO, "Region", region)
    chosen = {"ModelRegions": region, "Guardrail": "7oc32gvnd6eo:3"}
    for dispatch, asks in (("lambda", {"Response"}), ("in_process", {"Response", "Supervisor", "Watch"})):
        allowed = [
            s for s in statements(function, **chosen, Dispatch=dispatch) if s["Action"] == "bedrock:ApplyGuardrail"
        ]
        places = {place for statement in allowed for place in listed(statement["Resource"])}
        assert bool(places) == ("GUARDRAIL" in variables(function, **chosen, Dispatch=dispatch)) == (function in asks)
        if places:
            profile, account = regions()[region].profile, "123456789012"
            assert places == {f"arn:aws:bedrock:{region}:{account}:guardrail/7oc32gvnd6eo"} | {
                f"arn:aws:bedrock:{to}:{account}:guardrail-profile/{profile}" for to in regions()[region].routes_to
            }
    without_models = statements(function, **chosen | {"ModelRegions": ""}, Dispatch="in_process")
    assert "ApplyGuardrail" not in str(without_models)


@pytest.mark.parametrize("dispatch", ["lambda", "in_process"])
@pytest.mark.parametrize("model", RERANKERS)
def test_one_reranker_may_be_asked_by_who_searches_and_by_nobody_else(model: str, dispatch: str) -> None:
    chosen = {"RerankModel": model, "Dispatch": dispatch}
    asking = {
        function
        for function in FUNCTIONS
        for statement in statements(function, **chosen)
        if statement["Action"] == "bedrock:InvokeModel"
        and statement["Resource"] == f"arn:aws:bedrock:*::foundation-model/{model}"
    }
    searching = {"Knowledge"} if dispatch == "lambda" else {"Supervisor", "Watch"}
    assert asking == (searching if model else set())
    assert {f for f in FUNCTIONS if variables(f, **chosen).get("RERANK_MODEL")} == asking
    assert {f for f in FUNCTIONS if "bedrock:" in str(statements(f, **chosen))} == asking


def test_every_reranker_of_the_catalogue_may_be_chosen_and_nothing_else() -> None:
    offered = {offer.id for model in catalogue().values() if model.kind == "rerank" for offer in model.offers}
    assert {*RERANKERS} == offered | {""}


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
    given = set(variables(function, **EVERYTHING)) | set(variables(function, **EVERYTHING | {"Dispatch": "lambda"}))
    assert given <= known | OF_LIBRARIES | OF_VERSIONS
    models = [READS[function]] if function in READS else []
    models += [environment.InProcessEnvironment] if function in ("Supervisor", "Watch") else []
    models += [environment.WatchedEnvironment] if function == "Supervisor" else []
    models += [environment.ModelsEnvironment] if function in ASK_MODELS else []
    models += [environment.ResponseEnvironment] if function == "Response" else []
    read = {str(field.alias) for model in models for field in model.model_fields.values()}
    assert given - SHARED <= read


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_may_take_as_long_as_three_cold_starts(function: str) -> None:
    assert resource(function)["Properties"]["Timeout"] >= 6


def test_the_supervisor_may_run_longer_than_its_agents_and_shorter_than_a_lease() -> None:
    from conversations.policy import RETRY_WAIT_SECONDS, STORING_SECONDS, TURN_SECONDS
    from graph.policy import AGENT_BUDGET_SECONDS
    from store.policy import ATTEMPT_LEASE_SECONDS

    budgets = dict(AGENT_BUDGET_SECONDS)
    analysts = max(budgets[name] for name in ("intent", "sentiment", "knowledge", "personalization"))
    longest_turn = budgets["encode"] + analysts + budgets["routing"] + budgets["response"]
    timeout = resource("Supervisor")["Properties"]["Timeout"]
    assert longest_turn < TURN_SECONDS - STORING_SECONDS
    assert max(TURN_SECONDS, RETRY_WAIT_SECONDS) < timeout < ATTEMPT_LEASE_SECONDS


def test_logs_are_encrypted_and_kept_for_a_time_that_is_chosen() -> None:
    group = resource("FunctionLogs", LogRetentionDays="7")["Properties"]
    assert group == {"RetentionInDays": "7", "KmsKeyId": "Data.DataKey.Arn"}
    for function in FUNCTIONS:
        assert resource(function)["Properties"]["LoggingConfig"] == {"LogGroup": "Runtime.FunctionLogs"}
