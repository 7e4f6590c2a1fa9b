"""The collection of OpenSearch Serverless: there only if chosen, and who may do what in it."""

import json
from typing import Any

import pytest

from infra.templates import read_template
from knowledge.opensearch.schema import PREFIX
from tests.unit.deployed import deployed, functions, resource, statements

CHOSEN = {"KnowledgeEngine": "opensearch"}
SEARCHERS = [("lambda", ["Knowledge"]), ("in_process", ["Supervisor", "Watch"])]


def kinds(**parameters: str) -> list[str]:
    types = (one["Type"] for one in deployed(**parameters).resources.values())
    return sorted(kind.rpartition("::")[2] for kind in types if "OpenSearchServerless" in kind)


def policy(name: str, **parameters: str) -> Any:
    return json.loads(resource(name, **CHOSEN | parameters)["Properties"]["Policy"])


def test_nothing_of_it_exists_unless_it_is_chosen() -> None:
    assert read_template()["Parameters"]["KnowledgeEngine"]["Default"] == "embedded"
    assert kinds() == []
    assert not [name for name in functions() if "aoss:" in str(statements(name))]


def test_there_are_a_collection_its_capacity_and_five_policies() -> None:
    policies = [
        "AccessPolicy",
        "AccessPolicy",
        "AccessPolicy",
        "Collection",
        "CollectionGroup",
        "SecurityPolicy",
        "SecurityPolicy",
    ]
    assert kinds(**CHOSEN) == policies


def test_no_two_policies_of_it_share_a_name_and_each_is_one_that_aws_takes() -> None:
    found = deployed(**CHOSEN, KnowledgeCollectionName="a" * 24).resources.values()
    names = [one["Properties"]["Name"] for one in found if "OpenSearchServerless" in one["Type"]]
    assert len(names) == len(set(names))
    assert max(map(len, names)) <= 32


@pytest.mark.parametrize(
    ("dispatch", "searchers"), [("lambda", ["Knowledge"]), ("in_process", ["Supervisor", "Watch"])]
)
def test_who_searches_may_only_read_and_who_loads_may_not_grant(dispatch: str, searchers: list[str]) -> None:
    [search] = policy("CollectionSearch", Dispatch=dispatch)
    [load] = policy("KnowledgeLoading")
    [read] = policy("DocumentReading", Dispatch=dispatch)
    assert (read["Principal"], read["Rules"]) == (["Conversations.DocumentRole.Arn"], search["Rules"])
    assert search["Principal"] == [f"Agents.{searcher}Role.Arn" for searcher in searchers]
    assert [rule["Permission"] for rule in search["Rules"]] == [["aoss:DescribeIndex", "aoss:ReadDocument"]]
    assert load["Principal"] == ["Knowledge.IngestRole.Arn"]
    permissions = [
        permission for entry in (search, load) for rule in entry["Rules"] for permission in rule["Permission"]
    ]
    assert not [permission for permission in permissions if "*" in permission]
    assert not [permission for permission in permissions if "Policy" in permission or "Snapshot" in permission]


@pytest.mark.parametrize(
    ("dispatch", "searchers"), [("lambda", ["Knowledge"]), ("in_process", ["Supervisor", "Watch"])]
)
def test_the_door_is_open_to_who_searches_reads_and_loads_and_to_nobody_else(
    dispatch: str, searchers: list[str]
) -> None:
    for function in functions():
        opened = [s for s in statements(function, **CHOSEN, Dispatch=dispatch) if "aoss:" in str(s["Action"])]
        wanted = {"Effect": "Allow", "Action": "aoss:APIAccessAll", "Resource": "Knowledge.KnowledgeCollection.Arn"}
        assert opened == ([wanted] if function in (*searchers, "Ingest", "Document") else [])


def test_rights_reach_the_indexes_of_this_project_in_one_collection() -> None:
    rules = [
        rule
        for name in ("CollectionSearch", "DocumentReading", "KnowledgeLoading")
        for rule in policy(name)[0]["Rules"]
    ]
    assert {place for rule in rules for place in rule["Resource"]} == {
        f"index/curbside/{PREFIX}*",
        "collection/curbside",
    }


def test_what_lies_there_is_encrypted_with_the_key_of_this_stack() -> None:
    encryption = policy("KnowledgeEncryption")
    assert (encryption["AWSOwnedKey"], encryption["KmsARN"]) == (False, "Data.DataKey.Arn")
    through = str(resource("DataKey", **CHOSEN)["Properties"]["KeyPolicy"])
    assert ("aoss." in through, "aoss." in str(resource("DataKey")["Properties"]["KeyPolicy"])) == (True, False)


def test_its_dashboards_are_not_reachable() -> None:
    [entry] = policy("KnowledgeNetwork")
    assert [rule["ResourceType"] for rule in entry["Rules"]] == ["collection"]
