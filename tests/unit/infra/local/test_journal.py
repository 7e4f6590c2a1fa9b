"""The journal that lets the local stack survive a hard kill."""

import json
from pathlib import Path

import pytest

from infra.local.journal import Follower, Item, Journal, replay
from store.sessions import find_session, save_session
from tests.unit import builders
from tests.unit.aws import TABLES, client, create_tables, drop_table, physical, stored


def put(key: str, text: str = "x") -> Item:
    names = {"id": {"S": key}}
    return {"dynamodb": {"Keys": names, "NewImage": names | {"text": {"S": text}}}}


def delete(key: str) -> Item:
    return {"dynamodb": {"Keys": {"id": {"S": key}}}}


def texts(journal: Journal, table: str = "Sessions") -> list[str]:
    return [item["text"]["S"] for item in journal.items().get(table, {}).values()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.jsonl"


@pytest.fixture
def journal(path: Path) -> Journal:
    return Journal(path)


def test_a_journal_that_was_never_written_is_empty(journal: Journal, path: Path) -> None:
    assert journal.items() == {}
    journal.append("Sessions", [])
    assert not path.exists()


def test_the_last_state_of_an_item_wins(journal: Journal) -> None:
    journal.append("Sessions", [put("a", "1"), put("b", "1"), put("a", "2")])
    journal.append("Sessions", [put("b", "3")])
    assert texts(journal) == ["2", "3"]


def test_a_deleted_item_is_gone_and_may_come_back(journal: Journal) -> None:
    journal.append("Sessions", [put("a"), put("b"), delete("a"), delete("never-there")])
    assert texts(journal) == ["x"]
    journal.append("Sessions", [put("a", "again")])
    assert sorted(texts(journal)) == ["again", "x"]


def test_tables_do_not_mix(journal: Journal) -> None:
    journal.append("Sessions", [put("a", "session")])
    journal.append("Customers", [put("a", "customer")])
    assert (texts(journal), texts(journal, "Customers")) == (["session"], ["customer"])


def test_the_order_of_a_keys_attributes_does_not_matter(journal: Journal) -> None:
    one, two = {"p": {"S": "1"}, "s": {"S": "2"}}, {"s": {"S": "2"}, "p": {"S": "1"}}
    journal.append("Sessions", [{"dynamodb": {"Keys": one, "NewImage": one}}, {"dynamodb": {"Keys": two}}])
    assert journal.items() == {"Sessions": {}}


def test_any_text_survives(journal: Journal, path: Path) -> None:
    text = 'quote " newline \n line separator \u2028 emoji 🚗'
    journal.append("Sessions", [put("a", text)])
    assert texts(journal) == [text]
    assert path.read_bytes().count(b"\n") == 1


@pytest.mark.parametrize("cut", [1, 2, 20, 60])
def test_a_half_written_last_line_is_dropped(journal: Journal, path: Path, cut: int) -> None:
    journal.append("Sessions", [put("a", "1"), put("a", "2" * 80)])
    path.write_bytes(path.read_bytes()[: -1 - cut])
    assert texts(journal) == ["1"]


def test_what_is_written_after_a_half_written_line_is_kept(journal: Journal, path: Path) -> None:
    journal.append("Sessions", [put("a", "1"), put("b", "2" * 80)])
    path.write_bytes(path.read_bytes()[:-20])
    Journal(path).append("Sessions", [put("c", "3"), put("d", "4")])  # the next start rescues before it compacts
    assert texts(journal) == ["1", "3", "4"]


def test_compacting_keeps_the_state_and_drops_the_history(journal: Journal, path: Path) -> None:
    journal.append("Sessions", [put("a", str(n)) for n in range(50)] + [put("b"), delete("b")])
    journal.append("Customers", [put("c")])
    with path.open("a") as file:
        file.write('{"table": "Sess')
    before = journal.items()
    journal.compact()
    assert {table: items for table, items in journal.items().items() if items} == {
        table: items for table, items in before.items() if items
    }
    assert len(path.read_text().splitlines()) == 2
    journal.append("Sessions", [put("d", "after")])
    assert "after" in texts(journal)
    assert [file.name for file in path.parent.iterdir()] == ["journal.jsonl"]


@pytest.mark.parametrize(
    "line",
    [
        b'{"table": [], "key": {}, "item": null}',
        b"garbage",
        b"\xff\xfe",
        b"[]",
        b'{"of": "another shape"}',
        b'{"table": "Sessions", "key": 1, "item": 2}',
    ],
)
def test_a_line_that_cannot_be_read_is_put_aside_and_told(journal: Journal, path: Path, line: bytes) -> None:
    journal.append("Sessions", [put("a", "1")])
    with path.open("ab") as file:
        file.write(line + b"\n")
    journal.append("Sessions", [put("b", "2")])
    assert texts(journal) == ["1", "2"]
    assert [journal.compact(), journal.compact()] == [1, 0]
    assert journal.unreadable.read_bytes() == line + b"\n"
    assert texts(journal) == ["1", "2"]


def test_compacting_nothing_is_no_error(journal: Journal) -> None:
    journal.compact()
    assert journal.items() == {}


@pytest.mark.usefixtures("tables")
def test_a_journal_brings_every_item_back_into_new_tables(journal: Journal) -> None:
    names = {table: physical(table) for table in TABLES}
    for number in range(60):
        save_session(builders.session(f"c{number:02}"))
    records = [{"dynamodb": {"Keys": {"session_id": i["session_id"]}, "NewImage": i}} for i in stored("Sessions")]
    journal.append("Sessions", records)
    before = sorted(json.dumps(item, sort_keys=True) for item in stored("Sessions"))
    for table in TABLES:
        drop_table(table)
    create_tables()
    assert find_session("c00") is None
    assert replay(journal, client, names) == 60
    assert sorted(json.dumps(item, sort_keys=True) for item in stored("Sessions")) == before


@pytest.mark.usefixtures("aws")
def test_what_happens_in_a_table_is_followed_into_the_journal(journal: Journal) -> None:
    dynamodb = client("dynamodb")
    dynamodb.create_table(
        TableName="followed",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    )
    dynamodb.put_item(TableName="followed", Item={"id": {"S": "early"}, "text": {"S": "1"}})
    follower = Follower(client, {"Sessions": "followed"}, journal, "TRIM_HORIZON")
    dynamodb.put_item(TableName="followed", Item={"id": {"S": "kept"}, "text": {"S": "2"}})
    dynamodb.put_item(TableName="followed", Item={"id": {"S": "gone"}, "text": {"S": "3"}})
    dynamodb.delete_item(TableName="followed", Key={"id": {"S": "gone"}})
    follower.drain()
    assert sorted(texts(journal)) == ["1", "2"]


class Streams:
    """A table whose stream gives its records in pages of one."""

    def __init__(self, *records: Item, ends: bool = False) -> None:
        self._waiting = list(records)
        self._ends = ends

    def describe_table(self, **given: str) -> dict[str, Item]:
        """Where the stream is."""
        return {"Table": {"LatestStreamArn": "arn"}}

    def describe_stream(self, **given: str) -> dict[str, Item]:
        """One shard."""
        return {"StreamDescription": {"Shards": [{"ShardId": "shard"}]}}

    def get_shard_iterator(self, **given: str) -> dict[str, str]:
        """Where to begin."""
        return {"ShardIterator": "0"}

    def get_records(self, **given: str) -> Item:
        """The next page."""
        page, self._waiting = self._waiting[:1], self._waiting[1:]
        return {"Records": page} | ({} if self._ends and not self._waiting else {"NextShardIterator": "next"})


def test_a_stream_is_read_to_its_end_before_the_follower_stops(journal: Journal) -> None:
    streams = Streams(put("a", "1"), put("b", "2"), put("c", "3"))
    follower = Follower(lambda service: streams, {"Sessions": "followed"}, journal, "LATEST")
    follower.start()
    follower.stop()
    assert texts(journal) == ["1", "2", "3"]


def test_a_deleted_table_does_not_stop_the_follower(journal: Journal) -> None:
    streams = Streams(put("a", "1"), put("b", "2"), ends=True)
    follower = Follower(lambda service: streams, {"Sessions": "followed"}, journal, "LATEST")
    follower.drain()
    follower.drain()
    assert texts(journal) == ["1", "2"]
