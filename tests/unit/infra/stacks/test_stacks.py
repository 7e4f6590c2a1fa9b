"""How the stacks are cut and wired, what their parameters take, and how the functions of a turn are published."""

import re
from functools import cache
from typing import Any

import pytest

from contracts.turn import AgentName
from infra.package import RUNTIME
from infra.templates import ROOT_TEMPLATE, STACKS, Template, nested, read_template
from tests.unit.aws import TABLES
from tests.unit.deployed import deployed, functions, of_type, resource, table, variables

FILES = sorted([ROOT_TEMPLATE, *STACKS.glob("*.yaml")])
TURN = [*(agent.title() for agent in AgentName), "Supervisor"]
SAFE = "x86_64"
COMMANDED = sorted(set(TABLES) - {"Models"})
"""Tables that commands read or write: breakers are nobody's but the functions'."""
OF_ONE_REGION = {"Connections", "Models"}
"""Tables that have no replicas."""


@cache
def root() -> Template:
    return read_template()


def parameter(name: str) -> dict[str, Any]:
    found: dict[str, Any] = root()["Parameters"][name]
    return found


def test_the_root_fits_on_a_few_screens_and_holds_stacks_only() -> None:
    assert len(ROOT_TEMPLATE.read_text("utf-8").splitlines()) <= 350
    assert set(nested(root(), ROOT_TEMPLATE)) == set(root()["Resources"])


def test_every_file_of_stacks_is_used() -> None:
    used = [child.resolve() for path in FILES for child in nested(read_template(path), path).values()]
    assert set(used) == set(STACKS.glob("*.yaml"))


def test_a_stack_uses_outputs_of_those_above_it_only() -> None:
    seen: set[str] = set()
    for name, stack in root()["Resources"].items():
        assert set(re.findall(r"'Fn::GetAtt': \['(\w+)'", str(stack))) <= seen
        seen.add(name)


def test_no_logical_id_stands_for_two_things_but_that_of_a_table() -> None:
    names = [place.split(".")[-1] for place in deployed().resources if not place.endswith(".Table")]
    assert len(names) == len(set(names))


def test_commands_find_what_they_need_among_the_outputs_of_the_root() -> None:
    wanted = {
        "ApiUrl",
        "ApiId",
        "LiveUrl",
        "KnowledgeBucketName",
        "IngestFailuresUrl",
        "StaffPoolId",
        "AlertTopic",
        *(f"{name}Table" for name in COMMANDED),
    }
    assert set(deployed().outputs()) == wanted
    assert set(deployed(KnowledgeEngine="opensearch").outputs()) == {*wanted, "KnowledgeEndpoint"}
    for name in COMMANDED:
        assert deployed().outputs()[f"{name}Table"] == f"Data.{name}.Table"


