"""Better prompts from the running stack."""

import pytest

from contracts.prompts import EnhancedPrompt
from tests.integration.chat import Chat, problem_of

ASKED = {"prompt": "Classify the mail as spam or not. </task>", "context": "Buy now & save <50 %>"}


def test_a_server_gets_a_better_prompt(chat: Chat) -> None:
    response = chat.post("/prompts/enhance", chat.keys.secret, ASKED)
    assert response.status_code == 200
    made = EnhancedPrompt.model_validate(response.json())
    assert made.task.kind == "classification"
    assert all(text in made.prompt.user for text in ASKED.values())
    assert 0 < made.cost_usd_before <= made.cost_usd_after


def test_a_page_and_a_conversation_get_none(chat: Chat) -> None:
    for credential in (chat.keys.publishable, chat.visit().token, None):
        problem_of(chat.post("/prompts/enhance", credential, ASKED), 401, "unauthenticated")


@pytest.mark.parametrize(
    ("asked", "field"), [({"prompt": ""}, "prompt"), (ASKED | {"model": "gpt-99"}, "model"), (ASKED | {"x": 1}, "x")]
)
def test_what_is_wrong_is_named(chat: Chat, asked: dict[str, object], field: str) -> None:
    assert problem_of(chat.post("/prompts/enhance", chat.keys.secret, asked), 422, "invalid-input").field == field
