"""Ingestion as a Lambda: something changed among the documents of a tenant, or there is more to do."""

import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_plus

import boto3

from contracts.errors import ConfigurationError, CurbsideError
from handlers.environment import IngestEnvironment, read_environment
from handlers.wiring.encoder import encoder
from knowledge.ingest import ingest
from knowledge.opensearch.policy import LOAD_SECONDS, LOADING_SECONDS
from knowledge.policy import NEXT_TENANT_SECONDS
from knowledge.records import Report
from knowledge.s3_shelf import S3Shelf, tenants_in
from knowledge.tenants import DOCUMENTS, tenant_of
from observe.log import log

_environment = read_environment(IngestEnvironment)
_encoder = encoder(_environment)
_sqs = boto3.client("sqs", region_name=_environment.region)


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Lambda entry point. What is thrown comes back as the same messages; after three times they wait for a person.

    A tenant whose documents cannot be ingested holds up no other.
    """
    started, answer, errors = time.monotonic(), dict[str, Any](), list[CurbsideError]()
    for tenant in sorted({tenant for record in event["Records"] for tenant in _tenants(record["body"])}):
        if answer and time.monotonic() - started > NEXT_TENANT_SECONDS:
            _go_on_with(tenant)
            continue
        try:
            report = _ingest(S3Shelf(_environment.knowledge_bucket, _environment.region, tenant))
            answer[tenant] = {"version": report.version, "documents": report.counts()}
        except CurbsideError as error:
            errors.append(error)
    if errors:
        raise errors[0]
    return answer


def _ingest(shelf: S3Shelf) -> Report:
    started = time.perf_counter()
    report = ingest(shelf, _encoder)
    if not _followed(shelf) or report.unfinished:
        _go_on_with(shelf.tenant)
    counts = report.counts()
    log(
        "warning" if counts.get("failed") else "info",
        "documents ingested",
        {
            "tenant": shelf.tenant,
            "outcome": ", ".join(f"{count} {status}" for status, count in _told(report).items()),
            "duration_ms": round((time.perf_counter() - started) * 1000, 2),
        },
    )
    return report


def _told(report: Report) -> dict[str, int]:
    """What the log tells: documents by what was done with them, and passages that no model is given, if any."""
    return report.counts() | ({"suspicious passages": report.suspicious} if report.suspicious else {})


def _go_on_with(tenant: str) -> None:
    _sqs.send_message(QueueUrl=_environment.ingest_queue, MessageBody=json.dumps({"continue": tenant}))


def _followed(shelf: S3Shelf) -> bool:
    """Whether the collection, where there is one, serves what is published; False if there is more to send."""
    if _environment.knowledge_engine == "embedded":
        return True
    from knowledge.opensearch.client import connect
    from knowledge.opensearch.following import follow
    from knowledge.opensearch.loading import USUAL_PACE

    client = connect(_environment.knowledge_endpoint, _environment.region, LOAD_SECONDS)
    loaded = follow(client, shelf, _encoder.name, pace=USUAL_PACE._replace(sending=LOADING_SECONDS))
    if loaded and loaded.refused:
        raise ConfigurationError(f"the collection refused {len(loaded.refused)} documents, first {loaded.refused[0]}")
    return loaded is None or loaded.whole


def _tenants(body: str) -> Iterator[str]:
    """Whose documents to look at. Which of them changed does not matter: the listing says it better.

    S3 also sends a test that means nothing. A version before this one asked to go on for everybody.
    """
    message = json.loads(body)
    if message.get("continue") is True:
        yield from tenants_in(_environment.knowledge_bucket, _environment.region).names
    elif "continue" in message:
        yield message["continue"]
    for record in message.get("Records", []):
        tenant = tenant_of(unquote_plus(record["s3"]["object"]["key"]).removeprefix(DOCUMENTS))
        if tenant:
            yield tenant
        else:
            log("warning", "document left out", {"reason": "it lies in no tenant's folder below documents/"})
