"""What makes the local stack survive a hard kill: every change of a table, written to disk as it happens.

The emulator keeps its tables in memory. Our tables have streams (global tables need them), so the
journal follows those streams and appends each change to a file; the next start replays the file. What a `kill -9` can
lose is the last `POLL_SECONDS` of changes, and nothing at all if the emulator itself is still alive: its streams are
then read to their end before it is replaced.
"""

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from botocore.exceptions import BotoCoreError, ClientError

POLL_SECONDS: Final = 0.5
_BATCH: Final = 25
"""Items DynamoDB takes in one batch write."""
Item = dict[str, Any]
"""An item or a key in DynamoDB's own JSON."""


class Journal:
    """An append-only file of changes: one JSON line each, with the table's logical name, key, and new item or null.

    A line that cannot be read, such as one that was half written when everything was killed, moves into a file beside.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.unreadable = path.with_suffix(".unreadable")
        self._mend()

    def append(self, table: str, records: list[Item]) -> None:
        """Write stream records and force them to disk."""
        if not records:
            return
        with self._path.open("a", encoding="utf-8") as file:
            for record in records:
                change = record["dynamodb"]
                line = {"table": table, "key": change["Keys"], "item": change.get("NewImage")}
                file.write(json.dumps(line) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def items(self) -> dict[str, dict[str, Item]]:
        """The last state of every item, by table and key. Lines that cannot be read are left out."""
        return self._read()[0]

    def _read(self) -> tuple[dict[str, dict[str, Item]], list[bytes]]:
        """The last state of every item, and the lines that cannot be read."""
        tables, unreadable = dict[str, dict[str, Item]](), list[bytes]()
        for line in self._path.read_bytes().split(b"\n")[:-1] if self._path.exists() else []:
            change = _change_in(line)
            if change is None:
                unreadable.append(line)
                continue
            items = tables.setdefault(change.table, {})
            key = json.dumps(change.key, sort_keys=True)
            if change.item is None:
                items.pop(key, None)
            else:
                items[key] = change.item
        return tables, unreadable

    def compact(self) -> int:
        """Rewrite the file with the last state of each item only; returns how many lines could not be read."""
        tables, broken = self._read()
        if broken:
            with self.unreadable.open("ab") as file:
                file.writelines(line + b"\n" for line in broken)
        scratch = self._path.with_suffix(".new")
        with scratch.open("w", encoding="utf-8") as file:
            for table, items in tables.items():
                for key, item in items.items():
                    file.write(json.dumps({"table": table, "key": json.loads(key), "item": item}) + "\n")
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(self._path)
        return len(broken)

    def _mend(self) -> None:
        """End a half-written last line, so that what follows it can be read."""
        content = self._path.read_bytes() if self._path.exists() else b""
        if content and not content.endswith(b"\n"):
            self._path.write_bytes(content + b"\n")


class _Change(NamedTuple):
    table: str
    key: Item
    item: Item | None


def _change_in(line: bytes) -> _Change | None:
    try:
        change = _Change(**json.loads(line))
    except (ValueError, TypeError):
        return None
    known = isinstance(change.table, str) and isinstance(change.key, dict) and isinstance(change.item, dict | None)
    return change if known else None


class Follower:
    """Follows the streams of the tables and writes what they say to the journal."""

    def __init__(
        self,
        client: Callable[[str], Any],
        tables: dict[str, str],
        journal: Journal,
        start: Literal["LATEST", "TRIM_HORIZON"],
    ) -> None:
        """`tables` maps logical to physical names; `start` says whether what is in the streams already counts."""
        self._streams = client("dynamodbstreams")
        self._journal = journal
        self._iterators = {name: self._iterator(client("dynamodb"), table, start) for name, table in tables.items()}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="journal", daemon=True)

    def start(self) -> None:
        """Begin to follow, on a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Read the streams to their end, then stop. If the emulator is gone there is nothing left to read."""
        self._stopping.set()
        self._thread.join()
        try:
            self.drain()
        except (ClientError, BotoCoreError):
            return

    def drain(self) -> None:
        """Write everything that the streams hold by now."""
        for table in sorted(self._iterators, reverse=True):  # sessions first: without them no token opens anything
            while table in self._iterators and self._read(table):
                pass

    def _follow(self) -> None:
        while not self._stopping.wait(POLL_SECONDS):
            try:
                self.drain()
            except (ClientError, BotoCoreError):
                continue  # the emulator is busy or has died; the run notices the latter

    def _read(self, table: str) -> int:
        answer = self._streams.get_records(ShardIterator=self._iterators[table])
        self._journal.append(table, answer["Records"])
        if "NextShardIterator" in answer:
            self._iterators[table] = answer["NextShardIterator"]
        else:  # its table was deleted: the others are followed on
            del self._iterators[table]
        return len(answer["Records"])

    def _iterator(self, dynamodb: Any, table: str, start: str) -> str:
        arn = dynamodb.describe_table(TableName=table)["Table"]["LatestStreamArn"]
        shard = self._streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][0]["ShardId"]
        iterator: str = self._streams.get_shard_iterator(StreamArn=arn, ShardId=shard, ShardIteratorType=start)[
            "ShardIterator"
        ]
        return iterator


def replay(journal: Journal, client: Callable[[str], Any], tables: dict[str, str]) -> int:
    """Write the journal's items back into the tables; returns how many. A table that is not here is left out."""
    dynamodb, total = client("dynamodb"), 0
    for table, items in journal.items().items():
        waiting = list(items.values()) if table in tables else []
        for start in range(0, len(waiting), _BATCH):
            requests = [{"PutRequest": {"Item": item}} for item in waiting[start : start + _BATCH]]
            dynamodb.batch_write_item(RequestItems={tables[table]: requests})
        total += len(waiting)
    return total
