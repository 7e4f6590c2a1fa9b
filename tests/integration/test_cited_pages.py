"""The page that a citation leads to, from an answer to the text."""

from urllib.parse import quote

import httpx
import pytest

from contracts.document import DocumentPage
from infra.local.deploy import Client, stack_outputs
from tests.integration.chat import Chat, Conversation, bearer, problem_of

QUESTION = "What does the red brake light mean?"
BRAKES = "warning-lights/brake-system#what-does-the-red-brake-light-mean"


@pytest.fixture(scope="module")
def conversation(chat: Chat) -> Conversation:
    return chat.visit()


def page(conversation: Conversation, address: str) -> httpx.Response:
    """What lies at an address below `documents/`, as it is written."""
    return conversation.chat.get(f"/documents/{address}", conversation.token)


@pytest.mark.parametrize("kept", ["", "/"], ids=["%2F", "slash"])
def test_every_page_that_an_answer_cites_can_be_read_and_says_what_was_quoted(
    conversation: Conversation, kept: str
) -> None:
    cited = conversation.ask(QUESTION).reply.citations
    assert cited
    for citation in cited:
        response = page(conversation, quote(citation.passage_id, safe=kept))
        assert response.status_code == 200, response.text
        found = DocumentPage.model_validate_json(response.content)
        assert (found.title, found.source) == (citation.title, citation.source)
        [section] = [one for one in found.sections if one.passage == citation.passage_id]
        assert section.units[0].text in citation.quote
        assert all(unit.cited for unit in section.units)


@pytest.mark.parametrize(
    "address",
    [
        quote("../../index/demo/current", safe=""),
        "..%252F..%252Findex%252Fdemo%252Fcurrent",
        quote(BRAKES + "\0", safe=""),
        "%ED%A0%BD%23x",
        "%",
        "%23",
        quote("warning-lights/brake-system#nothing", safe=""),
        quote("x" * 10_000, safe=""),
        quote("warning-lights/" * 700 + "#x"),
    ],
    ids=["above", "encoded twice", "null", "surrogate", "percent", "hash", "unknown", "10 kB", "many slashes"],
)
def test_a_hostile_or_unknown_id_is_not_found(conversation: Conversation, address: str) -> None:
    assert problem_of(page(conversation, address), 404, "not-found").field == "passage"


def test_a_page_needs_the_token_of_a_conversation(chat: Chat) -> None:
    address = f"/documents/{quote(BRAKES, safe='')}"
    for key in (None, chat.keys.publishable, chat.keys.secret, "forged"):
        problem_of(chat.get(address, key), 401, "unauthenticated")


def test_a_conversation_that_has_ended_can_still_open_its_sources(chat: Chat) -> None:
    ended = chat.visit()
    ended.close()
    assert page(ended, quote(BRAKES, safe="")).status_code == 200


def test_a_page_of_another_tenant_does_not_exist(chat: Chat, aws: Client, conversation: Conversation) -> None:
    assert page(conversation, quote(BRAKES)).status_code == 200
    other = chat.visit()
    aws("dynamodb").update_item(
        TableName=stack_outputs(aws)["SessionsTable"],
        Key={"session_id": {"S": other.id}},
        UpdateExpression="SET tenant = :other",
        ExpressionAttributeValues={":other": {"S": "harbour"}},
    )
    problem_of(page(other, quote(BRAKES)), 404, "not-found")


def test_a_page_of_another_site_may_read_it(chat: Chat, conversation: Conversation) -> None:
    url, origin = f"{chat.url}/documents/{quote(BRAKES, safe='')}", {"Origin": "https://dealer.example"}
    preflight = chat.http.options(url, headers=origin | {"Access-Control-Request-Method": "GET"})
    assert preflight.status_code == 200
    assert "GET" in preflight.headers["Access-Control-Allow-Methods"]
    answered = chat.http.get(url, headers=origin | bearer(conversation.token))
    assert answered.headers["Access-Control-Allow-Origin"] == "*"
