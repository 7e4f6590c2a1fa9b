"""Items of the desk's table that earlier versions stored: finished matters and canned replies."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contracts.base import Tolerant
from store.canned import read_canned
from store.episodes import read_episodes
from tests.unit.aws import client, physical
from tests.unit.golden import GOLDEN, Record, agrees, closed, opened, read, with_later_fields, without_each

pytestmark = pytest.mark.usefixtures("tables")
READERS: dict[str, Callable[..., list[Any]]] = {"customer": read_episodes, "replies": read_canned}
"""By the first word of the key, whose other words are what the reader is asked for."""
NEEDED = {
    "customer": ("tenant", "customer_id", "conversation_id", "episode", "ended_at", "disposition"),
    "replies": ("name", "languages"),
}


@pytest.fixture(params=sorted(GOLDEN.glob("*/desk.json")), ids=lambda path: path.parent.name)
def items(request: pytest.FixtureRequest) -> list[Record]:
    path: Path = request.param
    stored = [opened(item) for item in read(path.parent, path.name)]
    assert {kind_of(item) for item in stored} & READERS.keys()
    return [item for item in stored if kind_of(item) in READERS]


def kind_of(item: Record) -> str:
    return str(item["key"]["S"]).partition("#")[0]


def read_back(item: Record) -> list[Tolerant]:
    """What the repositories make of an item that is stored alone."""
    key = {name: item[name] for name in ("key", "name")}
    client("dynamodb").put_item(TableName=physical("Desk"), Item=closed(item))
    kind, *words = item["key"]["S"].split("#")
    found = READERS[kind](*words)
    client("dynamodb").delete_item(TableName=physical("Desk"), Key=key)
    return found


def test_every_item_is_read(items: list[Record]) -> None:
    for item in items:
        [record] = read_back(item)
        assert agrees(record, item["record"])


def test_fields_of_a_later_version_are_passed_over(items: list[Record]) -> None:
    for item in items:
        assert read_back(item | {"record": with_later_fields(item["record"]) | later(item)}) == read_back(item)


def later(item: Record) -> Record:
    """By language anything may stand in a canned reply: a later field there would be a language."""
    return {"languages": item["record"]["languages"]} if kind_of(item) == "replies" else {}


def test_every_field_that_is_not_needed_may_be_missing(items: list[Record]) -> None:
    for item in items:
        for name, less in without_each(item["record"], *NEEDED[kind_of(item)]):
            [record] = read_back(item | {"record": less})
            assert agrees(record, less), name


@pytest.mark.parametrize("broken", [{"S": "nonsense"}, {"N": "7"}, {"S": "[]"}, {"S": '{"name": 7}'}])
def test_a_broken_record_is_left_out_and_logged_without_a_word_of_it(
    items: list[Record], broken: Record, logged: Callable[[], list[dict[str, Any]]]
) -> None:
    for item in items:
        assert read_back(item | {"record": broken}) == []
    assert {line["message"] for line in logged()} == {"malformed record"}
    assert "cust-" not in str(logged())
