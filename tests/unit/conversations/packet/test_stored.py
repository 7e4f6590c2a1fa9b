"""Packets of conversations that earlier versions stored, whole, broken, and with more than is known."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from contracts.packet import Packet
from conversations.packet.make import packet_of
from store.staff_entries import read_recorded
from tests.unit.aws import client, physical
from tests.unit.golden import FOLDERS, Record, closed, opened, read, with_later_fields

pytestmark = pytest.mark.usefixtures("tables")
NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def golden(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.param
    return folder


def items(golden: Path) -> list[Record]:
    return [opened(item) for item in read(golden, "conversations.json")]


def put(item: Record) -> None:
    client("dynamodb").put_item(TableName=physical("Conversations"), Item=closed(item))


def packets(stored: list[Record]) -> Iterator[Packet]:
    """The packet of each conversation, once its items are stored."""
    for item in stored:
        put(item)
    for conversation_id in sorted({item["conversation_id"]["S"] for item in stored}):
        yield packet_of(read_recorded(conversation_id), None, None, NOW)


def test_a_conversation_of_an_earlier_version_has_a_packet(golden: Path) -> None:
    stored = items(golden)
    asked = {item["text"]["S"] for item in stored if "client_turn_id" in item}
    made = list(packets(stored))
    assert all(packet.mood and packet.tried for packet in made)
    assert {one.asked for packet in made for one in packet.tried} <= asked


def test_what_a_later_version_adds_changes_no_packet(golden: Path) -> None:
    stored = items(golden)
    plain = list(packets(stored))
    later = [item | {"answer": with_later_fields(item["answer"])} if "answer" in item else item for item in stored]
    assert list(packets(later)) == plain


def test_where_findings_are_gone_or_of_another_shape_what_was_said_stands_still(golden: Path) -> None:
    stored = items(golden)
    plain = list(packets(stored))
    shapes: tuple[Any, ...] = ({}, {"intent": {"shape": "another"}, "sentiment": 7}, [])
    for findings in shapes:
        changed = [i | {"answer": i["answer"] | {"findings": findings}} if "answer" in i else i for i in stored]
        for before, packet in zip(plain, packets(changed), strict=True):
            assert [(one.asked, one.told) for one in packet.tried] == [(one.asked, one.told) for one in before.tried]
            assert packet.mood == ()
            assert packet.open_questions == before.open_questions


def test_where_answers_cannot_be_read_at_all_their_texts_stand_still(golden: Path) -> None:
    stored = items(golden)
    told = {item["text"]["S"] for item in stored if "answer" in item}
    broken = [item | {"answer": {"S": "nonsense"}} if "answer" in item else item for item in stored]
    assert {one.told for packet in packets(broken) for one in packet.tried} == told
