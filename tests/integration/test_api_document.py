"""The API keeps what its document says, whatever is sent. Schemathesis makes the requests, from the document."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from infra.openapi.document import document
from tests.integration.chat import Chat, Conversation
from tests.integration.run import LocalRun
from tests.integration.staff import Cockpit

SECONDS: Final = 240.0
CONFIGURATION: Final = Path(__file__).parent / "schemathesis.toml"


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document, with no room for anything it does not name: clients must bear new fields, we must tell of them."""
    made: dict[str, Any] = document()
    for schema in made["components"]["schemas"].values():
        schema["additionalProperties"] = False
    path = tmp_path_factory.mktemp("api") / "openapi.json"
    path.write_text(json.dumps(made), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def staff_token(chat: Chat, stack: LocalRun) -> str:
    """The access token of somebody whom no other test signs out."""
    return Cockpit(chat, stack).tokens_of("ada").access_token


def failures(closed: Path, conversation: Conversation, *options: str, staff_token: str = "") -> str:
    """What Schemathesis has to say against the API; nothing if all is well.

    It does not ask for 405: a REST API answers 404 to a method that a path does not have.
    """
    chat = conversation.chat
    words = ["--config-file", str(CONFIGURATION), "--no-color", "run", str(closed), "--url", chat.url, "--seed", "11"]
    words += ["--checks", "all", "--exclude-checks", "unsupported_method", "--continue-on-failure", *options]
    environment = {
        "SITE_KEY": chat.keys.publishable,
        "SECRET_KEY": chat.keys.secret,
        "CONVERSATION_TOKEN": conversation.token,
        "CONVERSATION_ID": conversation.id,
        "STAFF_TOKEN": staff_token,
    }
    ran = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", *words],
        env=os.environ | environment,
        cwd=closed.parent,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    return ran.stdout + ran.stderr if ran.returncode else ""


def test_no_request_brings_a_defect_or_an_answer_that_the_document_does_not_have(
    chat: Chat, closed: Path, staff_token: str
) -> None:
    options = ["--phases", "examples,coverage,fuzzing", "--max-examples", "60"]
    # After the first two nothing more would be answered. The emulator looks at no session of a challenge: whoever
    # answers one sets a password of the demo's staff.
    for left_out in ("closeConversation", "signOut", "answerChallenge"):
        options += ["--exclude-operation-id", left_out]
    found = failures(closed, chat.visit(), *options, staff_token=staff_token)
    assert not found, found


def test_neither_does_one_about_a_conversation_that_has_ended(chat: Chat, closed: Path) -> None:
    ended = chat.visit()
    ended.close()
    found = failures(closed, ended, "--phases", "examples,coverage", "--include-tag", "conversations")
    assert not found, found


def test_neither_does_one_about_a_conversation_of_somebody_else(chat: Chat, closed: Path) -> None:
    stranger = Conversation(chat, chat.visit().id, chat.visit().token)
    found = failures(closed, stranger, "--phases", "examples,coverage", "--include-tag", "conversations")
    assert not found, found
