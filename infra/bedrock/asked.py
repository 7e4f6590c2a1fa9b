"""A request as answers and rules read it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from infra.bedrock.policy import MAX_TOKENS

PASSAGE: Final = re.compile(r"<passage\b([^>]*)>(.*?)</passage>", re.DOTALL)
"""A passage as prompts hold it, with its attributes and its text."""


@dataclass(frozen=True)
class Asked:
    """One request: the operation, the model's id, and the body as JSON. Its shape has been checked."""

    operation: str
    model: str
    body: dict[str, Any]

    @cached_property
    def converse(self) -> dict[str, Any]:
        """What Converse would be asked: also what CountTokens counts."""
        counted: dict[str, Any] = self.body.get("input", {}).get("converse", {})
        return counted if self.operation == "CountTokens" else self.body

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The conversation; empty for other operations."""
        found: list[dict[str, Any]] = self.converse.get("messages") or []
        return [] if self.operation not in ("Converse", "ConverseStream", "CountTokens") else found

    @cached_property
    def said(self) -> str:
        """The text of the last message of the user, results of tools too; of other operations all text of the body."""
        spoken = [message for message in self.messages if message["role"] == "user"]
        return "\n".join(strings(spoken[-1]["content"] if spoken else self.body))

    @cached_property
    def question(self) -> str:
        """What the user wrote last, without the passages that stand in the same message."""
        written = ["\n".join(block["text"] for block in one["content"] if "text" in block) for one in self.messages]
        users = [text for one, text in zip(self.messages, written, strict=True) if one["role"] == "user" and text]
        return PASSAGE.sub(" ", users[-1]).strip() if users else ""

    @property
    def prompts(self) -> list[str]:
        """Where passages may stand, the latest first: the messages of the user, then the system's."""
        users = [message["content"] for message in self.messages if message["role"] == "user"]
        return ["\n".join(strings(content)) for content in (*reversed(users), self.converse.get("system") or [])]

    @property
    def tools(self) -> dict[str, dict[str, Any]]:
        """The JSON schema of each tool that is offered, by its name."""
        offered = (self.converse.get("toolConfig") or {}).get("tools") or []
        specs = [tool["toolSpec"] for tool in offered if "toolSpec" in tool]
        return {spec["name"]: spec["inputSchema"].get("json") or {} for spec in specs}

    @property
    def tool_choice(self) -> dict[str, Any]:
        """`auto`, `any` or `tool`, as it was sent; empty without one."""
        return (self.converse.get("toolConfig") or {}).get("toolChoice") or {}

    @property
    def max_tokens(self) -> int:
        """Most tokens that the answer may have."""
        return int((self.converse.get("inferenceConfig") or {}).get("maxTokens") or MAX_TOKENS)

    @property
    def output_schema(self) -> dict[str, Any] | None:
        """The JSON schema that the answer's text must obey, or None."""
        structure = ((self.converse.get("outputConfig") or {}).get("textFormat") or {}).get("structure") or {}
        return json.loads(structure["jsonSchema"]["schema"]) if "jsonSchema" in structure else None


def strings(value: Any) -> Iterator[str]:
    """Yield every text in a piece of JSON, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
