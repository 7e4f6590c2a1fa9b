"""What Bedrock refuses of a conversation though its shape is right, in its own words, since clients read them."""

from fnmatch import fnmatchcase
from itertools import pairwise
from typing import Any

from infra.bedrock.asked import Asked
from infra.bedrock.policy import MODELS, SCOPES
from infra.bedrock.refusal import invalid


def check_model(model: str) -> None:
    """Raise `Refusal` for an id that no model has."""
    if not any(fnmatchcase(without_scope(model), family) for family in MODELS):
        raise invalid("The provided model identifier is invalid.")


def without_scope(model: str) -> str:
    """Return a model's own id, of that of a profile or of an ARN too."""
    name = model.rsplit("/", 1)[-1]
    scope, _, rest = name.partition(".")
    return rest if rest and scope in SCOPES else name


def check_conversation(asked: Asked) -> None:
    """Raise `Refusal` for messages in a wrong order, without text, or with tools that are not offered."""
    spoken = [message for message in asked.messages if message["role"] != "system"]
    roles = [message["role"] for message in spoken]
    if not roles or roles[0] != "user":
        start = "A conversation must start with a user message."
        raise invalid(f"{start} Try again with a conversation that starts with a user message.")
    if any(one == following for one, following in pairwise(roles)):
        raise invalid(
            "A conversation must alternate between user and assistant roles. "
            "Make sure the conversation alternates between user and assistant roles and try again."
        )
    for place, message in enumerate(asked.messages):
        _check_content(message["content"], f"messages.{place}")
    _check_tools(asked)
    for place, (before, message) in enumerate(pairwise(spoken), start=1):
        _check_results(_named("toolUse", before), _named("toolResult", message), f"messages.{place}.content")


def _check_content(blocks: list[dict[str, Any]], place: str) -> None:
    if not blocks:
        raise invalid(
            f"The content field in the Message object at {place} is empty. "
            "Add a ContentBlock object to the content field and try again."
        )
    for number, block in enumerate(blocks):
        if "text" in block and not block["text"].strip():
            raise invalid(
                f"The text field in the ContentBlock object at {place}.content.{number} is blank. "
                "Add text to the text field, and try again."
            )


def _check_tools(asked: Asked) -> None:
    used = any("toolUse" in block or "toolResult" in block for one in asked.messages for block in one["content"])
    if used and not asked.tools:
        raise invalid("The toolConfig field must be defined when using toolUse and toolResult content blocks.")
    chosen = asked.tool_choice.get("tool", {}).get("name")
    if chosen is not None and chosen not in asked.tools:
        raise invalid(f"The tool {chosen} of toolConfig.toolChoice is not among toolConfig.tools.")


def _check_results(used: set[str], answered: set[str], place: str) -> None:
    if missing := used - answered:
        raise invalid(f"Expected toolResult blocks at {place} for the following Ids: {', '.join(sorted(missing))}")
    if answered - used:
        raise invalid(
            f"The number of toolResult blocks at {place} exceeds the number of toolUse blocks of previous turn."
        )


def _named(kind: str, message: dict[str, Any]) -> set[str]:
    return {block[kind]["toolUseId"] for block in message["content"] if kind in block}


def check(asked: Asked) -> None:
    """Raise `Refusal` for a request that Bedrock refuses for its content."""
    if asked.model:
        check_model(asked.model)
    if asked.operation in ("Converse", "ConverseStream"):
        check_conversation(asked)
