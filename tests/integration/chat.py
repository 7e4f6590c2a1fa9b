"""What a website and its server do with the API: start conversations, send turns, read transcripts and pages."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import httpx

from contracts.conversation import ConversationStarted, Transcript
from contracts.public import FullAnswer, PublicAnswer
from handlers.problems import CONTENT_TYPE, Problem
from tests.integration.run import LocalRun, wait_for

SECONDS: Final = 60.0
RECOVERY_SECONDS: Final = 30.0


class Chat:
    """The API of one run. Remembers all that was sent, so that the logs can be searched for it."""

    def __init__(self, run: LocalRun) -> None:
        self.url = run.settings.api_url
        self.keys = run.keys
        self.http = httpx.Client(timeout=SECONDS, trust_env=False)
        self.sent: list[str] = []
        self.tokens: list[str] = []
        self._ids: Iterator[int] = itertools.count(1)

    def post(self, path: str, credential: str | None, body: Any = None) -> httpx.Response:
        """POST JSON, or the bytes as they are."""
        content = {"content": body} if isinstance(body, bytes) else {"json": body}
        return self.http.post(self.url + path, headers=bearer(credential), **content)

    def get(self, path: str, credential: str | None) -> httpx.Response:
        """GET with a credential, or without."""
        return self.http.get(self.url + path, headers=bearer(credential))

    def start(self, **wanted: str) -> "Conversation":
        """A conversation whose answers show what was found, as a server may ask for it."""
        return self._started(self.keys.secret, {**wanted, "scopes": ["findings"]})

    def visit(self, key: str | None = None, **wanted: str) -> "Conversation":
        """A conversation as a page starts it, and its customer sees it; `key` is another page's."""
        return self._started(key or self.keys.publishable, wanted)

    def _started(self, key: str, wanted: dict[str, Any]) -> "Conversation":
        answer = self.post("/conversations", key, wanted)
        assert answer.status_code == 201, answer.text
        started = ConversationStarted.model_validate_json(answer.content)
        self.tokens.append(started.token)
        return Conversation(self, started.conversation_id, started.token, started.greeting, started.suggestions)

    def new_turn_id(self) -> str:
        """A `client_turn_id` that no other turn has."""
        return f"test-{next(self._ids)}"

    def warm_up(self) -> None:
        """Ask until every agent answers: a function that was just started may miss a turn."""

        def complete() -> bool:
            return not self.start().say("What does the red brake light mean?").missing

        wait_for(complete, RECOVERY_SECONDS, "every agent answers again")


@dataclass(frozen=True)
class Conversation:
    """One conversation, with the token that opens it."""

    chat: Chat
    id: str
    token: str
    greeting: str = ""
    suggestions: tuple[str, ...] = ()

    def send(self, text: str, client_turn_id: str | None = None) -> httpx.Response:
        """Send a turn and return the response as it is."""
        self.chat.sent.append(text)
        body = {"text": text, "client_turn_id": client_turn_id or self.chat.new_turn_id()}
        return self.chat.post(f"/conversations/{self.id}/turns", self.token, body)

    def say(self, text: str, client_turn_id: str | None = None) -> FullAnswer:
        """Send a turn that is answered, with all that was found."""
        response = self.send(text, client_turn_id)
        assert response.status_code == 200, response.text
        return FullAnswer.model_validate_json(response.content)

    def ask(self, text: str, client_turn_id: str | None = None) -> PublicAnswer:
        """Send a turn that is answered, as a customer does."""
        response = self.send(text, client_turn_id)
        assert response.status_code == 200, response.text
        return PublicAnswer.model_validate_json(response.content)

    def transcript(self) -> Transcript:
        """Every message so far."""
        response = self.chat.get(f"/conversations/{self.id}/turns", self.token)
        assert response.status_code == 200, response.text
        return Transcript.model_validate_json(response.content)

    def texts(self) -> list[str]:
        """What the customer has said so far, in order."""
        return [entry.text for entry in self.transcript().entries if entry.author == "customer"]

    def close(self) -> httpx.Response:
        """End the conversation."""
        return self.chat.post(f"/conversations/{self.id}/close", self.token)


def bearer(credential: str | None) -> dict[str, str]:
    """The headers of a request."""
    return {"Authorization": f"Bearer {credential}"} if credential else {}


def problem_of(response: httpx.Response, status: int, kind: str) -> Problem:
    """The problem document of a refusal, complete and with the right status."""
    assert response.status_code == status, response.text
    assert response.headers["Content-Type"] == CONTENT_TYPE
    problem = Problem.model_validate_json(response.content)
    assert problem.type == f"urn:curbside:problem:{kind}"
    assert problem.status == status
    assert problem.title
    assert problem.detail
    assert problem.trace_id
    return problem
