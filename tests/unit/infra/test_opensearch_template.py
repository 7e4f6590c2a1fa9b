"""The collection of OpenSearch Serverless in the template: there only if chosen, and who may do what in it."""

import json
import re
from typing import Any

import pytest

from knowledge.opensearch.schema import SERVED
from tests.unit.aws import template

RESOURCES: dict[str, dict[str, Any]] = template()["Resources"]
COLLECTION = sorted(name for name, resource in RESOURCES.items() if "OpenSearchServerless" in resource["Type"])


def policy(name: str) -> Any:
    """A policy with names in braces for what CloudFormation fills in."""
    text = RESOURCES[name]["Properties"]["Policy"]["Fn::Sub"]
    return json.loads(re.sub(r"\$\{([\w.]+)\}", r"\1", text if isinstance(text, str) else text[0]))


@pytest.mark.parametrize("name", [*COLLECTION, "KnowledgeCollectionUse"])
def test_nothing_of_it_exists_unless_it_is_chosen(name: str) -> None:
    assert RESOURCES[name]["Condition"] == "UseOpenSearch"
    assert template()["Parameters"]["KnowledgeEngine"]["Default"] == "embedded"


def test_there_are_a_collection_its_capacity_and_three_policies() -> None:
    kinds = sorted(RESOURCES[name]["Type"].rpartition("::")[2] for name in COLLECTION)
    assert kinds == ["AccessPolicy", "Collection", "CollectionGroup", "SecurityPolicy", "SecurityPolicy"]


def test_who_searches_may_only_read_and_who_loads_may_not_grant() -> None:
    search, load = policy("KnowledgeAccess")
    assert [rule["Permission"] for rule in search["Rules"]] == [["aoss:DescribeIndex", "aoss:ReadDocument"]]
    assert load["Principal"] == ["IngestRole.Arn"]
    permissions = [
        permission for entry in (search, load) for rule in entry["Rules"] for permission in rule["Permission"]
    ]
    assert not [permission for permission in permissions if "*" in permission]
    assert not [permission for permission in permissions if "Policy" in permission or "Snapshot" in permission]


def test_rights_reach_the_indexes_of_this_project_in_one_collection() -> None:
    rules = [rule for entry in policy("KnowledgeAccess") for rule in entry["Rules"]]
    assert {resource for rule in rules for resource in rule["Resource"]} == {
        f"index/KnowledgeCollectionName/{SERVED}*",
        "collection/KnowledgeCollectionName",
    }
    [statement] = RESOURCES["KnowledgeCollectionUse"]["Properties"]["PolicyDocument"]["Statement"]
    assert statement["Action"] == "aoss:APIAccessAll"
    assert statement["Resource"] == {"Fn::GetAtt": ["KnowledgeCollection", "Arn"]}


def test_what_lies_there_is_encrypted_with_the_key_of_this_stack() -> None:
    encryption = policy("KnowledgeEncryption")
    assert (encryption["AWSOwnedKey"], encryption["KmsARN"]) == (False, "DataKey.Arn")


def test_its_dashboards_are_not_reachable() -> None:
    [entry] = policy("KnowledgeNetwork")
    assert [rule["ResourceType"] for rule in entry["Rules"]] == ["collection"]
