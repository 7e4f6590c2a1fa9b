"""What nobody should send. Every refusal is a problem document that names what to put right."""

import json

import pytest

from tests.integration.chat import Chat, Conversation, bearer, problem_of

MEGABYTE = 1024 * 1024


@pytest.fixture(scope="module")
def conversation(chat: Chat) -> Conversation:
    """A conversation in which nothing is ever accepted."""
    return chat.visit()


def turn(**fields: object) -> bytes:
    return json.dumps(fields).encode()


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        pytest.param(turn(text="", client_turn_id="a"), 422, "text", id="empty text"),
        pytest.param(turn(text=" \n\t ", client_turn_id="a"), 422, "text", id="blank text"),
        pytest.param(turn(text="a" * 4001, client_turn_id="a"), 422, "text", id="text over the limit"),
        pytest.param(turn(text=7, client_turn_id="a"), 422, "text", id="text that is a number"),
        pytest.param(turn(text=None, client_turn_id="a"), 422, "text", id="text that is null"),
        pytest.param(turn(text="null\0byte", client_turn_id="a"), 422, "text", id="null byte"),
        pytest.param(turn(text="bell\a", client_turn_id="a"), 422, "text", id="control character"),
        pytest.param(turn(text="next\x85line", client_turn_id="a"), 422, "text", id="control character above ASCII"),
        pytest.param(turn(client_turn_id="a"), 422, "text", id="no text"),
        pytest.param(turn(text="hello"), 422, "client_turn_id", id="no client_turn_id"),
        pytest.param(turn(text="hello", client_turn_id=""), 422, "client_turn_id", id="empty client_turn_id"),
        pytest.param(
            turn(text="hello", client_turn_id="a b#c"), 422, "client_turn_id", id="client_turn_id with blanks"
        ),
        pytest.param(turn(text="hello", client_turn_id="a" * 65), 422, "client_turn_id", id="long client_turn_id"),
        pytest.param(turn(text="hello", client_turn_id="a", admin=True), 422, "admin", id="unknown field"),
        pytest.param(b'{"text": "\xff\xfe\xfa", "client_turn_id": "a"}', 422, "text", id="bytes that are not UTF-8"),
        pytest.param(b'{"text": "a\\ud800b", "client_turn_id": "a"}', 400, "body", id="lone surrogate"),
        pytest.param(b'{"text": "hello"', 400, "body", id="half a JSON object"),
        pytest.param(b"text=hello&client_turn_id=a", 400, "body", id="a form"),
        pytest.param(b"", 422, "text", id="no body"),
        pytest.param(b"[]", 422, "body", id="a list"),
        pytest.param(b"null", 422, "body", id="null"),
        pytest.param(b'"hello"', 422, "body", id="a string"),
        pytest.param(b"[" * 10_000 + b"]" * 10_000, 400, "body", id="10,000 levels"),
        pytest.param(b'{"text":' * 3_000 + b"1" + b"}" * 3_000, 400, "body", id="3,000 levels of objects"),
    ],
)
def test_a_turn_that_is_malformed_is_refused_and_the_field_is_named(
    chat: Chat, conversation: Conversation, body: bytes, status: int, field: str
) -> None:
    response = chat.post(f"/conversations/{conversation.id}/turns", conversation.token, body)
    problem = problem_of(response, status, "invalid-input")
    assert problem.field == field
    assert field in [error.field for error in problem.errors]
    assert conversation.transcript().entries == ()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(turn(text="a" * 10 * MEGABYTE, client_turn_id="a"), id="10 MB"),
        pytest.param(turn(text="a" * 33_000, client_turn_id="a"), id="just over 32 KB"),
        pytest.param(b"[" * 100_000 + b"]" * 100_000, id="100,000 levels"),
    ],
)
def test_a_body_that_is_too_large_is_refused(chat: Chat, conversation: Conversation, body: bytes) -> None:
    response = chat.post(f"/conversations/{conversation.id}/turns", conversation.token, body)
    problem_of(response, 413, "payload-too-large")
    assert conversation.transcript().entries == ()


def test_a_refusal_does_not_repeat_what_was_sent(chat: Chat, conversation: Conversation) -> None:
    body = turn(text="quokkasecret\a", client_turn_id="a")
    assert "quokkasecret" not in chat.post(f"/conversations/{conversation.id}/turns", conversation.token, body).text


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        pytest.param(b'{"language": "english"}', 422, "language", id="a word for a language"),
        pytest.param(b'{"language": null}', 422, "language", id="no language"),
        pytest.param(b'{"language": "xx"}', 422, "language", id="a language that does not exist"),
        pytest.param(b'{"customer": "cust-alex"}', 422, "customer", id="unknown field"),
        pytest.param(b'{"customer_id": "../cust-alex"}', 422, "customer_id", id="malformed customer"),
        pytest.param(b'{"customer_id": "nobody"}', 422, "customer_id", id="unknown customer"),
        pytest.param(b"{", 400, "body", id="half a JSON object"),
    ],
)
def test_a_start_that_is_malformed_is_refused_and_the_field_is_named(
    chat: Chat, body: bytes, status: int, field: str
) -> None:
    response = chat.post("/conversations", chat.keys.secret, body)
    assert problem_of(response, status, "invalid-input").field == field


@pytest.mark.parametrize(
    "after", ["zzz", "try%23", "%00", "z" * 3000, "%F0%9F%9A%97"], ids=["word", "prefix", "null", "long", "emoji"]
)
def test_a_made_up_place_to_read_on_from_is_not_blamed_on_the_database(
    chat: Chat, conversation: Conversation, after: str
) -> None:
    response = chat.get(f"/conversations/{conversation.id}/turns?after={after}", conversation.token)
    assert response.status_code in (200, 422), response.text
    if response.status_code == 422:
        assert problem_of(response, 422, "invalid-input").field == "after"


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/nothing/here"), ("GET", "/"), ("GET", "/conversations"), ("DELETE", "/conversations/x/turns")],
)
def test_an_unknown_endpoint_is_not_found(chat: Chat, method: str, path: str) -> None:
    response = chat.http.request(method, chat.url + path, headers=bearer(chat.keys.publishable))
    assert problem_of(response, 404, "not-found").field == "path"


def test_a_browser_may_call_from_any_origin_and_read_every_refusal(chat: Chat, conversation: Conversation) -> None:
    url = f"{chat.url}/conversations/{conversation.id}/turns"
    origin = {"Origin": "https://dealer.example"}
    preflight = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    allowed = chat.http.options(url, headers=origin | preflight)
    assert allowed.status_code == 200
    assert "POST" in allowed.headers["Access-Control-Allow-Methods"]
    assert {"authorization", "content-type"} <= set(allowed.headers["Access-Control-Allow-Headers"].lower().split(","))
    refusals = [
        chat.http.post(url, headers=origin),
        chat.http.post(url, headers=origin | bearer("forged")),
        chat.http.post(url, headers=origin | bearer(conversation.token), content=b"{"),
        chat.http.get(f"{chat.url}/nothing/here", headers=origin),
    ]
    for answer in [allowed, *refusals]:
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
