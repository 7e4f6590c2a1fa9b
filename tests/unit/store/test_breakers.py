"""Breakers in a table that all processes of a region share."""

import pytest

from contracts.breaker import Broken
from contracts.errors import Unavailable
from models.breaker import Breakers
from models.errors import ModelFailed
from models.policy import BREAK_AFTER, BREAK_SECONDS, BREAKER_MEMORY_SECONDS
from store.breakers import BreakerTable
from store.policy import BREAKER_KEPT_SECONDS
from tests.unit.aws import REGION, client, drop_table, physical, refuse, stored

pytestmark = pytest.mark.usefixtures("tables")
KEY = "eu-central-1 a-model"


@pytest.fixture
def table(tables: None) -> BreakerTable:
    return BreakerTable(physical("Models"), REGION)


def test_a_breaker_is_open_from_when_it_was_opened_until_it_is_closed(table: BreakerTable) -> None:
    assert table.read(KEY) is None
    table.open(KEY, 1_000.5)
    assert table.read(KEY) == Broken(until=1_000.5)
    assert table.read("another") is None
    table.close(KEY)
    assert table.read(KEY) is None
    table.close(KEY)


def test_one_process_alone_gets_the_right_to_try(table: BreakerTable) -> None:
    table.open(KEY, 100.0)
    assert table.probe(KEY, 101.0, 106.0)
    assert not table.probe(KEY, 102.0, 107.0)
    assert table.probe(KEY, 106.0, 111.0), "whoever held it never came back"


def test_nobody_tries_what_was_closed_and_what_is_opened_anew_may_be_tried_anew(table: BreakerTable) -> None:
    assert not table.probe(KEY, 101.0, 106.0)
    assert stored("Models") == []
    table.open(KEY, 100.0)
    assert table.probe(KEY, 101.0, 106.0)
    table.open(KEY, 102.0)
    assert table.probe(KEY, 103.0, 108.0)


def test_what_nobody_closes_the_table_forgets_in_the_end(table: BreakerTable) -> None:
    table.open(KEY, 1_000.5)
    [item] = stored("Models")
    assert item["expires_at"] == {"N": str(int(1_000.5 + BREAKER_KEPT_SECONDS))}


def test_a_record_that_cannot_be_read_counts_as_closed(table: BreakerTable) -> None:
    client("dynamodb").put_item(TableName=physical("Models"), Item={"key": {"S": KEY}, "until": {"S": "soon"}})
    assert table.read(KEY) is None


def test_fields_of_a_later_version_are_passed_over(table: BreakerTable) -> None:
    later = {"key": {"S": KEY}, "until": {"N": "5"}, "reason": {"S": "x"}, "tries": {"N": "3"}}
    client("dynamodb").put_item(TableName=physical("Models"), Item=later)
    assert table.read(KEY) == Broken(until=5.0)


def test_a_table_that_is_gone_is_unavailable_to_every_method(table: BreakerTable) -> None:
    drop_table("Models")
    for call in (
        lambda: table.read(KEY),
        lambda: table.open(KEY, 1.0),
        lambda: table.probe(KEY, 1.0, 2.0),
        lambda: table.close(KEY),
    ):
        with pytest.raises(Unavailable):
            call()


@pytest.mark.parametrize("operation", ["GetItem", "PutItem", "UpdateItem", "DeleteItem"])
def test_a_table_that_throttles_breaks_no_call(
    table: BreakerTable, monkeypatch: pytest.MonkeyPatch, operation: str
) -> None:
    now = [1_000.0]
    breakers = Breakers(table, lambda: now[0])
    refused = refuse(monkeypatch, operation, "ThrottlingException")
    for _ in range(BREAK_AFTER):
        breakers.failed(KEY, ModelFailed("InternalServerException"))
    now[0] += BREAK_SECONDS + 1
    assert breakers.allows(KEY) or operation == "PutItem"
    breakers.succeeded(KEY)
    assert refused


def test_processes_tell_each_other_through_the_table(table: BreakerTable) -> None:
    now = [1_000.0]
    ours, theirs = (Breakers(BreakerTable(physical("Models"), REGION), lambda: now[0]) for _ in range(2))
    for _ in range(BREAK_AFTER):
        ours.failed(KEY, ModelFailed("InternalServerException"))
    assert not theirs.allows(KEY)
    now[0] += BREAK_SECONDS + 1
    assert theirs.allows(KEY)
    assert not ours.allows(KEY)
    theirs.succeeded(KEY)
    now[0] += BREAKER_MEMORY_SECONDS + 1
    assert ours.allows(KEY)