def ifs(value: Any) -> set[str]:
    """Conditions that a part of a template asks for."""
    if isinstance(value, list):
        return set().union(*map(ifs, value))
    if not isinstance(value, dict):
        return set()
    asked = {value["Fn::If"][0]} if "Fn::If" in value else set()
    asked |= {value["Condition"]} if isinstance(value.get("Condition"), str) else set()
    return asked.union(*map(ifs, value.values()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_condition_and_parameter_is_used_and_every_condition_that_is_asked_is_declared(path: Any) -> None:
    template = read_template(path)
    assert ifs(template) == set(template.get("Conditions", {}))
    used = set(re.findall(r"'Ref': '(\w+)'", str(template))) | set(re.findall(r"\$\{(\w+)\}", str(template)))
    assert set(template.get("Parameters", {})) <= used


def test_what_functions_share_is_the_same_in_every_stack_that_has_some() -> None:
    stated = []
    for path in FILES:
        shared = read_template(path).get("Globals", {}).get("Function")
        if shared is not None:
            shared["Environment"]["Variables"].pop("CONFIGURATION", None)
            own = {"AutoPublishAlias", "VersionDeletionPolicy", "SnapStart", "ProvisionedConcurrencyConfig"}
            stated.append({name: value for name, value in shared.items() if name not in own})
    assert len(stated) == 6
    assert all(one == stated[0] for one in stated)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_global_encrypted_streamed_and_can_be_recovered(name: str) -> None:
    alone = table(name)
    assert alone["Type"] == "AWS::DynamoDB::GlobalTable"
    assert alone["DeletionPolicy"] == alone["UpdateReplacePolicy"] == "Retain"
    assert len(alone["Properties"]["Replicas"]) == 1
    if name in OF_ONE_REGION:
        return
    properties = table(name, ReplicaRegion="us-west-2", ReplicaKeyArn="arn-of-a-key")["Properties"]
    assert properties["SSESpecification"] == {"SSEEnabled": True, "SSEType": "KMS"}
    assert properties["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert [replica["Region"] for replica in properties["Replicas"]] == ["us-east-1", "us-west-2"]
    for replica, key in zip(properties["Replicas"], ("Data.DataKey.Arn", "arn-of-a-key"), strict=True):
        assert replica["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
        assert replica["DeletionProtectionEnabled"] is True
        assert replica["SSESpecification"] == {"KMSMasterKeyId": key}


@pytest.mark.parametrize("name", sorted(OF_ONE_REGION))
def test_what_only_one_region_knows_has_no_replica_and_is_encrypted(name: str) -> None:
    properties = table(name, ReplicaRegion="us-west-2", ReplicaKeyArn="arn-of-a-key")["Properties"]
    [replica] = properties["Replicas"]
    assert (replica["Region"], replica["SSESpecification"]) == ("us-east-1", {"KMSMasterKeyId": "Data.DataKey.Arn"})


def test_what_is_of_a_conversation_expires_and_so_do_breakers_and_nothing_else_does() -> None:
    wanted = {"AttributeName": "expires_at", "Enabled": True}
    expiring = {name: table(name)["Properties"].get("TimeToLiveSpecification") for name in TABLES}
    assert {name: how for name, how in expiring.items() if how} == dict.fromkeys(
        ("Conversations", "Sessions", "Connections", "Models", "Desk"), wanted
    )


@pytest.mark.parametrize("key", ["", "routing/candidate.json", "routing/2026-11_queues.json"])
def test_a_candidate_lies_below_its_own_folder(key: str) -> None:
    assert re.fullmatch(parameter("RoutingCandidate")["AllowedPattern"], key)


@pytest.mark.parametrize("key", ["*", "routing/*", "routing/*.json", "index/current", "routing/a/b.json", "candidate"])
def test_a_candidate_that_would_open_more_than_itself_is_refused(key: str) -> None:
    assert not re.fullmatch(parameter("RoutingCandidate")["AllowedPattern"], key)


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("ReplicaRegion", ["", "us-west-2", "ap-southeast-1", "us-gov-west-1"], ["us-west", "US-WEST-2", "west"]),
        ("ReplicaKeyArn", ["", "arn:aws:kms:us-west-2:123456789012:key/mrk-0a1b"], ["mrk-0a1b", "arn:aws:kms"]),
        ("KnowledgeCollectionName", ["curbside", "abc"], ["ab", "Curbside", "1abc", "a" * 25]),
        ("Stage", ["v1", "v1-eu"], ["", "v1/x", "a" * 17]),
        ("LiveUrl", ["", "wss://live.example.com/v1", "ws://127.0.0.1:4600/x"], ["https://x", "wss://", "wss://a b"]),
    ],
)
def test_a_parameter_takes_what_aws_takes(name: str, good: list[str], bad: list[str]) -> None:
    assert all(re.fullmatch(parameter(name)["AllowedPattern"], value) for value in good)
    assert not any(re.fullmatch(parameter(name)["AllowedPattern"], value) for value in bad)


@pytest.mark.parametrize("name", sorted(root()["Parameters"]))
def test_every_parameter_says_what_it_takes_and_takes_its_default(name: str) -> None:
    stated = parameter(name)
    assert {"AllowedValues", "AllowedPattern", "MaxValue"} & set(stated)
    if "AllowedPattern" in stated and name != "Stage":
        assert stated["ConstraintDescription"].startswith("must be ")
    assert stated["Default"] in stated.get("AllowedValues", [stated["Default"]])
    assert re.fullmatch(stated.get("AllowedPattern", ".*"), str(stated["Default"]))


def test_only_a_python_for_which_packages_are_built_can_be_chosen() -> None:
    assert parameter("PythonRuntime")["AllowedValues"] == [f"python{RUNTIME}"]
    assert {resource(name)["Properties"]["Runtime"] for name in functions()} == {f"python{RUNTIME}"}


@pytest.mark.parametrize("architecture", ["x86_64", "arm64"])
def test_functions_and_layers_are_all_of_the_architecture_that_is_chosen(architecture: str) -> None:
    for name in functions():
        assert resource(name, Architecture=architecture)["Properties"]["Architectures"] == [architecture]
    for layer in of_type("AWS::Lambda::LayerVersion", Architecture=architecture).values():
        assert layer["Properties"]["CompatibleArchitectures"] == [architecture]
    assert parameter("Architecture")["Default"] == SAFE


@pytest.mark.parametrize("function", TURN)
def test_functions_of_a_turn_are_called_by_the_alias_of_a_published_version(function: str) -> None:
    alias = resource(f"{function}Aliaslive")["Properties"]
    assert alias["FunctionVersion"].startswith(f"Agents.{function}Version")
    called = variables("Supervisor") | {
        "SUPERVISOR_FUNCTION": resource("SupervisorPermission")["Properties"]["FunctionName"]
    }
    assert called[f"{function.upper()}_FUNCTION"] == f"Agents.{function}Aliaslive"


@pytest.mark.parametrize("function", TURN)
def test_a_turn_starts_warm_in_the_way_that_is_chosen(function: str) -> None:
    def starts(how: str) -> tuple[Any, Any]:
        properties = resource(function, WarmStart=how)["Properties"]
        alias = resource(f"{function}Aliaslive", WarmStart=how)["Properties"]
        return properties.get("SnapStart"), alias.get("ProvisionedConcurrencyConfig")

    assert starts("none") == (None, None)
    assert starts("snapstart") == ({"ApplyOn": "PublishedVersions"}, None)
    assert starts("provisioned") == (None, {"ProvisionedConcurrentExecutions": "2"})


def test_agents_that_nobody_calls_are_not_paid_for() -> None:
    chosen = {"WarmStart": "provisioned", "Dispatch": "in_process"}
    paid = {f for f in TURN if "ProvisionedConcurrencyConfig" in resource(f"{f}Aliaslive", **chosen)["Properties"]}
    assert paid == {"Supervisor"}


def test_functions_outside_a_turn_are_not_kept_warm() -> None:
    published = {place.split(".")[-1].removesuffix("Aliaslive") for place in deployed().resources if "Alias" in place}
    assert published == {*TURN, "Watch"}
    for name in set(functions()) - published:
        assert "SnapStart" not in resource(name, WarmStart="snapstart")["Properties"]


CHANGES = {
    "LogLevel": "DEBUG",
    "Encoder": "bedrock",
    "Dispatch": "in_process",
    "KnowledgeEngine": "opensearch",
    "KnowledgeCollectionName": "another",
    "RoutingCandidate": "routing/candidate.json",
    "ModelRegions": "us-east-1",
    "Guardrail": "7oc32gvnd6eo:3",
    "RerankModel": "cohere.rerank-v3-5:0",
    "WarmStart": "snapstart",
    "Architecture": "arm64",
    "LiveUrl": "wss://live.example.com/v1",
}


@pytest.mark.parametrize("changed", sorted(CHANGES))
def test_a_changed_parameter_publishes_a_new_version_that_differs_from_the_last(changed: str) -> None:
    """SAM alone would not: it compares the template, where a parameter is only named."""
    chosen = {changed: CHANGES[changed]}
    for function in TURN:
        [before] = [v for n, v in of_type("AWS::Lambda::Version").items() if n.startswith(f"{function}Version")]
        [after] = [
            v for n, v in of_type("AWS::Lambda::Version", **chosen).items() if n.startswith(f"{function}Version")
        ]
        assert before["Properties"]["Description"] != after["Properties"]["Description"]
        assert variables(function) != variables(function, **chosen)


def test_every_parameter_that_reaches_the_functions_of_a_turn_changes_their_version() -> None:
    given = read_template(STACKS / "agents.yaml")["Parameters"]
    described = set(CHANGES) | {"PythonRuntime"}
    assert (set(given) & set(root()["Parameters"])) - {"WarmInstances"} == described
    text = str(root()["Resources"]["Agents"]["Properties"]["Parameters"]["Configuration"])
    assert all(name in text for name in described)


def test_the_description_of_a_version_is_never_longer_than_lambda_takes() -> None:
    longest = {name: max(parameter(name).get("AllowedValues", [""]), key=len) for name in set(CHANGES)}
    longest |= {"KnowledgeCollectionName": "a" * 24, "RoutingCandidate": f"routing/{'a' * 14}.json"}
    longest |= {"ModelRegions": "ap-southeast-1,ap-southeast-2", "Guardrail": f"{'a' * 16}:DRAFT"}
    longest |= {"LiveUrl": f"wss://{'a' * 50}", "Stage": "a" * 16}
    assert len(variables("Intent", **longest)["CONFIGURATION"]) <= 256 - len("999.999")
