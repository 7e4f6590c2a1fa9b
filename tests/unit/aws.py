"""AWS in unit tests: tables as `infra/stacks/data.yaml` defines them, in moto."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from contracts.session import Session
from contracts.turn import TurnAnswer
from handlers.wiring.desk import desk
from infra.templates import STACKS
from store.desk import register_floor
from store.names import TableNames
from store.sessions import find_session, save_session
from store.tables import connect
from store.turns import Settled, store_answer
from tests.unit import builders
from tests.unit.deployed import Stack

REGION: Final = "us-east-1"
TENANT: Final = "demo"
TABLES: Final = ("Customers", "Conversations", "Sessions", "Gateway", "Recalls", "Connections", "Models", "Desk")
DESK: Final = desk(REGION)


def physical(logical: str) -> str:
    """The name a table has in tests."""
    return f"unit-{logical}"


@cache
def data() -> Stack:
    """The stack of the tables in one region, read once; do not change it."""
    return Stack(STACKS / "data.yaml", {"ReplicaRegion": "", "KnowledgeEngine": "embedded"})


@cache
def client(service: str) -> Any:
    """A client for moto, made once: making one takes a tenth of a second."""
    made: Any = boto3.Session("unit", "unit", region_name=REGION).client(service)  # type: ignore[call-overload]
    return made


def connect_store() -> None:
    """Point the store at the tables of these tests: all but that of the breakers, which is told its name."""
    ours = {logical.lower(): physical(logical) for logical in TABLES}
    connect(TableNames.model_validate({name: ours[name] for name in TableNames.model_fields}), REGION)


def create_tables() -> None:
    """Create every table with the keys the template gives it, and connect the store to them."""
    register_floor.cache_clear()
    for logical in TABLES:
        properties = data().resources[f"{logical}.Table"]["Properties"]
        client("dynamodb").create_table(
            TableName=physical(logical),
            KeySchema=properties["KeySchema"],
            AttributeDefinitions=properties["AttributeDefinitions"],
            BillingMode=properties["BillingMode"],
        )
    connect_store()


def drop_table(logical: str) -> None:
    """Delete a table: from now on every call to it fails with ResourceNotFoundException."""
    client("dynamodb").delete_table(TableName=physical(logical))


def refuse(
    monkeypatch: pytest.MonkeyPatch, operation: str, code: str, *, reasons: Sequence[str] = (), times: int | None = None
) -> list[str]:
    """Let DynamoDB refuse an operation with this code, so many times or always; returns what fills up with refusals.

    `reasons` are those of a transaction, one for each item. moto itself never has two writers at the same instant.
    """
    refused, call = list[str](), vars(BaseClient)["_make_api_call"]

    def refusing(made: BaseClient, name: str, asked: dict[str, Any]) -> Any:
        if name != operation or (times is not None and len(refused) == times):
            return call(made, name, asked)
        refused.append(code)
        answer: Any = {"Error": {"Code": code}, "CancellationReasons": [{"Code": reason} for reason in reasons]}
        raise ClientError(answer, name)

    monkeypatch.setattr(BaseClient, "_make_api_call", refusing)
    return refused


def stored(logical: str) -> list[dict[str, Any]]:
    """Every item of a table, as DynamoDB holds it."""
    items: list[dict[str, Any]] = client("dynamodb").scan(TableName=physical(logical))["Items"]
    return items


def store_alone(answer: TurnAnswer) -> TurnAnswer:
    """Store an answer of which the session remembers nothing; the session is made if there is none."""
    if find_session(answer.conversation_id) is None:
        save_session(builders.session(answer.conversation_id))
    return store_answer(stored_session(answer.conversation_id), lambda session: Settled(session, answer))


def stored_session(conversation_id: str = "c1") -> Session:
    """The session as it is stored now; there must be one."""
    session = find_session(conversation_id)
    assert session is not None
    return session
