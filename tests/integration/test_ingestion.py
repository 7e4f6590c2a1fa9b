"""A document is dropped into the bucket, and the next question is answered from it."""

import time
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

import pytest

from contracts.conversation import SiteKey
from gateway.credentials import fingerprint, new_site_key
from infra.local.deploy import Client, stack_outputs
from infra.local.settings import TENANT
from knowledge.records import Report
from knowledge.shelf import version_in
from knowledge.tenants import pointer_of, report_of
from tests.integration.chat import Chat
from tests.integration.run import wait_for

SECONDS: Final = 10.0
"""What somebody who drops a document may wait until it is cited."""
RECOVERY_SECONDS: Final = 60.0
OTHER: Final = "harbour"
"""A tenant with a site key and one page."""
SOURCE: Final = "extras/roof-tent.md"
QUESTION: Final = "How tight do the clamps of the roof tent have to be?"
DOCUMENT: Final = """---
language: en
audience: customer
demo: true
---
# Roof tent

## How tight do the clamps of the roof tent have to be?

Tighten the four clamps of the roof tent to 12 Nm, and once more after 50 km.
"""


class Bucket:
    """The knowledge bucket of the running stack."""

    def __init__(self, aws: Client) -> None:
        self._s3 = aws("s3")
        self._name = stack_outputs(aws)["KnowledgeBucketName"]

    def put(self, source: str, content: bytes, tenant: str = TENANT) -> None:
        """Drop a document."""
        self._s3.put_object(Bucket=self._name, Key=f"documents/{tenant}/{source}", Body=content)

    def drop(self, source: str, tenant: str = TENANT) -> None:
        """Delete a document."""
        self._s3.delete_object(Bucket=self._name, Key=f"documents/{tenant}/{source}")

    def version(self) -> str:
        """The version that serves."""
        return version_in(self._s3.get_object(Bucket=self._name, Key=pointer_of(TENANT))["Body"].read())

    def report(self) -> Report:
        """What the last run that changed something did."""
        return Report.model_validate_json(self._s3.get_object(Bucket=self._name, Key=report_of(TENANT))["Body"].read())


@pytest.fixture
def bucket(aws: Client, chat: Chat) -> Iterator[Bucket]:
    """The bucket, which holds the demo documents again afterwards."""
    chat.warm_up()
    bucket = Bucket(aws)
    before = bucket.version()
    yield bucket
    bucket.drop(SOURCE)
    wait_for(lambda: bucket.version() == before, RECOVERY_SECONDS, "the index is that of the demo documents again")
    wait_for(lambda: used(chat) == before, RECOVERY_SECONDS, "and it is in use")


def used(chat: Chat) -> str | None:
    """The version that the knowledge function searches."""
    found = chat.start().say(QUESTION).findings.knowledge
    return found.index_version if found else None


def cited(chat: Chat) -> list[str]:
    """The documents that the answer cites."""
    return [citation.source for citation in chat.start().say(QUESTION).reply.citations]


def test_a_dropped_document_is_cited_within_ten_seconds_and_gone_as_fast_when_it_is_deleted(
    bucket: Bucket, chat: Chat
) -> None:
    assert SOURCE not in cited(chat)
    dropped = time.monotonic()
    bucket.put(SOURCE, DOCUMENT.encode())
    wait_for(lambda: SOURCE in cited(chat), SECONDS, "the document is cited")
    assert time.monotonic() - dropped < SECONDS
    bucket.drop(SOURCE)
    wait_for(lambda: SOURCE not in cited(chat), SECONDS, "the document is gone")


def test_the_demo_documents_are_known_from_the_start_and_only_the_new_one_is_read(bucket: Bucket) -> None:
    before = bucket.version()
    bucket.put(SOURCE, DOCUMENT.encode())
    wait_for(lambda: bucket.version() != before, RECOVERY_SECONDS, "the document is indexed")
    wait_for(lambda: bucket.report().version == bucket.version(), RECOVERY_SECONDS, "the report is there")
    report = bucket.report()
    assert report.counts()["indexed"] == 1
    assert report.counts()["skipped"] == len(report.documents) - 1 > 50
    assert report.encoded == 1


def test_a_document_that_cannot_be_read_is_reported_and_the_others_still_answer(bucket: Bucket, chat: Chat) -> None:
    before = bucket.version()
    bucket.put(SOURCE, b"---\nlanguage: [\n---\n")
    wait_for(lambda: bucket.version() != before, RECOVERY_SECONDS, "the document is looked at")
    wait_for(lambda: bucket.report().version == bucket.version(), RECOVERY_SECONDS, "the report is there")
    [outcome] = [outcome for outcome in bucket.report().documents if outcome.source == SOURCE]
    assert (outcome.status, outcome.passages) == ("failed", 0)
    assert "front matter" in (outcome.reason or "")
    assert chat.start().say("What does the red brake light mean?").reply.citations


def test_a_key_of_each_tenant_is_answered_from_its_own_pages_only(bucket: Bucket, chat: Chat, aws: Client) -> None:
    key = new_site_key()
    record = SiteKey(tenant=OTHER, name="their page", kind="publishable").model_dump_json()
    item = {"key": {"S": f"site_key#{fingerprint(key)}"}, "record": {"S": record}}
    aws("dynamodb").put_item(TableName=stack_outputs(aws)["GatewayTable"], Item=item)
    bucket.put(SOURCE, DOCUMENT.encode())
    bucket.put(SOURCE, DOCUMENT.replace("12 Nm", "9 Nm").encode(), OTHER)

    def quoted(key: str | None) -> str:
        reply = chat.visit(key).ask(QUESTION).reply
        return " ".join(citation.quote for citation in reply.citations if citation.source == SOURCE)

    wait_for(lambda: "12 Nm" in quoted(None), RECOVERY_SECONDS, "the demo's page is quoted")
    wait_for(lambda: "9 Nm" in quoted(key), RECOVERY_SECONDS, "the other tenant's page is quoted")
    assert "9 Nm" not in quoted(None)
    assert "12 Nm" not in quoted(key)
    theirs = chat.visit(key)
    assert theirs.ask("What does the red brake light mean?").reply.citations == ()
    [source] = {one.passage_id for one in theirs.ask(QUESTION).reply.citations if one.source == SOURCE}
    page = chat.get(f"/documents/{quote(source, safe='')}", theirs.token)
    assert ("9 Nm" in page.text, "12 Nm" in page.text) == (True, False)
    bucket.drop(SOURCE, OTHER)
    wait_for(lambda: not quoted(key), RECOVERY_SECONDS, "nothing is quoted once it is deleted")
