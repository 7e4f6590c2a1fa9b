"""The first conversation of a run: it shows that a question gets a cited answer."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any, Final

from contracts.errors import ConfigurationError

QUESTION: Final = "What does the red brake light mean?"
SECONDS: Final = 60


def post(url: str, credential: str, body: Mapping[str, str | Sequence[str]]) -> dict[str, Any]:
    """POST JSON. Raises `ConfigurationError` with the problem document of a refusal."""
    request = urllib.request.Request(  # noqa: S310 - our own address
        url,
        data=json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {credential}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - the same
            parsed: dict[str, Any] = json.load(answer)
            return parsed
    except urllib.error.HTTPError as error:
        raise ConfigurationError(f"{url} answered {error.code}: {error.read().decode(errors='replace')}") from error


def start(api_url: str, site_key: str, **wanted: str | Sequence[str]) -> tuple[str, str]:
    """Start a conversation; returns its id and token."""
    started = post(f"{api_url}/conversations", site_key, wanted)
    return started["conversation_id"], started["token"]


def ask(api_url: str, conversation_id: str, token: str, seconds: float = SECONDS) -> None:
    """Ask the first question until nothing is missing: a function may still be starting.

    The conversation must have the scope `findings`, which shows what is missing. Raises `ConfigurationError` if there
    is no complete, cited answer within `seconds`.
    """
    deadline = time.monotonic() + seconds
    for attempt in count(1):
        turn = {"text": QUESTION, "client_turn_id": f"first-{attempt}"}
        answer = post(f"{api_url}/conversations/{conversation_id}/turns", token, turn)
        if not answer["missing"] and answer["reply"]["citations"]:
            return
        if time.monotonic() > deadline:
            break
    seen = json.dumps({"missing": answer["missing"], "reply": answer["reply"]["text"]})
    raise ConfigurationError(f"the first question got no cited answer: {seen}")


def curl_line(api_url: str, conversation_id: str, token: str) -> str:
    """A command that sends a turn when pasted; pasted again, it returns the same stored reply."""
    turn = json.dumps({"text": QUESTION, "client_turn_id": "pasted-1"})
    return (
        f"curl -s {api_url}/conversations/{conversation_id}/turns "
        f"-H 'Authorization: Bearer {token}' -H 'Content-Type: application/json' -d '{turn}'"
    )
