"""Keys and tokens: who may do what, and what everybody else is told."""

import pytest

from gateway.credentials import new_conversation_token, new_site_key
from infra.local.deploy import Client, stack_outputs
from tests.integration.chat import Chat, Conversation, problem_of

TURN = {"text": "How do I pair my phone?", "client_turn_id": "a"}


@pytest.fixture
def conversation(chat: Chat) -> Conversation:
    """Somebody's conversation."""
    return chat.visit()


def test_a_publishable_key_may_not_name_a_customer(chat: Chat) -> None:
    response = chat.post("/conversations", chat.keys.publishable, {"customer_id": "cust-alex"})
    assert problem_of(response, 422, "invalid-input").field == "customer_id"


def test_a_publishable_key_may_not_ask_for_findings(chat: Chat) -> None:
    response = chat.post("/conversations", chat.keys.publishable, {"scopes": ["findings"]})
    assert problem_of(response, 422, "invalid-input").field == "scopes"


@pytest.mark.parametrize("key", [None, "", "nonsense", "site_", new_site_key()])
def test_no_conversation_is_started_without_a_key_that_is_known(chat: Chat, key: str | None) -> None:
    assert problem_of(chat.post("/conversations", key, {}), 401, "unauthenticated").field == "Authorization"


def test_a_token_does_not_start_another_conversation(chat: Chat, conversation: Conversation) -> None:
    problem_of(chat.post("/conversations", conversation.token, {}), 401, "unauthenticated")


def test_a_turn_without_credential_is_refused(chat: Chat, conversation: Conversation) -> None:
    response = chat.post(f"/conversations/{conversation.id}/turns", None, TURN)
    assert problem_of(response, 401, "unauthenticated").field == "Authorization"
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_a_password_is_no_token(chat: Chat, conversation: Conversation) -> None:
    url = f"{chat.url}/conversations/{conversation.id}/turns"
    response = chat.http.post(url, json=TURN, headers={"Authorization": "Basic YWxleDpzZWNyZXQ="})
    problem_of(response, 401, "unauthenticated")


def test_a_forged_token_opens_nothing(chat: Chat, conversation: Conversation) -> None:
    forged = new_conversation_token(conversation.id)
    problem_of(chat.post(f"/conversations/{conversation.id}/turns", forged, TURN), 401, "unauthenticated")
    problem_of(chat.get(f"/conversations/{conversation.id}/turns", forged), 401, "unauthenticated")


@pytest.mark.parametrize("key", ["publishable", "secret"])
def test_a_site_key_opens_no_conversation(chat: Chat, conversation: Conversation, key: str) -> None:
    path = f"/conversations/{conversation.id}"
    site_key = getattr(chat.keys, key)
    problem_of(chat.post(f"{path}/turns", site_key, TURN), 404, "not-found")
    problem_of(chat.get(f"{path}/turns", site_key), 404, "not-found")
    problem_of(chat.post(f"{path}/close", site_key), 404, "not-found")


def test_the_token_of_one_conversation_does_not_open_another(chat: Chat, conversation: Conversation) -> None:
    path, other = f"/conversations/{conversation.id}", chat.visit()
    refused = [
        chat.post(f"{path}/turns", other.token, TURN),
        chat.get(f"{path}/turns", other.token),
        chat.post(f"{path}/close", other.token),
    ]
    unknown = problem_of(chat.get(f"/conversations/{'0' * 32}/turns", other.token), 404, "not-found")
    for response in refused:
        problem = problem_of(response, 404, "not-found")
        assert problem.field == "conversation_id"
        assert problem.detail == unknown.detail, "nobody can tell a foreign conversation from one that does not exist"
    assert conversation.transcript().entries == ()
    assert not conversation.transcript().closed


def test_a_token_that_has_expired_opens_nothing(chat: Chat, aws: Client, conversation: Conversation) -> None:
    aws("dynamodb").update_item(
        TableName=stack_outputs(aws)["SessionsTable"],
        Key={"session_id": {"S": conversation.id}},
        UpdateExpression="SET token_expires_at = :past",
        ExpressionAttributeValues={":past": {"S": "2020-01-01T00:00:00.000000+0000"}},
    )
    problem_of(chat.get(f"/conversations/{conversation.id}/turns", conversation.token), 401, "unauthenticated")


def test_neither_key_nor_token_is_stored(chat: Chat, aws: Client, conversation: Conversation) -> None:
    outputs = stack_outputs(aws)
    stored = [aws("dynamodb").scan(TableName=name) for key, name in outputs.items() if key.endswith("Table")]
    for credential in (chat.keys.publishable, chat.keys.secret, conversation.token):
        assert credential not in str(stored)
