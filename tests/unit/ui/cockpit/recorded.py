"""The API as it was recorded: each endpoint answers with the example of the API's document."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from contracts.customer import Customer
from contracts.desk_api import ConversationSeen, DeskSeen
from contracts.staff import SignedIn, StaffTokens
from handlers.routes import ROUTES
from ui.cockpit.account import Account
from ui.cockpit.api import Api
from ui.cockpit.seen import Seen

EXAMPLES = Path(__file__).parents[4] / "infra" / "openapi" / "examples"
URL = "https://desk.example.com/v1"
NOW = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)


def example(operation: str) -> dict[str, Any]:
    """What an endpoint was recorded to answer when all goes well."""
    recorded = json.loads((EXAMPLES / f"{operation}.json").read_text(encoding="utf-8"))
    answers: dict[str, Any] = recorded.get("200") or recorded["201"]
    return answers


def tokens(access: str = "access-1", seconds: float = 600) -> StaffTokens:
    """Tokens with so much time left."""
    signed_in = SignedIn.model_validate(example("signIn")).tokens
    assert signed_in is not None
    return signed_in.changed(access_token=access, expires_at=datetime.now(UTC) + timedelta(seconds=seconds))


@dataclass
class Recorded:
    """Answers calls, and remembers them. `valid` are the access tokens that open something; None: any does."""

    valid: set[str] | None = None
    calls: list[tuple[str, str]] = field(default_factory=list)
    bodies: list[Any] = field(default_factory=list)
    refreshed: int = 0

    def send(self, method: str, url: str, content: str | None, headers: Mapping[str, str]) -> tuple[int, bytes]:
        """Answer as recorded; a token that is not valid is refused."""
        path = url.removeprefix(URL)
        self.calls.append((method, path))
        self.bodies.append(json.loads(content) if content else None)
        token = headers.get("Authorization", "").removeprefix("Bearer ")
        if token and self.valid is not None and token not in self.valid:
            return 401, json.dumps({"type": "urn:curbside:problem:unauthenticated", "detail": "sign in again"}).encode()
        operation = next(
            route.operation
            for route in ROUTES
            if route.method == method and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", route.path), path)
        )
        if operation in ("refreshSignIn", "signIn"):
            return 200, self._tokens(operation).model_dump_json().encode()
        return 200, json.dumps(example(operation)).encode()

    def _tokens(self, operation: str) -> SignedIn:
        self.refreshed += operation == "refreshSignIn"
        fresh = tokens(f"access-{self.refreshed + 1}")
        if self.valid is not None:
            self.valid.add(fresh.access_token)
        return SignedIn(tokens=fresh)


def account(recorded: Recorded, seconds: float = 600) -> Account:
    """Anna, signed in, with a token that has so much time left."""
    return Account(Api(URL, recorded.send), tokens(seconds=seconds))


def page(recorded: Recorded | None = None, **changed: Any) -> Seen:
    """A page of Anna's with everything read; `changed` are fields of it."""
    conversation = ConversationSeen.model_validate(example("readConversation"))
    read = {
        "desk": DeskSeen.model_validate(example("readDesk")),
        "conversation": conversation,
        "customer": Customer.model_validate(example("readCustomer")),
        "selected": conversation.conversation_id,
    }
    return Seen(account(recorded or Recorded()), **{**read, **changed})
