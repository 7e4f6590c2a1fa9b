"""The ingestion function."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contracts.errors import Unavailable
from encoder.local import LocalEncoder
from knowledge import collect
from knowledge.library import S3Library
from tests.unit.aws import REGION, client
from tests.unit.handlers.conftest import BUCKET, Load

DROPPED = json.loads((Path(__file__).parent / "events" / "document_dropped.json").read_text(encoding="utf-8"))
TOW_BAR = b"---\nlanguage: en\naudience: customer\n---\n# Tow bar\n\nPress the switch in the boot."
Handler = Callable[[dict[str, Any], object], dict[str, Any]]


def message(body: object) -> dict[str, Any]:
    return {"Records": [{"body": json.dumps(body)}]}


@pytest.fixture
def queue(aws: None, monkeypatch: pytest.MonkeyPatch) -> str:
    url: str = client("sqs").create_queue(QueueName="ingest")["QueueUrl"]
    monkeypatch.setenv("INGEST_QUEUE", url)
    return url


@pytest.fixture
def handler(queue: str, load: Load) -> Handler:
    client("s3").create_bucket(Bucket=BUCKET)
    client("s3").put_object(Bucket=BUCKET, Key="documents/tow bar.md", Body=TOW_BAR)
    handler: Handler = load("ingest").handler
    return handler


def waiting(queue: str) -> list[str]:
    return [found["Body"] for found in client("sqs").receive_message(QueueUrl=queue).get("Messages", [])]


def test_a_document_that_was_dropped_is_served(
    handler: Handler, queue: str, encoder: LocalEncoder, logged: Callable[[], list[dict[str, Any]]]
) -> None:
    answered = handler(DROPPED, None)
    index = S3Library(BUCKET, encoder.name, REGION).current().index
    assert answered == {"version": index.manifest.version, "documents": {"indexed": 1}}
    assert [passage.source for passage in index.passages] == ["tow bar.md"]
    assert waiting(queue) == []
    [line] = logged()
    assert (line["message"], line["outcome"], line["level"]) == ("documents ingested", "1 indexed", "INFO")
    assert "tow" not in json.dumps(line)


def test_a_test_message_of_s3_is_ignored(handler: Handler) -> None:
    assert handler(message({"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": BUCKET}), None) == {}
    assert client("s3").list_objects_v2(Bucket=BUCKET, Prefix="index/")["KeyCount"] == 0


def test_what_one_run_cannot_finish_the_next_one_does(
    handler: Handler, queue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collect, "NEW_PASSAGES_PER_RUN", 1)
    client("s3").put_object(Bucket=BUCKET, Key="documents/zebra.md", Body=TOW_BAR.replace(b"switch", b"lever"))
    assert handler(DROPPED, None)["documents"] == {"indexed": 1, "waiting": 1}
    [body] = waiting(queue)
    assert handler({"Records": [{"body": body}]}, None)["documents"] == {"skipped": 1, "indexed": 1}
    assert waiting(queue) == []


def test_a_document_that_fails_is_a_warning_and_no_error(
    handler: Handler, logged: Callable[[], list[dict[str, Any]]]
) -> None:
    client("s3").put_object(Bucket=BUCKET, Key="documents/broken.pdf", Body=b"%PDF-1.7")
    assert handler(DROPPED, None)["documents"] == {"failed": 1, "indexed": 1}
    assert logged()[0]["level"] == "WARNING"


def test_a_bucket_that_does_not_answer_is_thrown_so_that_the_messages_come_back(queue: str, load: Load) -> None:
    with pytest.raises(Unavailable, match="NoSuchBucket"):
        load("ingest").handler(DROPPED, None)
