"""Ingestion as a Lambda: something changed among the documents, or there is more to do."""

import json
import time
from typing import Any, Final

import boto3

from contracts.errors import ConfigurationError
from encoder.choose import encoder_for
from handlers.environment import IngestEnvironment, read_environment
from handlers.log import log
from knowledge.ingest import ingest
from knowledge.opensearch.policy import LOAD_SECONDS, LOADING_SECONDS
from knowledge.s3_shelf import S3Shelf

CONTINUE: Final = json.dumps({"continue": True})
_environment = read_environment(IngestEnvironment)
_encoder = encoder_for(_environment.encoder, _environment.region)
_shelf = S3Shelf(_environment.knowledge_bucket, _environment.region)
_sqs = boto3.client("sqs", region_name=_environment.region)


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Lambda entry point. What is thrown comes back as the same messages; after three times they wait for a person."""
    if not any(_asks_for_work(record["body"]) for record in event["Records"]):
        return {}
    started = time.perf_counter()
    report = ingest(_shelf, _encoder)
    if not _followed() or report.unfinished:
        _sqs.send_message(QueueUrl=_environment.ingest_queue, MessageBody=CONTINUE)
    counts = report.counts()
    log(
        "warning" if counts.get("failed") else "info",
        "documents ingested",
        {
            "outcome": ", ".join(f"{count} {status}" for status, count in counts.items()),
            "duration_ms": round((time.perf_counter() - started) * 1000, 2),
        },
    )
    return {"version": report.version, "documents": counts}


def _followed() -> bool:
    """Whether the collection, where there is one, serves what is published; False if there is more to send."""
    if _environment.knowledge_engine == "embedded":
        return True
    from knowledge.opensearch.client import connect
    from knowledge.opensearch.following import follow
    from knowledge.opensearch.loading import USUAL_PACE

    client = connect(_environment.knowledge_endpoint, _environment.region, LOAD_SECONDS)
    loaded = follow(client, _shelf, _encoder.name, pace=USUAL_PACE._replace(sending=LOADING_SECONDS))
    if loaded and loaded.refused:
        raise ConfigurationError(f"the collection refused {len(loaded.refused)} documents, first {loaded.refused[0]}")
    return loaded is None or loaded.whole


def _asks_for_work(body: str) -> bool:
    """Which documents changed does not matter: the listing says it better. S3 also sends a test that means nothing."""
    message = json.loads(body)
    return "Records" in message or "continue" in message
