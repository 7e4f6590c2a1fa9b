"""How tests ask the double, and what they ask."""

import json
from contextlib import closing
from typing import Any, Final

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError
from urllib3.exceptions import HTTPError

from infra.bedrock.server import BedrockServer

MODEL: Final = "eu.anthropic.claude-haiku-4-5-20251001-v1:0"
SECONDS: Final = 20.0
"""Far more than anything here takes: a client that waits so long hangs."""
CUT: Final = (HTTPError, BotoCoreError, ConnectionError)
"""What boto3 raises for a stream that ends too early: not all of it is botocore's."""
TOOL: Final = {
    "type": "object",
    "properties": {
        "intent": {"type": "string", "enum": ["book_service", "other"]},
        "question": {"type": "string"},
        "note": {"type": "string"},
        "urgent": {"type": "boolean"},
        "count": {"type": "integer"},
        "optional": {"type": "string"},
    },
    "required": ["intent", "question", "note", "urgent", "count"],
}


def client_of(double: BedrockServer, read_seconds: float = SECONDS) -> Any:
    """Return boto3's client, which tries once."""
    config = Config(retries={"total_max_attempts": 1}, read_timeout=read_seconds, connect_timeout=SECONDS)
    return boto3.client(
        "bedrock-runtime",
        region_name="eu-central-1",
        endpoint_url=double.address,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=config,
    )


def say(double: BedrockServer, *then: dict[str, Any], **when: str) -> None:
    """Script what happens to the next requests, one after the other."""
    rules = [{"when": when, "then": each, "times": 1} for each in then]
    double.book.replace(json.dumps({"rules": rules}))


def asking(text: str = "How do I check the tyres?", **further: Any) -> dict[str, Any]:
    """Return a request with one message."""
    return {"modelId": MODEL, "messages": [{"role": "user", "content": [{"text": text}]}]} | further


def tools(*names: str, choice: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return tools of these names, all with the same arguments."""
    offered = [{"toolSpec": {"name": name, "inputSchema": {"json": TOOL}}} for name in names]
    return {"tools": offered} | ({} if choice is None else {"toolChoice": choice})


def text_of(answer: dict[str, Any]) -> str:
    """Return the text of a whole answer."""
    return "".join(block.get("text", "") for block in answer["output"]["message"]["content"])


def streamed(answer: dict[str, Any], heard: list[tuple[str, Any]] | None = None) -> list[tuple[str, Any]]:
    """Return the events of a stream, each as its name and content; `heard` also holds those before an error."""
    events = [] if heard is None else heard
    with closing(answer["stream"]) as stream:
        for event in stream:
            events.extend(event.items())
    return events


def deltas(events: list[tuple[str, Any]]) -> list[str]:
    """Return the pieces of text of a stream."""
    return [content["delta"]["text"] for name, content in events if name == "contentBlockDelta"]
