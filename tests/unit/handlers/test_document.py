"""A cited page over HTTP."""

from pathlib import Path
from types import ModuleType
from urllib.parse import quote

import pytest

from encoder.local import LocalEncoder
from gateway.authorize import Caller
from knowledge.chunks import split
from knowledge.commands import publish
from knowledge.documents import read_document
from knowledge.index import Content, build_index, save_index
from knowledge.s3_shelf import S3Shelf
from tests.unit.aws import REGION, TABLES, client, drop_table
from tests.unit.handlers.conftest import BUCKET, Load
from tests.unit.handlers.events import CONVERSATION, STAFF, Answer, read, request

RESOURCE = "/documents/{passage+}"
BRAKES = "warning-lights/brake-system#what-does-the-red-brake-light-mean"
PAGE = b"""---
title: Prices
language: en
audience: customer
markets: [%s]
---
## 100 %% off
What a service costs here.
"""


@pytest.fixture
def document(load: Load, knowledge_base: None) -> ModuleType:
    return load("document")


def get(document: ModuleType, passage: str | None, caller: Caller | None = CONVERSATION, path: str = "x") -> Answer:
    """Ask for a passage that stands in the event as the gateway put it there."""
    made = request("GET", RESOURCE, caller=caller, body=None, path=f"/documents/{path}")
    return read(document.handler(made | {"pathParameters": passage and {"passage": passage}}, None))


def sections(answer: Answer) -> list[str]:
    assert answer.status == 200, answer.json
    return [section["heading"] for section in answer.json["sections"]]


@pytest.mark.parametrize("passage", [BRAKES, quote(BRAKES, safe=""), quote(BRAKES)], ids=["decoded", "%2F", "slash"])
def test_a_page_is_read_whether_the_gateway_decodes_its_address_or_not(document: ModuleType, passage: str) -> None:
    answer = get(document, passage, path=passage)
    assert sections(answer)[0] == "What does the red brake light mean?"
    assert answer.json["source"] == "warning-lights/brake-system.md"
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def publish_page(encoder: LocalEncoder, folder: Path, source: str, market: str, tenant: str) -> str:
    """Publish one page of a tenant; returns the id of its passage."""
    [passage] = split(read_document(source, PAGE % market.encode()))
    archive = save_index(build_index(Content([passage], tenant=tenant), encoder), folder)
    publish(archive, S3Shelf(BUCKET, REGION, tenant))
    return passage.id


def of(tenant: str, country: str | None = None) -> Caller:
    return Caller(kind="conversation", tenant=tenant, conversation_id="c1", country=country)


def test_an_id_with_a_percent_sign_is_decoded_once(document: ModuleType, encoder: LocalEncoder, tmp_path: Path) -> None:
    passage = publish_page(encoder, tmp_path, "100%25 off.md", "DE", "harbour")
    assert passage.startswith("100%25 off#")
    assert sections(get(document, passage, of("harbour"))) == sections(get(document, quote(passage), of("harbour")))


def test_a_page_of_another_tenant_or_market_is_as_unknown_as_none(
    document: ModuleType, encoder: LocalEncoder, tmp_path: Path
) -> None:
    passage = publish_page(encoder, tmp_path, "prices.md", "DE", "harbour")
    assert get(document, passage, of("harbour", "DE")).status == 200
    refused = [
        get(document, passage, of("harbour", "GB")),
        get(document, passage, of("demo", "DE")),
        get(document, passage, of("nobody-with-documents")),
        get(document, "prices#nothing", of("harbour", "DE")),
        get(document, BRAKES, of("harbour", "DE")),
    ]
    assert {(answer.status, answer.json["field"], answer.json["detail"]) for answer in refused} == {
        (404, "passage", "there is no such passage")
    }


@pytest.mark.parametrize(
    "passage",
    [
        "../../index/demo/current",
        "..%2F..%2Findex%2Fdemo%2Fcurrent",
        "warning-lights/brake-system#\0",
        "warning-lights%2Fbrake-system%23%00",
        "%ff%fe",
        "\ud83d#x",
        "#",
        "%",
        "%23",
        "x" * 10_000,
        f"{'x/' * 5_000}#y",
        None,
    ],
)
def test_a_hostile_id_is_not_found(document: ModuleType, passage: str | None) -> None:
    answer = get(document, passage)
    assert (answer.status, answer.json["type"]) == (404, "urn:curbside:problem:not-found")
    assert answer.json["field"] == "passage"


def test_an_address_with_a_line_break_is_no_endpoint(document: ModuleType) -> None:
    assert get(document, "a\n#b", path="a\n#b").status == 404


@pytest.mark.parametrize(
    "caller", [None, Caller(kind="publishable", tenant="demo"), Caller(kind="secret", tenant="demo"), STAFF]
)
def test_only_the_token_of_a_conversation_opens_a_page(document: ModuleType, caller: Caller | None) -> None:
    refused = get(document, BRAKES, caller)
    assert (refused.status, refused.json["type"]) == (401, "urn:curbside:problem:unauthenticated")


@pytest.mark.usefixtures("tables")
def test_a_page_needs_no_table_and_a_bucket_that_is_gone_is_named(load: Load, knowledge_base: None) -> None:
    for table in TABLES:
        drop_table(table)
    document = load("document")
    assert get(document, BRAKES).status == 200
    for listed in client("s3").list_objects_v2(Bucket=BUCKET)["Contents"]:
        client("s3").delete_object(Bucket=BUCKET, Key=listed["Key"])
    assert get(document, BRAKES).status == 200, "what is open serves on"
